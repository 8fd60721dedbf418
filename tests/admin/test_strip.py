"""The strip of the next 24 hours on the dashboard."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from blog.admin.strip import LEFT, RIGHT, draw

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=ZoneInfo("Asia/Tokyo"))


def plan(hours, title="先端パッケージは、どの工程で詰まっているのか"):
    post = SimpleNamespace(title=title)
    return SimpleNamespace(starts_at=NOW + timedelta(hours=hours), post=post)


def test_flags_stand_at_their_share_of_the_day():
    strip = draw([plan(0), plan(12), plan(24 - 1 / 3600)], NOW)

    assert [flag.x for flag in strip.flags] == [LEFT, (LEFT + RIGHT) // 2, RIGHT]
    assert [flag.anchor for flag in strip.flags] == ["start", "start", "end"]


def test_words_of_neighbours_stand_in_rows_of_their_own():
    strip = draw([plan(1), plan(1.5), plan(2), plan(12)], NOW)

    tops = [flag.top for flag in strip.flags]
    assert len(set(tops[:3])) == 3
    assert tops[3] == tops[0]


def test_more_than_can_be_read_is_not_drawn():
    assert draw([plan(hours / 10) for hours in range(5)], NOW) is None
    assert draw([plan(25)], NOW) is None
    assert draw([], NOW) is None


def test_long_titles_are_shortened_by_width():
    strip = draw([plan(1, title="全" * 40), plan(1, title="ABC " * 10)], NOW)

    assert strip.flags[0].words == "全" * 21 + "…"
    assert strip.flags[1].words == "ABC " * 10


def test_hours_and_nights_are_those_of_japan():
    strip = draw([plan(1)], NOW)

    assert [hour.hour for _x, hour in strip.hours] == [18, 21, 0, 3, 6, 9, 12]
    [(dusk, dawn)] = strip.nights
    assert dusk == LEFT + round((RIGHT - LEFT) * (7 + 55 / 60) / 24)
    assert dawn == LEFT + round((RIGHT - LEFT) * (15 + 55 / 60) / 24)
