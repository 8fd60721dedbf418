"""The house's own words and patterns."""

import time

import pytest

from blog.text.proof.dictionary import Word, hits
from blog.text.proof.patterns import PatternRefused, bounded
from tests.text.proof.proofs import document


def marks(word, source, **fields):
    return [
        (mark.quote, mark.suggestion) for mark in hits(word, document(source, **fields))
    ]


def test_word_is_found_in_title_and_text():
    word = Word("サーバー", replacement="サーバ")

    found = marks(word, "新しいサーバーを、サーバーの隣に。", title="サーバーの話")

    assert found == [("サーバー", "サーバ")] * 3


def test_hit_inside_an_exception_is_none():
    word = Word("全て", exceptions=("全てん", "健全て"))

    assert marks(word, "全てと、全てんと、健全てと、全て。") == [("全て", None)] * 2


def test_latin_word_is_not_found_inside_a_longer_one():
    assert (
        marks(Word("AI"), "AIとFAIRとAIoTとGenAI、生成AIの話。") == [("AI", None)] * 2
    )


def test_replacement_of_a_pattern_may_repeat_what_was_found():
    word = Word(r"([0-9]+)ヶ月", is_regex=True, replacement=r"\1か月")

    assert marks(word, "3ヶ月待つ。") == [("3ヶ月", "3か月")]


def test_replacement_that_names_no_group_is_taken_as_it_is():
    word = Word("ヶ月", is_regex=True, replacement=r"\1か月")

    assert marks(word, "3ヶ月待つ。") == [("ヶ月", r"\1か月")]


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(a|b)*c",
        "(a?){9}b",
        ".*.*.*x",
        r"(\d)\1",
        "(?P<year>a)",
        "(?i)a",
        "a{5000}",
        "a?",
        "",
        "[ぁ-ん",
        "(風",
        "風)",
        "*風",
        "風" * 101,
    ],
)
def test_pattern_without_bounds_or_sense_is_refused(pattern):
    with pytest.raises(PatternRefused):
        bounded(pattern)


@pytest.mark.parametrize(
    ("pattern", "hit"),
    [
        ("約[0-9]+.{0,4}ほど", "約100万円ほど"),
        ("全て|総て", "総て"),
        ("(?:サーバ)(?!ー)", "サーバ"),
        ("(?<=[0-9])ヶ月?", "ヶ月"),
        (r"[()\]]", "]"),
        ("(?:ab){2,3}?", "abab"),
        ("風(?:が)?吹", "風吹"),
    ],
)
def test_pattern_with_bounds_finds_what_it_says(pattern, hit):
    text = "約100万円ほど、総てのサーバ、サーバー、3ヶ月]ababab風吹"

    assert bounded(pattern).search(text)[0] == hit


def test_worst_pattern_allowed_is_through_a_long_text_at_once():
    begun = time.perf_counter()

    hits_found = bounded(".{0,9}.{0,19}風").findall("a" * 15_000)

    assert hits_found == []
    assert time.perf_counter() - begun < 2
