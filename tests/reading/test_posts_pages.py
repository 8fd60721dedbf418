from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_live, make_scheduled
from tests.reading.pages import count_queries, link, open_page, titles

pytestmark = pytest.mark.django_db


def test_everything_stands_behind_the_front_page(client, settings):
    for number in range(21):
        make_live(
            title=f"第{number}報", at=timezone.now() - timedelta(hours=number + 1)
        )
    make_scheduled(title="予約")
    make_live(title="会社概要", kind="page", path="/about/", category=None)

    first = open_page(client, "/page/1/")
    second = open_page(client, "/page/2/")

    assert titles(first) == [f"第{number}報" for number in range(20)]
    assert titles(second) == ["第20報"]
    assert link(first, "canonical") == f"{settings.SITE_URL}/page/1/"
    assert link(second, "prev") == f"{settings.SITE_URL}/page/1/"
    open_page(client, "/page/3/", status=404)


def test_an_empty_magazine_has_a_list(client):
    assert open_page(client, "/page/1/").select_one("main .empty")


def test_the_number_of_queries_does_not_grow_with_posts(client):
    make_live()
    at_one = count_queries(client, "/page/1/")
    make_live()
    make_live()

    assert count_queries(client, "/page/1/") == at_one
