"""SEC-10, SEC-11: nothing that runs reaches the page, with the CSP switched off."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.text.errors import SourceRefused
from blog.text.rendering import render
from blog.text.sanitizer import TAGS, sanitize, seal

SCHEMES = {"", "http", "https", "mailto", "tel"}
ATTRIBUTES = {
    *("alt", "aria-label", "checked", "class", "colspan", "datetime", "disabled"),
    *("height", "href", "id", "lang", "loading", "open", "reversed", "role", "rowspan"),
    *("scope", "src", "start", "tabindex", "title", "type", "width"),
}


class _Judge(HTMLParser):
    """Reads a page as a browser would and keeps what it must not hold."""

    def __init__(self, page):
        super().__init__()
        self.offences = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.offences.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.offences.append(name)
            if name in {"href", "src"}:
                self._judge_address(value or "")
        if tag == "input" and dict(attrs).get("type") != "checkbox":
            self.offences.append("input")

    def _judge_address(self, address):
        shown = "".join(char for char in address if char > " ")
        if urlsplit(shown).scheme.lower() not in SCHEMES:
            self.offences.append(address)

    def handle_comment(self, data):
        self.offences.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="&#x6a;avascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "![x](data:text/html;base64,PHN2Zz4=)",
    "<data:text/html,x>",
    "[x]: javascript:alert(1)\n\n[x]",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<details open ontoggle=alert(1)>x</details>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<form action="javascript:alert(1)"><button>x</button></form>',
    '<input type="image" src=x onerror=alert(1)>',
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "x\n{: onclick=alert(1) style=x href=javascript:alert(1)}",
    "[x](y){: onclick=alert(1) href='javascript:alert(1)'}",
    "｜a《<img src=x onerror=alert(1)>》",
    "```html\" onmouseover=\"alert(1)\n<script>alert(1)</script>\n```",
    "| <img src=x onerror=alert(1)> |\n|---|\n| <script>x</script> |",
    "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "## <img src=x onerror=alert(1)> 見出し",
    "\x02wzxhzdk:0\x03<b onclick=x>\x02",
    '<div markdown="1" onclick=x>\n<script>x</script>\n</div>',
]  # fmt: skip


@pytest.mark.parametrize("source", ATTACKS)
def test_attack_is_disarmed(source):
    page = render(source).html

    assert _Judge(page).offences == []
    assert "<script" not in page.lower()


FRAGMENTS = st.sampled_from(
    [
        *ATTACKS,
        *(
            "<",
            ">",
            "</",
            "/>",
            "`",
            "``",
            "```\n",
            "[",
            "](",
            ")",
            "!",
            "*",
            "**",
            "_",
        ),
        *(
            '"',
            "'",
            "=",
            "&",
            "&#106;",
            "javascript:",
            " onclick=",
            " style=",
            " href=",
        ),
        *("\n", "\n\n", "- ", "> ", "    ", "# ", "|", "|---|\n", "{: .a #b}", "[^1]"),
        *("[^1]: ", "<div>", "</div>", "<b>", "</b>", "<p", "<style>", "</style>"),
        *(
            "<!--",
            "-->",
            "<a",
            "<svg>",
            "日本語",
            "｜",
            "《",
            "》",
            "\x02",
            "\x03",
            "\x00",
        ),
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_nothing_that_runs_is_ever_printed(source):
    try:
        page = render(source).html
    except SourceRefused:
        return

    assert _Judge(page).offences == []


@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_sanitizer_holds_alone(markup):
    assert _Judge(sanitize(markup)).offences == []


def test_classes_and_ids_are_an_allow_list():
    markup = (
        '<p class="lead masthead k" id="site-nav">x</p>'
        '<span class="k masthead">y</span>'
        '<code class="language-python language-\u2028 highlight">z</code>'
        '<p id="a b" lang="x y">w</p>'
    )

    assert sanitize(markup) == (
        '<p class="lead">x</p><span class="k">y</span>'
        '<code class="language-python highlight">z</code><p>w</p>'
    )


def test_only_the_server_writes_roles_and_labels():
    written = '<div role="alert" tabindex="1" aria-label="x">'

    assert sanitize(f"{written}a</div>") == "<div>a</div>"
    assert sanitize(f'<div role="{seal("region")}">a</div>') == (
        '<div role="region">a</div>'
    )


def test_every_input_is_a_disabled_checkbox():
    assert sanitize('<input type="text" disabled value="x" autofocus>') == (
        '<input type="checkbox" disabled="">'
    )


def test_same_source_gives_the_same_page():
    source = (
        "- [x] 済\n\n<input type=checkbox>\n\n|a|b|\n|-|-|\n|1|2|\n\n注[^1]\n\n[^1]: a"
    )

    assert len({render(source).html for _ in range(5)}) == 1
