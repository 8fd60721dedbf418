"""The sitemap: every address that search engines should find, and no other."""

import xml.etree.ElementTree as etree
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from blog.models import Kind
from blog.publishing import timeline
from blog.reading import sitemaps
from tests.factories import (
    make_byline,
    make_category,
    make_chief,
    make_live,
    make_scheduled,
    revise,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 20, 3, 0, tzinfo=UTC)
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITE = "http://127.0.0.1:8000"


def lines(client, path):
    """(address without the site, last change) of each line."""
    root = etree.fromstring(client.get(path).content)
    return [
        (address.text.removeprefix(SITE), changed_at.text)
        for address, changed_at in root
    ]


def test_an_empty_site_has_an_empty_index(client):
    assert lines(client, "/sitemap.xml") == []
    assert client.get("/sitemap-lists.xml").status_code == 404


def test_the_index_names_the_parts_with_their_last_change(client):
    make_live(at=AT)
    make_live(kind=Kind.PAGE, path="/about/", at=AT + timedelta(hours=1))

    assert lines(client, "/sitemap.xml") == [
        ("/sitemap-posts-1.xml", "2026-10-20T12:00:00+09:00"),
        ("/sitemap-pages.xml", "2026-10-20T13:00:00+09:00"),
        ("/sitemap-lists.xml", "2026-10-20T12:00:00+09:00"),
    ]


def test_posts_stand_oldest_first_with_their_last_change_of_weight(client):
    make_live(slug="second", at=AT + timedelta(hours=1))
    first = make_live(slug="first", at=AT)
    now = AT + timedelta(hours=2)
    timeline.update(revise(first.post, now=now), by=make_chief(), now=now)

    assert lines(client, "/sitemap-posts-1.xml") == [
        ("/2026/10/20/first/", "2026-10-20T14:00:00+09:00"),
        ("/2026/10/20/second/", "2026-10-20T13:00:00+09:00"),
    ]


def test_what_search_engines_should_not_find_is_left_out(client):
    make_live(slug="found", at=AT)
    make_live(slug="noindex", noindex=True, at=AT)
    make_live(slug="not-in-sitemap", in_sitemap=False, at=AT)
    make_live(slug="elsewhere", canonical_url="https://example.jp/", at=AT)
    make_scheduled(slug="waiting")

    assert [path for path, _ in lines(client, "/sitemap-posts-1.xml")] == [
        "/2026/10/20/found/"
    ]


def test_pages_have_a_part_of_their_own(client):
    make_live(kind=Kind.PAGE, path="/免責事項/", at=AT)

    assert lines(client, "/sitemap-pages.xml") == [
        ("/%E5%85%8D%E8%B2%AC%E4%BA%8B%E9%A0%85/", "2026-10-20T12:00:00+09:00")
    ]


def test_every_list_with_a_post_in_it(client):
    make_category("空の分類", slug="empty")
    kept, later = AT - timedelta(days=40), AT + timedelta(days=20)
    industry = make_category("業界分析", slug="industry")
    aoi = make_byline("水野 あおい", slug="aoi")
    make_live(category=industry, tags=["grid"], credits=[(aoi, "text")], at=kept)
    make_live(category=industry, tags=["port"], credits=[(aoi, "text")], at=later)

    assert lines(client, "/sitemap-lists.xml") == [
        ("/", "2026-11-09T12:00:00+09:00"),
        ("/category/industry/", "2026-11-09T12:00:00+09:00"),
        ("/tags/grid/", "2026-09-10T12:00:00+09:00"),
        ("/tags/port/", "2026-11-09T12:00:00+09:00"),
        ("/authors/aoi/", "2026-11-09T12:00:00+09:00"),
        ("/archive/2026/9/", "2026-09-10T12:00:00+09:00"),
        ("/archive/2026/11/", "2026-11-09T12:00:00+09:00"),
    ]


def test_posts_are_split_into_parts(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "POSTS_IN_A_PART", 2)
    for hour in range(3):
        make_live(slug=f"post-{hour}", at=AT + timedelta(hours=hour))

    assert [path for path, _ in lines(client, "/sitemap.xml")] == [
        "/sitemap-posts-1.xml",
        "/sitemap-posts-2.xml",
        "/sitemap-lists.xml",
    ]
    assert [path for path, _ in lines(client, "/sitemap-posts-2.xml")] == [
        "/2026/10/20/post-2/"
    ]
    assert client.get("/sitemap-posts-3.xml").status_code == 404
    assert client.get("/sitemap-posts-0.xml").status_code == 404


def test_every_address_of_the_sitemap_answers(client):
    make_live(tags=["電力"])
    make_live(kind=Kind.PAGE, path="/about/")

    parts = [path for path, _ in lines(client, "/sitemap.xml")]
    addresses = [path for part in parts for path, _ in lines(client, part)]

    assert len(addresses) == 7
    assert {client.get(address).status_code for address in addresses} == {200}


def test_news_are_the_posts_of_two_days_to_the_minute(client):
    make_live(title="R&Dと電力", slug="news", at=AT)
    make_live(slug="next-day", language="en", title="Grid", at=AT + timedelta(days=1))
    make_live(slug="noindex", noindex=True, at=AT)
    make_live(kind=Kind.PAGE, path="/about/", at=AT)

    def news(now):
        with time_machine.travel(now, tick=False):
            return etree.fromstring(client.get("/sitemap-news.xml").content)

    first, second = news(AT + timedelta(days=2) - timedelta(seconds=1))[::-1]
    assert [each.text for each in first.iter() if each.text] == [
        f"{SITE}/2026/10/20/news/",
        "ALLFORCES",
        "ja",
        "2026-10-20T12:00:00+09:00",
        "R&Dと電力",
    ]
    assert second.find(f".//{NEWS}title").text == "Grid"
    assert second.find(f".//{NEWS}language").text == "en"
    assert len(news(AT + timedelta(days=2))) == 1
    assert len(news(AT + timedelta(days=9))) == 0
