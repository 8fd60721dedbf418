"""Words that were looked for in vain are few, and about nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from blog.models import SearchMiss
from blog.search import misses

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)


def note(*texts, at=NOW):
    for text in texts:
        cache.clear()
        misses.note(text, at=at)


def kept():
    return list(SearchMiss.objects.values_list("words", "count"))


def test_spellings_of_width_and_case_are_counted_together_by_day_in_japan():
    note("ＡＢＣ　潮力", "abc  潮力", at=NOW)
    note("地熱", at=NOW - timedelta(hours=1))

    assert kept() == [("abc 潮力", 2), ("地熱", 1)]
    assert [f"{each.last_on}" for each in SearchMiss.objects.all()] == [
        "2026-11-25",
        "2026-11-24",
    ]


def test_the_rarest_and_oldest_make_room(monkeypatch):
    monkeypatch.setattr(misses, "MOST_ROWS", 2)

    note("潮力", "潮力", "地熱", "太陽")

    assert kept() == [("潮力", 2), ("太陽", 1)]


def test_a_flood_is_noted_once_a_second():
    for number in range(5):
        misses.note(f"言葉{number}", at=NOW)

    assert kept() == [("言葉0", 1)]
