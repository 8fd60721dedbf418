import pytest

from blog.text.reading_time import Count, count, minutes
from blog.text.rendering import render
from tests.text.corpus import needs_corpus, posts


def test_japanese_counts_by_letter_and_latin_by_word():
    rendered = render("GPT-5は1,234円、3.5%増。サーバーと人々、そして한국。")

    assert count(rendered) == Count(japanese=15, words=3, characters=33)


def test_code_notes_addresses_readings_and_alt_texts_are_not_read():
    source = (
        "本文[^1]は｜五《ご》字 https://example.com/long ![図の説明](a.png)\n\n"
        "```\nprint(1)\n```\n\n[^1]: 注の文"
    )

    assert count(render(source)) == Count(japanese=5, words=0, characters=5)


def test_minutes_are_rounded_and_at_least_one():
    assert minutes(Count(0, 0, 0)) == 1
    assert minutes(Count(1200, 60, 0)) == 3


def test_rates_are_the_callers():
    long = Count(japanese=4800, words=0, characters=4800)

    assert minutes(long, characters_per_minute=400) == 12
    assert minutes(long, characters_per_minute=600) == 8


@needs_corpus
@pytest.mark.parametrize(
    ("name", "japanese", "words", "at_400_500_600"),
    [
        # As it was on 2025-12-14: half as long as the figures of the design say.
        ("2025-12-14-1-metallama", 3214, 102, (9, 7, 6)),
        ("2026-04-12-sme-dx-failure-cases", 2152, 74, (6, 5, 4)),
        ("2026-03-11-rag-service-comparison-10", 2794, 218, (8, 7, 6)),
        ("2026-04-19-1700-claude-api-guide", 3349, 362, (10, 9, 7)),
        ("2025-08-29-4-openaiceoai", 2828, 66, (7, 6, 5)),
    ],
)
def test_real_posts(name, japanese, words, at_400_500_600):
    post = next(post for post in posts() if post.name == name)

    counted = count(render(post.body))

    assert counted[:2] == (japanese, words)
    assert at_400_500_600 == tuple(
        minutes(counted, characters_per_minute=rate) for rate in (400, 500, 600)
    )
