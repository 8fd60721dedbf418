from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from blog.models import MissingPath
from tests.factories import make_category, make_live, make_scheduled
from tests.reading.pages import open_page

pytestmark = pytest.mark.django_db


def test_the_page_helps_on_and_asks_not_to_be_indexed(client):
    make_category("投資分析")

    page = open_page(client, "/nothing/here/", status=404)

    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    links = [each["href"] for each in page.select(".not-found a")]
    assert links == ["/search/", "/", "/archive/", "/tags/"]
    assert page.select_one(".category-nav a").get_text() == "投資分析"


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/tags/%00/",
        "/authors/a%00b/feed.xml",
        "/%ff%fe/",
        "/" + "a" * 3000,
        "/..%2f..%2fetc/passwd",
        "/2026/11/20/'%22%3E%3Cscript%3E/",
        "/category/",
        "/category/a/b/c/",
        "/tags/%20/",
        "/page/1.5/",
    ],
)
def test_odd_addresses_are_simply_not_found(client, path):
    """REL-01"""
    make_live()

    page = open_page(client, path, status=404)

    assert page.body.find_all("script", src=None) == []


def test_the_error_page_needs_nothing_that_may_be_broken(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("500.html")

    assert "<h1" in page
    assert "style=" not in page


def near(client, path):
    page = open_page(client, path, status=404)
    return [each.get_text() for each in page.select(".not-found__near a")]


def test_posts_with_a_like_address_or_title_are_offered(client):
    make_live(title="蓄電池の値段", slug="battery-prices")
    make_live(title="風車の一年", slug="windmill-year")
    make_scheduled(title="蓄電池の予約", slug="battery-price")

    assert near(client, "/2026/01/02/batery-price/") == ["蓄電池の値段"]
    assert near(client, "/風車の一年") == ["風車の一年"]
    assert near(client, "/quite-something-else/") == []


def test_missing_pages_are_counted_for_the_editors(client):
    for _each in range(3):
        client.get("/old/article/")
    client.get("/記事/")

    rows = MissingPath.objects.values_list("path", "count")

    assert list(rows) == [("/old/article/", 3), ("/記事/", 1)]


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php",
        "/.env",
        "/a@example.jp/",
        "/" + "a" * 300,
        "/a/b/c/d/e/f/g/",
        "/admin/nowhere/",
        "/preview/sesame/",
    ],
)
def test_what_is_no_page_of_ours_is_not_noted(client, path):
    assert client.get(path).status_code in (302, 404)

    assert not MissingPath.objects.exists()


def test_a_flood_writes_little(client):
    for number in range(65):
        client.get(f"/lost-{number}/")

    assert MissingPath.objects.count() == 60


def test_a_full_list_takes_a_new_page_for_one_that_nobody_asked_for_in_a_week(
    monkeypatch,
):
    monkeypatch.setattr("blog.models.counts.MOST_MISSING", 1)
    now = timezone.now()
    MissingPath.objects.note("/old/", at=now - timedelta(days=8))

    MissingPath.objects.note("/new/", at=now)
    MissingPath.objects.note("/newer/", at=now)

    assert list(MissingPath.objects.values_list("path", flat=True)) == ["/new/"]
