"""Lists stay as quick as they are short: both databases read them off one index."""

import pytest
from django.db import connection
from django.utils import timezone

from blog.models import Edition, Window
from blog.publishing import timeline
from tests.factories import make_category, make_chief, make_live, revise

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _planner():
    """A few posts, and a PostgreSQL that does not prefer to read so short a table."""
    for _post in range(3):
        make_live(category=make_category("業界分析"))
    # So many that reading them all to leave them out is dearer than the right index.
    for _post in range(30):
        make_live(category=make_category("技術解説"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            # So few rows are cheap to sort.
            cursor.execute("SET LOCAL enable_sort = off")
            # Rows that other tests rolled back swell the indexes, and so the costs.
            cursor.execute("REINDEX TABLE blog_window")
        cursor.execute("ANALYZE")


def newest():
    return Window.objects.live(timezone.now()).listed().newest_first()


def assert_reads(index, queryset):
    """By `index`, in its order: nothing is sorted."""
    text = queryset.explain()
    assert f" {index}" in text
    assert "TEMP B-TREE" not in text
    assert "Sort" not in text


def test_the_list_of_all_posts_is_read_off_its_index():
    for start in (0, 20_000):
        ids = newest().values_list("pk", flat=True)[start : start + 20]

        assert_reads("window_newest", ids)


def test_the_list_of_a_category_is_read_off_its_index():
    ids = newest().in_category(make_category("業界分析")).values_list("pk", flat=True)

    assert_reads("window_newest_in_category", ids[:20])


def test_the_log_of_corrections_is_read_off_its_index():
    newer = revise(make_live().post)
    note = {"change": Window.Change.ADDITION, "public_note": "書き足しました。"}
    timeline.update(newer, by=make_chief(), **note)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    noted = Window.objects.noted(timezone.now()).order_by("-updated_at", "-pk")

    assert_reads("window_noted", noted.values_list("pk", flat=True)[:20])


def test_a_page_is_found_by_its_path():
    text = Edition.objects.live(timezone.now()).filter(path="/about/").explain()

    for table in ("blog_address", "blog_window", "blog_edition"):
        assert f"SCAN {table}" not in text
        assert f"Seq Scan on {table}" not in text


def test_no_index_leads_the_planner_to_sort_by_the_wrong_end():
    """On SQLite an index on starts_at or ends_at alone is taken for every list."""
    firsts = [index.fields[0] for index in Window._meta.indexes]

    assert not {"starts_at", "-starts_at", "ends_at", "-ends_at"} & set(firsts)
