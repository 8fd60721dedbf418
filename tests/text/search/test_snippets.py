import pytest

from blog.text.japanese import with_breaks
from blog.text.search.snippets import marked, marked_title, pattern, snippet
from blog.text.search.tokens import spell


def words(*typed):
    return pattern([spell(each) for each in typed])


@pytest.mark.parametrize(
    ("text", "typed", "html"),
    [
        ("ガイドの話", ["ｶﾞｲﾄﾞ"], "<mark>ガイド</mark>の話"),
        ("ｶﾞｲﾄﾞの話", ["がいど"], "<mark>ｶﾞｲﾄﾞ</mark>の話"),
        ("㈱電力", ["株"], "<mark>㈱</mark>電力"),
        ("人々の声", ["人人"], "<mark>人々</mark>の声"),
        ("storageとrag", ["rag"], "storageと<mark>rag</mark>"),
        ("NVIDIAの", ["nvid"], "<mark>NVID</mark>IAの"),
        ("GPT-5の", ["gpt 5"], "<mark>GPT-5</mark>の"),
        ("<script>電力&", ["電力"], "&lt;script&gt;<mark>電力</mark>&amp;"),
        ("script電力", ["script"], "<mark>script</mark>電力"),
        ("電力需要", ["電力", "電力需要"], "<mark>電力需要</mark>"),
        ("何もない", ["電力"], "何もない"),
    ],
)
def test_hits_are_marked_in_the_text_as_it_is_written(text, typed, html):
    assert marked(text, words(*typed)) == html


def test_a_title_keeps_its_phrase_breaks():
    broken = with_breaks("A&B社は、三年後の売上を先に映す")

    html = marked_title(broken, words("三年後の売上"))

    assert html == (
        "A&amp;B社は、<wbr><mark>三年後の</mark><wbr><mark>売上</mark>を<wbr>先に<wbr>映す"
    )


def test_places_begin_at_a_sentence_and_say_what_is_left_out():
    filler = "関わりのない文がここにある。" * 20  # 14 characters each
    text = f"{filler}海辺の町で潮力の試験が始まった。{filler}\n地熱も試す。{filler}"

    assert snippet(text, words("潮力", "地熱"), wanted=2) == (
        f"海辺の町で<mark>潮力</mark>の試験が始まった。{filler[: 60 - 16]}…"
        f"<mark>地熱</mark>も試す。{filler[: 60 - 6]}…"
    )


def test_where_most_words_stand_together_is_shown_first():
    filler = "あ" * 200
    text = f"潮力。{filler}。潮力と地熱。{filler}。潮力。{filler}"

    assert "<mark>潮力</mark>と<mark>地熱</mark>" in snippet(
        text, words("潮力", "地熱"), wanted=2
    )


def test_without_a_hit_there_is_no_place():
    assert snippet("何もない。", words("潮力")) == ""
