from datetime import timedelta

import pytest
from django.utils import timezone

from blog.reading.front import by_day
from tests.factories import (
    make_category,
    make_edition,
    make_live,
    make_post,
    make_scheduled,
    revise,
)
from tests.reading.pages import count_queries, open_page, titles

pytestmark = pytest.mark.django_db


def hours_ago(hours):
    return timezone.now() - timedelta(hours=hours)


def test_an_empty_magazine_has_a_front_page(client):
    page = open_page(client, "/")

    assert page.select_one("main .empty")
    assert page.select(".lead, .newest, .category-band") == []


def test_the_newest_post_leads_and_the_next_four_are_pinned(client):
    for number in range(7):
        make_live(title=f"第{number}報", at=hours_ago(number + 1))

    page = open_page(client, "/")

    assert page.select_one(".lead__title").get_text() == "第0報"
    pinned = [each.get_text() for each in page.select(".pinned .post-card__title")]
    assert pinned == ["第1報", "第2報", "第3報", "第4報"]
    assert [each.get_text() for each in page.select(".newest p a")] == [
        "第5報",
        "第6報",
    ]


def test_a_category_has_a_band_from_three_posts_on(client):
    few, enough = make_category("業界分析"), make_category("技術解説")
    for number in range(5):
        make_live(title=f"上の{number}", category=few, at=hours_ago(number + 1))
    for number in range(2):
        make_live(title=f"業界{number}", category=few, at=hours_ago(number + 11))
    for number in range(3):
        make_live(title=f"技術{number}", category=enough, at=hours_ago(number + 21))

    page = open_page(client, "/")

    bands = page.select(".category-band")
    assert [band.h2.get_text() for band in bands] == ["技術解説"]
    assert titles(page)[-3:] == ["技術0", "技術1", "技術2"]


def test_no_post_stands_twice_above_and_in_a_band(client):
    category = make_category("業界分析")
    for number in range(9):
        make_live(title=f"第{number}報", category=category, at=hours_ago(number + 1))

    shown = titles(open_page(client, "/"))

    assert shown == [f"第{number}報" for number in range(1, 9)]


def test_what_is_not_public_does_not_show(client):
    make_live(title="公開中の記事")
    make_post(title="下書きの記事")
    make_edition(title="校了した記事")
    make_scheduled(title="予約した記事")
    make_live(title="会社概要", kind="page", path="/about/", category=None)

    page = open_page(client, "/")

    text = page.get_text()
    assert page.select_one(".lead__title").get_text() == "公開中の記事"
    for hidden in ("下書き", "校了", "予約"):
        assert hidden not in text
    assert "会社概要" not in page.main.get_text()


def test_saving_a_live_post_changes_no_byte(client):
    edition = make_live(title="もとの題")
    before = client.get("/").content

    revise(edition.post, title="まだ出ない題")

    assert client.get("/").content == before


def test_newest_is_grouped_by_the_day_in_japan():
    now = timezone.make_aware(timezone.datetime(2026, 11, 24, 0, 30))

    class Entry:
        def __init__(self, hours):
            self.published_at = now - timedelta(hours=hours)

    a, b, c = Entry(0), Entry(1), Entry(25)

    assert [group for _, group in by_day([a, b, c], at=now)] == [[a], [b], [c]]


def test_the_opening_is_left_out_when_the_excerpt_is_made_from_it(client):
    make_live(body="北の港で風車が回り始めた。線が足りない。\n", excerpt="")
    assert open_page(client, "/").select(".lead__opening") == []


def test_the_opening_ends_at_a_sentence(client):
    body = (
        "北の港で風車が回り始めた。線が足りない。"
        + "長い一文が続いて" * 40
        + "終わる。"
    )
    make_live(body=body, excerpt="別に書いた要約。")

    opening = open_page(client, "/").select_one(".lead__opening")

    assert opening.get_text() == "北の港で風車が回り始めた。線が足りない。"


def test_the_number_of_queries_does_not_grow_with_posts(client):
    make_live()
    at_one = count_queries(client, "/")
    make_live()
    make_live()

    assert count_queries(client, "/") == at_one
