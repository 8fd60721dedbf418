"""The rules of docs/decisions/0002-markdown-pipeline.md, row by row."""

import pytest

from blog.text.errors import SourceTooLong
from blog.text.rendering import MAX_SOURCE_BYTES, render, under_title
from blog.text.sheet import Finding


def html(source, **options):
    return render(source, language="en", **options).html


def one_line(source, **options):
    return "".join(line.strip() for line in html(source, **options).splitlines())


RULES = {
    # 1: blocks begin without a blank line
    "list after a line": (
        "段落\n- 項目",
        "<p>段落</p><ul><li>項目</li></ul>",
    ),
    "heading after a line": (
        "段落\n## 見出し\n続き",
        '<p>段落</p><h2 id="見出し">見出し</h2><p>続き</p>',
    ),
    "quote after a line": (
        "段落\n> 引用",
        "<p>段落</p><blockquote><p>引用</p></blockquote>",
    ),
    "numbers after bullets": (
        "- 点\n1. 数",
        "<ul><li>点</li></ul><ol><li>数</li></ol>",
    ),
    "list inside a quote": (
        "> 引用\n> - 項目",
        "<blockquote><p>引用</p><ul><li>項目</li></ul></blockquote>",
    ),
    # 2: nesting follows the width of the marker
    "three levels": (
        "- a\n  - b\n    1. c",
        "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ul>",
    ),
    "back to the first level": (
        "1. a\n   - b\n2. c",
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    ),
    # 3: fences
    "fence in an item": (
        "- 手順\n\n  ```\n  a\n    b\n  ```",
        '<ul><li><p>手順</p><pre tabindex="0"><code>ab</code></pre></li></ul>',
    ),
    "tilde fence, language unknown": (
        "~~~ mermaid x\na<b\n~~~",
        '<pre tabindex="0"><code class="language-mermaid">a&lt;b</code></pre>',
    ),
    "fence with the name of a file": (
        "```python:app.py\nx\n```",
        '<figure class="code"><figcaption>app.py</figcaption>'
        '<pre tabindex="0" role="group" aria-label="app.py">'
        '<code class="language-python highlight"><span class="n">x</span>'
        "</code></pre></figure>",
    ),
    "name of a file as a word": (
        "```text a.txt\nx\n```",
        '<figure class="code"><figcaption>a.txt</figcaption>'
        '<pre tabindex="0" role="group" aria-label="a.txt">'
        '<code class="language-text">x</code></pre></figure>',
    ),
    "name of a file as a title": (
        "~~~ text title='a <b>.txt'\nx\n~~~",
        '<figure class="code"><figcaption>a &lt;b&gt;.txt</figcaption>'
        '<pre tabindex="0" role="group" aria-label="a &lt;b&gt;.txt">'
        '<code class="language-text">x</code></pre></figure>',
    ),
    "fence without end is text": ("```\na", "<p>```a</p>"),
    "fence in a quote": (
        "> ```\n> a\n> ```",
        '<blockquote><pre tabindex="0"><code>a</code></pre></blockquote>',
    ),
    # 4: a heading needs a space
    "hash without space": ("##概要", "<p>##概要</p>"),
    "C# keeps its sign": ("## C# ##", '<h2 id="c">C#</h2>'),
    # 5: setext
    "one line underlined": ("概要\n---", '<h2 id="概要">概要</h2>'),
    "two lines and a rule": ("一\n二\n---", "<p>一二</p><hr>"),
    "item and a rule": ("- 項目\n---", "<ul><li>項目</li></ul><hr>"),
    # 7: tables
    "alignment by class, body separators dropped": (
        "| 年 | 額 |\n|---|--:|\n| 1 | 2 |\n|---|---|\n| 3 | 4 |",
        '<div aria-label="Table 1" class="table-scroll" role="region" tabindex="0">'
        '<table><thead><tr><th scope="col">年</th>'
        '<th class="align-right" scope="col">額</th></tr></thead>'
        '<tbody><tr><td>1</td><td class="align-right">2</td></tr>'
        '<tr><td>3</td><td class="align-right">4</td></tr></tbody></table></div>',
    ),
    # 8: a bar alone makes no table
    "bars in a line": ("東京 | 大阪 | 愛知", "<p>東京 | 大阪 | 愛知</p>"),
    # 9: attribute lists
    "attributes of a paragraph": (
        '注意\n{: .note #n1 lang="ja" onclick="x" style="y"}',
        '<p class="note" id="n1" lang="ja">注意</p>',
    ),
    "attributes of a span": (
        "**当**{: .kenten}たり",
        '<p><strong class="kenten">当</strong>たり</p>',
    ),
    "attributes under a heading": (
        "## 題\n{: #old .unknown}",
        '<h2 id="old">題</h2>',
    ),
    "braces without colon stay": ("設定は\n{key}", "<p>設定は{key}</p>"),
    # 10: deletions
    "two tildes": ("~~x~~ 3~5%", "<p><del>x</del> 3~5%</p>"),
    # 11: tasks
    "task items": (
        "- [ ] 未\n- [x] 済",
        '<ul><li class="task"><input aria-label="To do" disabled="" type="checkbox">'
        ' 未</li><li class="task"><input aria-label="Done" checked=""'
        ' disabled="" type="checkbox"> 済</li></ul>',
    ),
    # 12: bare addresses
    "address between kana": (
        "とhttps://example.com/a。",
        '<p>と<a href="https://example.com/a">https://example.com/a</a>。</p>',
    ),
    "address in brackets": (
        "（https://a.jp/x）(https://a.jp/y_(z))",
        '<p>（<a href="https://a.jp/x">https://a.jp/x</a>）'
        '(<a href="https://a.jp/y_(z)">https://a.jp/y_(z)</a>)</p>',
    ),
    "address of a link": (
        "[https://a.jp](https://a.jp)",
        '<p><a href="https://a.jp">https://a.jp</a></p>',
    ),
    # 13: ruby and emphasis dots
    "ruby": (
        "｜漢字《かんじ》",
        "<p><ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby></p>",
    ),
    "bar alone": ("題｜副題", "<p>題｜副題</p>"),
    "dots": ("《《強く》》", '<p><em class="kenten">強く</em></p>'),
    # 14: line ends
    "between Japanese letters": ("一行目\n二行目", "<p>一行目二行目</p>"),
    "around emphasis": ("**太字**\n続く", "<p><strong>太字</strong>続く</p>"),
    "backslash and two spaces": ("一\\\n二  \n三", "<p>一<br>二<br>三</p>"),
    # 16: as typed
    "quotes and dots": ('"引用"...', '<p>"引用"...</p>'),
    # bold beside 「」 (needs Python-Markdown 3.11)
    "bold quotation": ("**「重要」**です", "<p><strong>「重要」</strong>です</p>"),
    "bold ending in a stop": ("**太字。**続く", "<p><strong>太字。</strong>続く</p>"),
    # unknown tags are text
    "generics": (
        "List<String>と<your-key>",
        "<p>List&lt;String&gt;と&lt;your-key&gt;</p>",
    ),
    "less than": ("費用 < 削減額", "<p>費用 &lt; 削減額</p>"),
    "tag never closed": ("列<b>の型", "<p>列&lt;b&gt;の型</p>"),
    "tag closed": ("列<b>の</b>型", "<p>列<b>の</b>型</p>"),
    "tag in code": ("`<div>`", "<p><code>&lt;div&gt;</code></p>"),
    "escaped tag": ("\\<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
    "HTML over several lines": (
        '前\n<div>\n<a href="/x">\n<div>中</div>\n</a>\n</div>\n\n後',
        '<p>前</p><div><a href="/x"><div>中</div></a></div><p>後</p>',
    ),
    "item far to the right is text": ("- a\n        - b", "<ul><li>a- b</li></ul>"),
    "comment": ("前<!-- 隠す -->後", "<p>前後</p>"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), RULES.values(), ids=RULES)
def test_rule(source, expected):
    assert one_line(source) == expected


# 6: ids by kramdown-GFM


def test_ids_keep_letters_marks_digits_and_hyphens():
    source = "## 1. AIとは？\n\n## Q&A_①（例）\n\n## ！？"

    rendered = render(source)

    assert [heading["id"] for heading in rendered.headings] == [
        "1-aiとは",
        "qa_例",
        "section",
    ]


def test_repeated_headings_are_numbered_from_one():
    rendered = render("## 要点\n\n## 要点\n\n### 要点")

    assert rendered.headings == [
        {"level": 2, "id": "要点", "text": "要点"},
        {"level": 2, "id": "要点-1", "text": "要点"},
        {"level": 3, "id": "要点-2", "text": "要点"},
    ]


def test_ids_of_the_page_itself_are_never_taken():
    source = '# Site map\n\n<p id="site-nav">x</p>'

    rendered = render(source)

    assert [heading["id"] for heading in rendered.headings] == ["section-site-map"]
    assert 'id="site-' not in rendered.html


def test_headings_written_as_html_get_free_ids():
    rendered = render("<h3>背景</h3>\n\n## 背景")

    assert [heading["id"] for heading in rendered.headings] == ["背景-1", "背景"]


def test_headings_may_break_between_phrases():
    rendered = render("## **日経平均**が3日ぶりに`x`反発する理由")

    assert "<strong>日経平均</strong>が<wbr>3日ぶりに" in rendered.html
    assert rendered.headings[0]["text"] == "日経平均が3日ぶりにx反発する理由"
    assert "<wbr>" not in html("段落は日経平均が3日ぶりに反発する理由である。")


# 7, 12, footnotes: caps and findings


def test_table_of_too_many_cells_stays_a_paragraph():
    source = f"|{'a|' * 200}\n|{'-|' * 200}\n" + "|b|\n" * 60

    rendered = render(source)

    assert "<table" not in rendered.html
    assert [finding.rule for finding in rendered.findings] == ["table_too_large"]


def test_attributes_under_a_table_are_its_own():
    assert '<table class="wide">' in html("|a|b|\n|-|-|\n|1|2|\n{: .wide}")


def test_findings_name_what_will_surprise_the_editor():
    source = "##概要\n\n<iframe src='x'></iframe>\n\n列<b>\n\n注[^1]\n\n[^2]: 余り"

    rendered = render(source)

    assert rendered.findings == (
        Finding("heading_without_space", "##概要"),
        Finding("tag_removed", "iframe"),
        Finding("tag_unclosed", "b"),
        Finding("note_without_text", "1"),
        Finding("note_unused", "2"),
    )


def test_long_paragraph_is_reported_and_a_huge_one_holds_no_markup():
    long, huge = render("長" * 8_000), render("**太字**" + "長" * 30_000)

    assert [finding.rule for finding in long.findings] == ["long_block"]
    assert "<strong>" not in huge.html


# 15: footnotes

NOTES = "一である[^b]。二[^a]、再び[^b]。\n\n[^a]: 甲\n[^b]: 乙の**文**"


def test_notes_are_numbered_by_first_mention_and_linked_both_ways():
    assert one_line(NOTES) == (
        '<p>一である\u2060<sup class="footnote-ref" id="fnref:b">'
        '<a aria-label="Note 1" href="#fn:b" role="doc-noteref">1</a></sup>。'
        '二\u2060<sup class="footnote-ref" id="fnref:a">'
        '<a aria-label="Note 2" href="#fn:a" role="doc-noteref">2</a></sup>、'
        '再び\u2060<sup class="footnote-ref" id="fnref:b:1">'
        '<a aria-label="Note 1" href="#fn:b" role="doc-noteref">1</a></sup>。</p>'
        '<section aria-label="Notes" class="footnotes" role="doc-endnotes"><ol>'
        '<li id="fn:b"><p>乙の<strong>文</strong>&nbsp;'
        '<a aria-label="Back to note 1 in the text" class="footnote-backref"'
        ' href="#fnref:b" role="doc-backlink">↩</a>&nbsp;'
        '<a aria-label="Back to note 1 in the text" class="footnote-backref"'
        ' href="#fnref:b:1" role="doc-backlink">↩</a></p></li>'
        '<li id="fn:a"><p>甲&nbsp;'
        '<a aria-label="Back to note 2 in the text" class="footnote-backref"'
        ' href="#fnref:a" role="doc-backlink">↩</a></p></li></ol></section>'
    )


def test_note_ids_carry_the_prefix_of_their_post():
    page = html("注[^1]\n\n[^1]: 文", note_prefix="p7-")

    assert 'id="p7-fnref:1"' in page
    assert 'href="#p7-fn:1"' in page
    assert 'id="p7-fn:1"' in page
    assert 'href="#p7-fnref:1"' in page


def test_fifty_references_to_a_note_are_links_and_further_ones_text():
    rendered = render("[^1]" * 60 + "\n\n[^1]: 文")

    assert rendered.html.count("<sup") == 50
    assert rendered.html.count("[^1]") == 10
    assert [finding.rule for finding in rendered.findings] == ["note_repeated"]


# Pictures


def test_pictures_load_late_and_keep_what_is_written():
    assert one_line("![図](a.png)") == (
        '<p><img alt="図" loading="lazy" src="a.png"></p>'
    )


def test_caller_gives_address_and_size_of_pictures_it_knows():
    def picture(src):
        return {"src": "/media/a.avif", "width": 800} if src == "a.png" else None

    page = one_line('![図](a.png) <img src="b.png" alt="他">', picture=picture)

    assert page == (
        '<p><img alt="図" loading="lazy" src="/media/a.avif" width="800"> '
        '<img alt="他" loading="lazy" src="b.png"></p>'
    )


# Code


def test_code_is_coloured_by_classes():
    assert one_line("```python\nx = 1\n```") == (
        '<pre tabindex="0"><code class="language-python highlight">'
        '<span class="n">x</span> <span class="o">=</span> '
        '<span class="mi">1</span></code></pre>'
    )


def test_long_code_stays_plain():
    assert "<span" not in html("```python\n" + "x = 1\n" * 4_000 + "```")


def test_indented_code_and_pre_are_kept_letter_by_letter():
    assert html("    a < b `[\n    \\<i>") == (
        "<pre><code>a &lt; b `[\n\\&lt;i&gt;\n</code></pre>"
    )
    assert html("<pre>\n- a\n\n  - b\n</pre>") == "<pre>- a\n\n  - b\n</pre>"


def test_title_of_the_page_stays_its_only_h1():
    shown = under_title(render("# 一\n\n<h1>二</h1>\n\n`<h1>`"))

    assert shown.html.replace("\n", "") == (
        '<h2 id="一">一</h2><h2 id="二">二</h2><p><code>&lt;h1&gt;</code></p>'
    )
    assert [heading["level"] for heading in shown.headings] == [2, 2]


# What else comes back


def test_text_has_a_block_a_line_and_blocks_know_their_kind():
    source = (
        "# 題\n\n一\n二[^1]\n\n- 項\n  - 目\n\n> 引用\n\n|a|b|\n|-|-|\n|1|2|\n\n"
        "```\nx\ny\n```\n\n｜漢字《かんじ》\n\n[^1]: 注"
    )

    rendered = render(source)

    assert [(block.kind, block.text) for block in rendered.blocks] == [
        ("h1", "題"),
        ("p", "一二"),
        ("li", "項"),
        ("li", "目"),
        ("quote", "引用"),
        ("row", "a b"),
        ("row", "1 2"),
        ("pre", "x y"),
        ("p", "漢字"),
        ("note", "注"),
    ]
    assert rendered.text == "題\n一二\n項\n目\n引用\na b\n1 2\nx y\n漢字\n注"


def test_decomposed_letters_are_composed():
    assert render("か\u3099").text == "が"


def test_source_too_long_is_refused_with_the_figures():
    with pytest.raises(SourceTooLong, match="400,002.*400,000"):
        render("字" * (MAX_SOURCE_BYTES // 3 + 1))


def test_too_many_blocks_are_refused_with_the_figures():
    with pytest.raises(SourceTooLong, match="5,00[0-9].*5,000"):
        render("- 項目\n" * 5_001)


def test_deep_quotes_and_lists_end_as_text():
    quotes, lists = (
        html("> " * 60 + "底"),
        html("\n".join(f"{'  ' * level}- 段{level}" for level in range(60))),
    )

    assert quotes.count("<blockquote>") == 8
    assert lists.count("<ul>") == 20
    assert "底" in quotes
    assert "段59" in lists


def test_nothing_gives_nothing():
    assert render(" \n").html == ""
