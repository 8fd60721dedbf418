from blog.importing.jekyll.html import as_body
from blog.text.rendering import render

PAGE = """
<div class="page">
    <svg width="1"><path d="M0"/></svg>
    <section>

        <h1 onclick="x()" style="color:red">見出し</h1>
        <!-- a note -->
        <!-- {% for x in y %} -->
        <p>本文は<a href="javascript:alert(1)">ここ</a>と
           <a href="/about/" data-x="1">そこ</a>。</p>
        <center>中</center>

        <pre>
    indented
        code</pre>
    </section>
</div>
<style>.page { color: red }</style>
<script>alert(1)</script>
"""


def test_html_keeps_what_can_be_read_and_lists_the_rest():
    lost = []

    body = as_body(PAGE, lost=lost.append)

    assert body == (
        '<div class="page">\n'
        "<section>\n"
        "<h2>見出し</h2>\n"
        "<!-- {% for x in y %} -->\n"
        "<p>本文は<a>ここ</a>と\n"
        '<a href="/about/">そこ</a>。</p>\n'
        "中\n"
        "<pre>\n"
        "    indented\n"
        "        code</pre>\n"
        "</section>\n"
        "</div>\n"
    )
    assert len(lost) == 7


def test_cleaned_html_is_rendered_as_html():
    rendered = render(as_body(PAGE, lost=lambda what: None))

    assert [heading["text"] for heading in rendered.headings] == ["見出し"]
    assert "本文はこことそこ。" in rendered.text.replace(" ", "")
    assert "alert" not in rendered.html
    assert "{%" not in rendered.html
