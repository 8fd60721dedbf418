"""HTML of a page as Markdown: rendered again, it says the same."""

import pytest

from blog.text.rendering import render
from blog.text.to_markdown import to_markdown

# As typed, and as written out again.
SAME = [
    "## 見出し\n",
    "一段目。\n\n二段目。\n",
    "改行\\\nした。\n",
    "**「強く」** *弱く* ~~消す~~ `a|b` `` ` ``\n",
    "[言葉](/about/)と![絵](/media/a.png)\n",
    "<https://example.jp/>\n",
    "- 一\n- 二\n  - 三\n- 四\n",
    "3. 三\n4. 四\n",
    "- [x] 済\n- [ ] 未\n",
    "- 一\n\n  続き\n\n- 二\n",
    "> 引用\n>\n> 二段\n>\n> - 項\n",
    "```python\nif a < b:\n\n    pass\n```\n",
    "````\n```\n````\n",
    "図1　全角の空きも字のうち\n",
    "| 社名 | 値 |\n| --- | ---: |\n| 甲 | 1\\|2 |\n| 乙 |  |\n",
    "用語\n: 説明\n: 別の説明\n",
    "一\n\n---\n\n二\n",
    "注[^1]。\n\n[^1]: 中身。\n",
    "2026\\. 番号ではない\n",
    "\\# 見出しではない\n",
    "\\- 項ではない \\*星\\* \\_線\\_ \\<b> \\[x\\]\n",
]


@pytest.mark.parametrize("source", SAME)
def test_written_as_it_was_typed(source):
    assert to_markdown(render(source).html) == source


def test_ruby_and_dots_degrade():
    page = render("｜罫線《けいせん》を《《強く》》。\n")

    assert to_markdown(page.html) == "罫線（けいせん）を*強く*。\n"


def test_details_and_captions_become_paragraphs():
    html = (
        "<details><summary>要約</summary>中身</details>"
        '<figure><img src="/a.png" alt="港"><figcaption>港の夜</figcaption></figure>'
        "<table><caption>表の題</caption><tr><th>甲</th></tr></table>"
    )

    assert to_markdown(html) == (
        "要約\n\n中身\n\n![港](/a.png)\n\n港の夜\n\n表の題\n\n| 甲 |\n| --- |\n"
    )


def test_addresses_are_taken_from_the_base_on():
    html = '<p><a href="/about/">一</a><a href="#注">二</a><img src="a b.png"></p>'

    assert to_markdown(html, base="https://example.jp/x/") == (
        "[一](https://example.jp/about/)[二](https://example.jp/x/#注)"
        "![](<https://example.jp/x/a b.png>)\n"
    )


def test_words_that_look_like_markup_stay_words():
    source = "a\\*b\\*c、1 < 2、~3~5%、C\\#、\\`x\\`、\\[x\\](y)、\\!\\[\\]、1\\. \\+\n"
    page = render(source)

    assert render(to_markdown(page.html)).text == page.text
