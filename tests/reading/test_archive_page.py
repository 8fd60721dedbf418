import pytest
from django.utils import timezone

from tests.factories import make_live, make_scheduled
from tests.reading.pages import count_queries, link, open_page, titles

pytestmark = pytest.mark.django_db


def jst(*parts):
    return timezone.make_aware(timezone.datetime(*parts))


def make_around_new_year():
    make_live(title="年末", at=jst(2024, 12, 31, 23, 59, 59))
    make_live(title="元日", at=jst(2025, 1, 1))
    make_live(title="一月末", at=jst(2025, 1, 31, 23, 59))
    make_live(title="二月", at=jst(2025, 2, 1))


def test_a_month_lists_exactly_its_posts_in_japanese_time(client):
    make_around_new_year()

    page = open_page(client, "/archive/2025/1/")

    assert titles(page) == ["一月末", "元日"]


def test_a_day_lists_exactly_its_posts_in_japanese_time(client, settings):
    make_around_new_year()

    page = open_page(client, "/archive/2025/1/1/")

    assert titles(page) == ["元日"]
    assert titles(open_page(client, "/archive/2024/12/31/")) == ["年末"]
    assert link(page, "canonical") == f"{settings.SITE_URL}/archive/2025/1/1/"
    days = open_page(client, "/archive/2025/1/").select(".ledger__date a")
    assert [each["href"] for each in days] == [
        "/archive/2025/1/31/",
        "/archive/2025/1/1/",
    ]
    for path in ("/archive/2025/1/2/", "/archive/2025/2/30/", "/archive/2025/1/0/"):
        assert client.get(path).status_code == 404


def test_a_year_lists_its_posts_and_counts_its_months(client, settings):
    make_around_new_year()

    page = open_page(client, "/archive/2025/")

    assert titles(page) == ["二月", "一月末", "元日"]
    months = page.select(".archive__year li a")
    assert [(each["href"], each.b.get_text()) for each in months] == [
        ("/archive/2025/1/", "2"),
        ("/archive/2025/2/", "1"),
    ]
    assert link(page, "canonical") == f"{settings.SITE_URL}/archive/2025/"


def test_the_archive_has_a_row_for_each_year(client):
    make_around_new_year()
    make_scheduled(title="予約")

    page = open_page(client, "/archive/")

    rows = page.select(".archive__year")
    assert [row.h2.a["href"] for row in rows] == ["/archive/2025/", "/archive/2024/"]
    assert [len(row.select("li")) for row in rows] == [12, 12]
    assert [each["href"] for each in rows[1].select("li a")] == ["/archive/2024/12/"]


def test_nothing_yet(client):
    assert open_page(client, "/archive/").select_one("main .empty")


@pytest.mark.parametrize(
    "path",
    ["2023/", "2025/3/", "2025/0/", "2025/13/", "0/", "9999/", "99999999999/", "0/1/"],
)
def test_a_time_without_posts_is_404(client, path):
    make_around_new_year()

    open_page(client, f"/archive/{path}", status=404)


def test_a_long_month_has_pages(client):
    for hour in range(21):
        make_live(title=f"{hour}時", at=jst(2025, 3, 1, hour))

    first = open_page(client, "/archive/2025/3/")
    second = open_page(client, "/archive/2025/3/page/2/")

    assert titles(first) == [f"{hour}時" for hour in range(20, 0, -1)]
    assert titles(second) == ["0時"]
    moved = client.get("/archive/2025/3/page/1/")
    assert (moved.status_code, moved["Location"]) == (301, "/archive/2025/3/")


def test_the_number_of_queries_does_not_grow_with_posts(client):
    make_live(at=jst(2025, 1, 1))
    paths = ("/archive/", "/archive/2025/", "/archive/2025/1/")
    counts = [count_queries(client, path) for path in paths]
    make_live(at=jst(2025, 1, 2))
    make_live(at=jst(2025, 1, 3))

    assert [count_queries(client, path) for path in paths] == counts
