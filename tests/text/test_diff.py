import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.text.diff import Mark, Piece, compare, without, words

SHOWN = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}


def shown(pieces) -> str:
    return "".join(SHOWN[piece.mark].format(piece.text) for piece in pieces)


def changed(old, new) -> list[str]:
    return [shown(p.pieces) for p in compare(old, new) if p.is_changed]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("百円高", "二百円高", "{+二+}百円高"),
        ("２位から３位へ", "１位から３位へ", "[-２-]{+１+}位から３位へ"),
        (
            "売上高は前年同期比12.3%増の1,234億円となった。",
            "売上高は前年同期比12.8%増の1,243億円だった。",
            "売上高は前年同期比[-12.3%-]{+12.8%+}増の[-1,234-]{+1,243+}億円[-とな-]{+だ+}った。",
        ),
        (
            "投資家の間で不安が広がっている。",
            "市場関係者の間では不安が広がりつつある。",
            "[-投資家-]{+市場関係者+}の間で{+は+}不安が広が[-ってい-]{+りつつあ+}る。",
        ),
        (
            "半導体メーカーの設備投資が増える見通しです。",
            "半導体製造装置メーカーの設備投資は減る見通しです。",
            "[-半導体-]{+半導体製造装置+}メーカーの設備投資[-が増え-]{+は減+}る見通しです。",
        ),
        ("OpenAIのGPT-4を使う", "OpenAIのGPT-5を使う", "OpenAIのGPT-[-4-]{+5+}を使う"),
        (
            "｜電力《でんりょく》",
            "｜電力《ちから》",
            "｜電力《[-でんりょく-]{+ちから+}》",
        ),
        ("👨‍👩‍👧が来た", "👨‍👩‍👦が来た", "[-👨‍👩‍👧-]{+👨‍👩‍👦+}が来た"),
    ],
)
def test_changes_are_marked_as_a_reader_would(old, new, expected):
    assert shown(words(old, new)) == expected


def test_a_lone_kana_between_two_changes_goes_with_them():
    assert shown(words("銀行の株式", "証券の債券")) == "[-銀行の株式-]{+証券の債券+}"


def test_a_sentence_that_stays_is_never_marked():
    old = "円安が進んだ。介入の観測が出た。株は上がった。"
    new = "円高が進んだ。介入の観測が出た。株は下がった。"

    assert shown(words(old, new)) == (
        "[-円安-]{+円高+}が進んだ。介入の観測が出た。株は[-上-]{+下+}がった。"
    )


def test_paragraphs_keep_their_numbers_in_both_texts():
    old = "一つ目の段落。\n\n消える段落だ。\n\n電力は足りている。\n\n終わり。\n"
    new = "一つ目の段落。\n\n電力は足りていない。\n\n新しく書いた。\n\n終わり。\n"

    found = [(p.before, p.after, shown(p.pieces)) for p in compare(old, new)]

    assert found == [
        (1, 1, "一つ目の段落。"),
        (2, None, "[-消える段落だ。-]"),
        (3, 2, "電力は足りてい[-る-]{+ない+}。"),
        (None, 3, "{+新しく書いた。+}"),
        (4, 4, "終わり。"),
    ]


def test_the_same_text_has_no_changes():
    text = "## 見出し\n\n| 社名 | MW |\n| --- | --- |\n| 北辰 | 480 |\n"

    assert changed(text, text) == []


def test_blank_lines_are_no_changes():
    assert changed("一つ。\n\n二つ。", "一つ。\n\n\n二つ。\n") == []


def test_one_cell_of_a_long_table_is_one_change():
    rows = [f"| 第{number}社 | {number} MW | 0 | 0 |" for number in range(2000)]
    old = "\n".join(rows)
    new = old.replace("| 700 MW |", "| 708 MW |").replace("| 1500 MW", "| 1501 MW")

    (paragraph,) = compare(old, new)

    marked = [piece for piece in paragraph.pieces if piece.mark != Mark.SAME]
    assert marked == [
        Piece(Mark.REMOVED, "700"),
        Piece(Mark.ADDED, "708"),
        Piece(Mark.REMOVED, "1500"),
        Piece(Mark.ADDED, "1501"),
    ]


def test_every_paragraph_of_a_long_post_finds_its_like():
    old = "\n\n".join(
        f"第{number}節の本文です。電力は{number}万kWです。" for number in range(300)
    )

    found = compare(old, old.replace("です", "である"))

    assert [(p.before, p.after) for p in found] == [(n, n) for n in range(1, 301)]


LETTERS = (
    "のはが百二三億円株価電力データＡ12.,%。、「」\n\n \u3000aB👨\u200d👩か\u3099|*"
)
texts = st.text(st.sampled_from(LETTERS), max_size=120) | st.text(max_size=40)
paragraphs = st.lists(texts, max_size=8).map("\n\n".join)


@given(paragraphs, paragraphs)
def test_both_texts_can_be_put_together_again(old, new):
    found = compare(old, new)

    assert "".join(p.old + p.gap_before for p in found) == old
    assert "".join(p.new + p.gap_after for p in found) == new


@given(paragraphs, st.data())
def test_an_edited_text_can_be_put_together_again(old, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    new = old[:start] + data.draw(texts) + old[end:]

    found = compare(old, new)

    assert "".join(p.old + p.gap_before for p in found) == old
    assert "".join(p.new + p.gap_after for p in found) == new


@given(texts, texts)
def test_numbers_are_never_split(old, new):
    pieces = words(old, new)

    for mark in (Mark.REMOVED, Mark.ADDED):
        side = [piece.text for piece in pieces if piece.mark != mark]
        assert not any(
            before[-1] in "0123456789" and after[0] in "0123456789"
            for before, after in zip(side, side[1:], strict=False)
        )
    assert without(Mark.ADDED, pieces) == old


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("あい" * 1000, "いあう" * 700),
        ("あいうえ" * 4000, "あい、うえ" * 3000),
        ("1,2" * 10_000, "1.2" * 9000),
        (
            "\n\n".join("あい" * 80 for _ in range(200)),
            "\n\n".join(["いう" * 90] * 190),
        ),
        ("い\n\nあ\n\n" * 3000, "あ\n\nう\n\nい\n\n" * 2000),
    ],
    ids=["two kana", "shifted", "digits", "like paragraphs", "short paragraphs"],
)
def test_hostile_texts_end_in_time(old, new):
    start = time.perf_counter()

    found = compare(old, new)

    assert time.perf_counter() - start < 20  # difflib alone: minutes
    assert "".join(p.old + p.gap_before for p in found) == old
    assert "".join(p.new + p.gap_after for p in found) == new
