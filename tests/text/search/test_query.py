import pytest

from blog.text.search.query import parse
from blog.text.search.tokens import Sought, sought


@pytest.mark.parametrize(
    ("typed", "words", "excluded"),
    [
        ("生成AI　投資", [" 生成 ai", " 投資"], []),
        ("「設備投資の回収」は", [" 設備投資の回収", " は"], []),
        ('"machine learning" -広告', [" machine learning"], [" 広告"]),
        ("電力 －「余る時間」", [" 電力"], [" 余る時間"]),
        ("GPT-5", [" gpt 5"], []),
        ("「閉じない", [" 閉じない"], []),
        ("AI「生成」", [" ai", " 生成"], []),
        ("同じ 同じ", [" 同じ"], []),
        ('！？ - "" 「」', [], []),
        ("", [], []),
    ],
)
def test_words_phrases_and_what_is_left_out(typed, words, excluded):
    query = parse(typed)

    assert (list(query.words), list(query.excluded)) == (words, excluded)
    assert not query.is_cut


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (" ".join("一二三四五六七八九"), 8),
        ("長" * 41, 1),
        ("語 " * 150, 1),
        ("長" * 100_000, 1),
    ],
)
def test_more_than_is_used_is_cut_and_said(typed, words):
    query = parse(typed)

    assert (len(query.words), query.is_cut) == (words, True)
    assert all(len(word) <= 41 for word in query.words)


@pytest.mark.parametrize(
    ("spelled", "tokens", "is_open"),
    [
        (" 株", ("株",), True),
        (" 投資", ("投資",), False),
        (" 設備投資", ("設備", "備投", "投資"), False),
        (" nvid", ("nvid",), True),
        (" 生成 ai", ("生成", "成", "ai"), True),
        (" ai の話", ("ai", "の話"), False),
        (" 成 ai の", ("成", "ai", "の"), True),
    ],
)
def test_what_is_asked_of_the_index(spelled, tokens, is_open):
    assert sought(spelled) == Sought(tokens, is_open)
