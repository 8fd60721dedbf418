import pytest

from blog.text.japanese import (
    display_width,
    ends_sentence,
    graphemes,
    is_balanced,
    nfc,
    nfkc,
    phrases,
    sentences,
    with_breaks,
)


def test_forms():
    assert nfc("か\u3099") == "が"
    assert nfkc("ＥＴＦ ｶﾞｲﾄﾞ ①") == "ETF ガイド 1"


def test_wide_and_ambiguous_characters_take_two_columns():
    assert display_width("AI投資…") == 2 + 4 + 2
    assert display_width("ｱ") == 1
    assert display_width("が") == display_width("か\u3099") == 2


def test_graphemes_keep_marks_tones_families_and_flags():
    text = "が👍🏽👨‍👩‍👧🇯🇵🇫🇷葛\U000e0100か\u3099☂️"

    assert graphemes(text) == [
        *("が", "👍🏽", "👨‍👩‍👧", "🇯🇵", "🇫🇷", "葛\U000e0100", "か\u3099", "☂️"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上がった。下がった。", ["上がった。", "下がった。"]),
        ("本当？！そうだ…次へ", ["本当？！", "そうだ…", "次へ"]),
        ("彼は「行く。すぐだ。」と言った。", ["彼は「行く。すぐだ。」と言った。"]),
        ("（注を見よ。）次だ。", ["（注を見よ。）次だ。"]),
        ("驚いた！」と", ["驚いた！」と"]),
        ("Yahoo!JAPANと?q=1は別だ。", ["Yahoo!JAPANと?q=1は別だ。"]),
        ("It fell. Then 3.5 Inc. は別。", ["It fell.", "Then 3.5 Inc. は別。"]),
        ("「「「「「深い。次。", ["「「「「「深い。", "次。"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize("text", ["そうだ。", "と言った」", "It fell."])
def test_text_that_ends_a_sentence(text):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["", "見出し", "続く...", "3.", "Inc. は"])
def test_text_that_does_not(text):
    assert not ends_sentence(text)


def test_balance_of_brackets():
    assert is_balanced("「甲（乙）」")
    assert not is_balanced("「甲")


@pytest.mark.parametrize(
    "cut",
    [
        "日経平均、|3日ぶり反発",
        "2026年の|AI投資が|もたらす変化",
        "電力を|先に|買う者が、|次の|計算資源を|握る",
        "連邦準備制度理事会|（FRB）が|利上げを|見送り",
        "GPT-5 正式リリースの|衝撃",
        "三か\u2060月",
        "Only ASCII here",
    ],
)
def test_titles_break_between_phrases(cut):
    assert phrases(cut.replace("|", "")) == cut.split("|")


def test_breaks_are_html_with_the_text_escaped():
    assert with_breaks("<b>と&を含む") == "&lt;b&gt;と<wbr>&amp;を<wbr>含む"
    assert with_breaks("") == ""
