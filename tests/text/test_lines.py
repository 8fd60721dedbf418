import pytest

from blog.text.japanese import display_width
from blog.text.lines import fill


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 20, []),
        ("電力を先に買う者が、次の計算資源を握る", 20, None),
        ("AI投資の行方", 40, ["AI投資の行方"]),
        ("One two three four", 9, ["One two", "three", "four"]),
        ("サーバーーーーーー", 6, None),
    ],
)
def test_a_title_fills_lines_of_a_width(text, columns, lines):
    filled = fill(text, columns, display_width)

    assert "".join(filled).replace(" ", "") == text.replace(" ", "")
    assert lines in (None, filled)


def test_lines_end_where_phrases_end():
    filled = fill("電力を先に買う者が、次の計算資源を握る", 20, display_width)

    assert filled == ["電力を先に買う者が、", "次の計算資源を握る"]


def test_a_long_phrase_breaks_by_kinsoku():
    """No line begins with 」 ー or ッ, none ends with 「."""
    filled = fill("「インフラストラクチャー」「インフラ」", 10, display_width)

    assert "".join(filled) == "「インフラストラクチャー」「インフラ」"
    for line in filled:
        assert line[0] not in "」ーッャ"
        assert line[-1] != "「"
