"""A marked passage is found again after edits, or said to be lost."""

import pytest

from blog.text.anchors import Source

TEXT = """\
送電網への接続は先着順で処理される。申し込みに要るのは計画書と保証金である。

- 建設仮勘定のうち、[受変電設備](https://example.com/a)として**注記された**金額
- 系統接続の保証金として差し入れた長期預け金[^1]

接続を待つ年数が、企業価値の差になり始めている。

[^1]: 有価証券報告書。
"""


def marked(quote, text=TEXT):
    """What is remembered of `quote` when it is marked in `text`."""
    anchor = Source(text).find(quote)
    return anchor.quote, anchor.before, anchor.after


def found(remembered, text):
    anchor = Source(text).find(*remembered)
    return anchor and text[anchor.start : anchor.end]


def test_place_is_told_by_line_and_character():
    anchor = Source(TEXT).find("系統接続の保証金")

    assert anchor.line == 4
    assert TEXT[anchor.start : anchor.end] == "系統接続の保証金"
    assert anchor.before.endswith("金額\n- ")
    assert anchor.after.startswith("として差し入れた")


@pytest.mark.parametrize(
    ("on_the_page", "in_the_source"),
    [
        (
            "受変電設備として注記された金額",
            "受変電設備](https://example.com/a)として**注記された**金額",
        ),
        ("長期預け金 接続を待つ", "長期預け金[^1]\n\n接続を待つ"),
    ],
)
def test_words_marked_on_the_page_are_found_in_the_source(on_the_page, in_the_source):
    assert found((on_the_page, "", ""), TEXT) == in_the_source


def test_it_is_found_after_changes_elsewhere():
    remembered = marked("計画書と保証金")
    changed = "書き出しを足した。\n\n" + TEXT.replace("先着順で", "順番に")

    assert found(remembered, changed) == "計画書と保証金"


def test_of_several_the_one_with_the_same_neighbours_is_meant():
    text = "売上は増えた。\n\n利益は増えた。\n\n負債は増えた。\n"
    remembered = ("増えた", "利益は", "。")

    anchor = Source(text).find(*remembered)

    assert text[anchor.start - 3 : anchor.end] == "利益は増えた"


def test_words_that_were_mended_are_known_by_their_neighbours():
    mended = TEXT.replace("計画書と保証金", "計画書だけ")

    anchor = Source(mended).find(*marked("計画書と保証金"))

    assert mended[anchor.start : anchor.end] == "計画書だけ"
    assert anchor.is_changed
    assert not Source(TEXT).find(*marked("計画書と保証金")).is_changed


@pytest.mark.parametrize(
    "text",
    [
        "別の話になった。",
        TEXT.replace("計画書と保証金", ""),
        TEXT.replace("申し込みに要るのは計画書と保証金である。", ""),
        TEXT.replace("計画書と保証金", "長い説明。" * 100),
        "",
    ],
)
def test_what_was_rewritten_is_lost(text):
    assert found(marked("計画書と保証金"), text) is None


def test_a_short_quote_alone_in_other_company_is_lost():
    remembered = ("接続", "送電網への", "は先着順で")

    assert found(remembered, "ここで接続を切る。") is None


def test_nothing_marked_is_nowhere():
    assert Source(TEXT).find("  \n") is None


def test_a_long_passage_is_remembered_by_its_beginning():
    text = "長い段落。" * 200

    assert len(Source(text).find(text).quote) == 500
