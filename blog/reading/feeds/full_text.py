"""An edition's HTML for feed readers, which have neither our styles nor our anchors."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.utils import translation

from blog.reading.disclosure import disclosure_of
from blog.reading.languages import chrome_of
from blog.reading.notices import payment

VOID = frozenset(["br", "col", "hr", "img"])
ATTRIBUTES = frozenset(
    [
        *(
            "alt",
            "cite",
            "datetime",
            "height",
            "href",
            "lang",
            "open",
            "rel",
            "src",
            "title",
        ),
        *("colspan", "reversed", "rowspan", "scope", "start", "width"),
    ]
)
LEFT_OUT = frozenset(["chart-summary", "footnote-backref"])
ADDRESSES = frozenset(["cite", "href", "src"])
BOX = {False: "☐", True: "☑"}


def full_text(edition, *, address: str) -> str:
    """The text of a post at the absolute `address`, for feeds and for mail.

    Corrections, who has paid and the disclosure stand before it, the sources after it.
    Classes, ids and inputs go; links into the page lead to the page on the site;
    emphasis dots become <strong>. Ruby keeps its <rp>, by which it degrades. The links,
    the paid links and the notes of `edition` have been seen to.
    """
    with translation.override(chrome_of(edition)):
        context = {
            "edition": edition,
            "notices": payment(edition),
            "disclosure": disclosure_of(edition),
        }
        above = render_to_string("components/above_text.html", context)
        below = render_to_string("components/sources.html", context)
    whole = above + _figure(edition.cover) + edition.html + below
    return portable(whole, address=address)


def portable(html: str, *, address: str) -> str:
    """What the sanitizer has made of a text, fit to stand on any other page."""
    reader = _ForFeeds(address)
    reader.feed(html)
    reader.close()
    return reader.html.strip()


def _figure(cover):
    if cover is None:
        return ""
    caption = "　".join(filter(None, [cover.caption, cover.credit]))
    return (
        f'<figure><img src="{escape(cover.url)}" alt="{escape(cover.words)}"'
        f' width="{cover.width}" height="{cover.height}">'
        + (f"<figcaption>{escape(caption)}</figcaption>" if caption else "")
        + "</figure>"
    )


def _is_of_no_use(tag, attributes):
    """A way back in the page; a drawing and the words that open its table."""
    return tag == "svg" or attributes.get("class") in LEFT_OUT


class _ForFeeds(HTMLParser):
    """Copies what it reads. The sanitizer's output closes whatever it opens."""

    def __init__(self, address):
        super().__init__()
        self._address = address
        self._out = []
        self._ends = []  # what closes each open element
        self._left_out = 0  # how deep we are inside an element without use here

    @property
    def html(self):
        return "".join(self._out)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "input":
            self._out.append(BOX["checked" in attributes])
        elif tag == "wbr":
            pass  # few feed readers would keep the words between them together
        elif tag in VOID:
            self._open(tag, attributes)
        elif self._left_out or _is_of_no_use(tag, attributes):
            self._left_out += 1
        else:
            self._ends.append(self._begin(tag, attributes))

    def handle_endtag(self, tag):
        if self._left_out:
            self._left_out -= 1
        elif self._ends:
            self._out.append(self._ends.pop())

    def handle_data(self, text):
        if not self._left_out:
            self._out.append(escape(text, quote=False))

    def _begin(self, tag, attributes):
        """Write the start of an element and return its end."""
        if tag == "em" and attributes.get("class") == "kenten":
            tag = "strong"
        if tag == "span" and not ATTRIBUTES & attributes.keys():
            return ""
        if attributes.get("class") == "chart-table":  # which nothing stands above
            return ""
        self._open(tag, attributes)
        return f"</{tag}>"

    def _open(self, tag, attributes):
        if self._left_out:
            return
        kept = "".join(
            f' {name}="{escape(self._value(name, value or ""))}"'
            for name, value in attributes.items()
            if name in ATTRIBUTES
        )
        self._out.append(f"<{tag}{kept}>")

    def _value(self, name, value):
        return urljoin(self._address, value) if name in ADDRESSES else value
