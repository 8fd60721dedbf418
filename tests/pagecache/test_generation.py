from datetime import UTC, datetime, timedelta

import pytest

from blog.models import Generation
from blog.pagecache.generation import generation, next_boundary, period_at, release
from blog.publishing import timeline
from tests.factories import make_chief, make_live, make_scheduled

pytestmark = pytest.mark.django_db

# Noon in Tokyo.
NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def test_an_empty_site_has_a_generation():
    assert generation(NOON) == generation(NOON + timedelta(hours=1))
    assert next_boundary(NOON) == MIDNIGHT


def test_instants_between_two_boundaries_show_the_same():
    make_scheduled(now=NOON, at=NOON + timedelta(minutes=10))

    assert generation(NOON) == generation(NOON + timedelta(minutes=9, seconds=59.999))
    assert generation(NOON) != generation(NOON + timedelta(minutes=10))


def test_a_period_ends_at_the_next_edge_of_a_window():
    make_scheduled(now=NOON, at=NOON + timedelta(minutes=10))
    make_scheduled(now=NOON, at=NOON + timedelta(minutes=20))

    ends = [next_boundary(NOON + timedelta(minutes=passed)) for passed in (0, 10, 20)]

    assert ends == [
        NOON + timedelta(minutes=10),
        NOON + timedelta(minutes=20),
        MIDNIGHT,
    ]


def test_a_period_ends_at_midnight_in_tokyo():
    assert generation(MIDNIGHT - timedelta(seconds=1)) != generation(MIDNIGHT)
    assert next_boundary(MIDNIGHT) == MIDNIGHT + timedelta(days=1)


def test_every_public_change_begins_a_new_generation():
    edition = make_live(at=NOON)
    before = generation(NOON)

    timeline.end(edition.post, by=make_chief(), now=NOON + timedelta(minutes=1))

    assert generation(NOON) != before


def test_a_page_printed_differently_belongs_to_another_generation(settings):
    before = release()
    settings.SITE_URL = "https://moved.example"
    release.cache_clear()

    try:
        assert release() != before
    finally:
        settings.SITE_URL = "http://127.0.0.1:8000"
        release.cache_clear()


def test_one_query_tells_the_period(django_assert_num_queries):
    make_scheduled(now=NOON)

    with django_assert_num_queries(1):
        period_at(NOON)


def test_a_change_is_counted_where_nothing_was_counted_before():
    Generation.objects.all().delete()

    Generation.objects.advance()

    assert Generation.objects.current() == 1
