from urllib.parse import unquote

import pytest

from tests.factories import make_edition, make_live, make_post, make_scheduled
from tests.reading.pages import count_queries, open_page, titles

pytestmark = pytest.mark.django_db


def test_a_tag_lists_the_live_posts_that_were_printed_with_it(client):
    make_live(title="電力の記事", tags=["電力"])
    make_live(title="決算の記事", tags=["決算"])
    make_post(title="下書き", tags=["電力"])
    make_scheduled(title="予約", tags=["電力"])

    page = open_page(client, "/tags/電力/")

    assert page.h1.get_text() == "電力"
    assert titles(page) == ["電力の記事"]


@pytest.mark.parametrize("make", [make_post, make_edition, make_scheduled])
def test_a_tag_of_hidden_posts_does_not_show(client, make):
    """SEC-03"""
    make(tags=["秘密"])
    make_live(tags=["電力"])

    open_page(client, "/tags/秘密/", status=404)
    page = open_page(client, "/tags/")

    assert [unquote(each["href"]) for each in page.select("main a")] == ["/tags/電力/"]


def test_tags_are_listed_with_their_counts_most_used_first(client):
    make_live(tags=["決算", "電力"])
    make_live(tags=["電力"])
    make_scheduled(tags=["決算"])

    page = open_page(client, "/tags/")

    listed = [each.get_text().split()[:2] for each in page.select(".index-list a")]
    assert [(name, count[0]) for name, count in listed] == [
        ("電力", "2"),
        ("決算", "1"),
    ]


def test_no_tags_yet(client):
    assert open_page(client, "/tags/").select_one("main .empty")


def test_a_tag_beside_the_list_leads_to_another(client):
    make_live(tags=["電力", "決算"])

    page = open_page(client, "/tags/電力/")

    facets = [unquote(each["href"]) for each in page.select(".facets a")]
    assert facets == ["/tags/決算/", "/authors/水野-あおい/"]


def test_the_number_of_queries_does_not_grow_with_posts(client):
    make_live(tags=["電力"])
    counts = [count_queries(client, path) for path in ("/tags/電力/", "/tags/")]
    make_live(tags=["電力", "決算"])
    make_live(tags=["電力", "半導体"])

    assert [count_queries(client, path) for path in ("/tags/電力/", "/tags/")] == counts
