import unicodedata
from datetime import timedelta
from urllib.parse import quote, unquote

import pytest
from django.utils import timezone

from tests.factories import (
    make_category,
    make_edition,
    make_live,
    make_post,
    make_scheduled,
)
from tests.reading.pages import count_queries, link, open_page, titles

pytestmark = pytest.mark.django_db


def make_many(count, category):
    newest = timezone.now() - timedelta(hours=1)
    for number in range(1, count + 1):
        at = newest - timedelta(days=number)
        make_live(title=f"第{number}報", category=category, at=at)


def test_a_category_lists_what_is_live_in_it_newest_first(client):
    category = make_category("投資分析", description="決算を読みます。")
    make_many(2, category)
    make_live(title="よその記事", category=make_category("技術解説"))
    make_post(title="下書き", category=category)
    make_edition(title="校了", category=category)
    make_scheduled(title="予約", category=category)

    page = open_page(client, "/category/投資分析/")

    assert page.h1.get_text() == "投資分析"
    assert titles(page) == ["第1報", "第2報"]
    assert page.select_one(".list-head__text").get_text() == "決算を読みます。"
    assert page.select_one(".list-head__facts span").get_text().startswith("2")
    current = page.select(".category-nav a[aria-current]")
    assert [each.get_text() for each in current] == ["投資分析"]


def test_an_empty_category_answers_and_stands_in_the_navigation(client):
    """SEC-03: a category is a public section, whoever uses it."""
    category = make_category("投資分析")
    make_scheduled(title="予約", category=category)

    page = open_page(client, "/category/投資分析/")

    assert page.select_one("main .empty")
    assert [each.get_text() for each in page.select(".category-nav a")] == ["投資分析"]
    assert "予約" not in page.get_text()


def test_an_unknown_category_is_404(client):
    open_page(client, "/category/nothing/", status=404)


def test_twenty_a_page_with_links_between_them(client, settings):
    make_many(45, make_category("投資分析", slug="investment"))

    first = open_page(client, "/category/investment/")
    second = open_page(client, "/category/investment/page/2/")
    third = open_page(client, "/category/investment/page/3/")

    assert titles(first) == [f"第{number}報" for number in range(1, 21)]
    assert titles(second) == [f"第{number}報" for number in range(21, 41)]
    assert titles(third) == [f"第{number}報" for number in range(41, 46)]
    base = f"{settings.SITE_URL}/category/investment/"
    assert link(first, "canonical") == base
    assert link(first, "prev") is None
    assert link(first, "next") == f"{base}page/2/"
    assert link(second, "canonical") == f"{base}page/2/"
    assert link(second, "prev") == base
    assert link(second, "next") == f"{base}page/3/"
    assert link(third, "next") is None
    numbers = [each.get_text() for each in second.select(".pagination > *")]
    assert numbers[:3] == ["1", "2", "3"]
    assert second.select_one(".pagination [aria-current]").get_text() == "2"


@pytest.mark.parametrize("number", ["0", "4", "1000", "9" * 40])
def test_beyond_the_last_page_there_is_nothing(client, number):
    make_many(3, make_category("投資分析", slug="investment"))

    open_page(client, f"/category/investment/page/{number}/", status=404)


def test_page_one_is_the_plain_address(client):
    make_category("投資分析")

    response = client.get("/category/投資分析/page/1/")

    assert response.status_code == 301
    assert unquote(response["Location"]) == "/category/投資分析/"


@pytest.mark.parametrize("path", ["/category/ガイド", "/category/ガイド/page/2/"])
def test_other_spellings_lead_on_in_one_hop(client, path):
    make_many(21, make_category("ガイド"))

    response = client.get(quote(unicodedata.normalize("NFD", path)))

    assert response.status_code == 301
    assert unquote(response["Location"]) == path.rstrip("/") + "/"
    open_page(client, response["Location"])


def test_months_are_counted_over_the_whole_list(client):
    category = make_category("投資分析", slug="investment")
    october = timezone.make_aware(timezone.datetime(2025, 10, 31, 23, 59))
    november = timezone.make_aware(timezone.datetime(2025, 11, 1))
    for minutes in range(21):
        make_live(category=category, at=november + timedelta(minutes=minutes))
    make_live(category=category, at=october)

    second = open_page(client, "/category/investment/page/2/")

    months = second.select(".ledger__month > h2 small")
    assert [int("".join(filter(str.isdigit, each.get_text()))) for each in months] == [
        21,
        1,
    ]


def test_its_feeds_are_discoverable(client, settings):
    make_category("投資分析", slug="investment")

    page = open_page(client, "/category/investment/")

    feeds = [each["href"] for each in page.head.find_all("link", rel="alternate")]
    assert [each.removeprefix(settings.SITE_URL) for each in feeds] == [
        "/feed.xml",
        "/feed.atom",
        "/feed.json",
        "/category/investment/feed.xml",
        "/category/investment/feed.atom",
        "/category/investment/feed.json",
    ]


def test_a_category_takes_few_queries_and_no_more_with_more_posts(client):
    category = make_category("投資分析")
    make_many(1, category)
    at_one = count_queries(client, "/category/投資分析/")
    make_live(category=category, tags=["電力"])
    make_live(category=category, tags=["決算"])

    assert count_queries(client, "/category/投資分析/") == at_one
    assert at_one <= 8
