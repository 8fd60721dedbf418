from datetime import timedelta

import pytest
from django.utils import timezone

from blog.publishing import drafts, timeline
from blog.publishing.errors import WrongState
from tests.factories import (
    make_category,
    make_chief,
    make_live,
    make_post,
    make_scheduled,
    make_series,
    revise,
)
from tests.reading.pages import count_queries, link, open_page, titles

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def box(page):
    """The lines of the series box: number and title of each."""
    lines = page.select(".series-box li")
    return [(li.span.get_text(), li.find(["a", "b"]).get_text()) for li in lines]


def path_of(edition):
    return edition.windows.get().address.path


@pytest.fixture
def three():
    """Three posts of a series; the second was published last."""
    series = make_series(slug="notes", description="注記を開きます。")
    days = {"一回目": 9, "二回目": 1, "三回目": 5}
    return [
        make_live(title=title, series=series, series_number=number, at=days_ago(days))
        for number, (title, days) in enumerate(days.items(), start=1)
    ]


def test_a_post_shows_its_place_and_both_neighbours(client, three):
    make_live(title="連載でない記事", at=days_ago(2))

    page = open_page(client, path_of(three[1]))

    assert page.select_one(".series-box small").get_text() == "第2回／全3回"
    assert box(page) == [
        ("第1回", "一回目"),
        ("第2回", "二回目"),
        ("第3回", "三回目"),
    ]
    assert page.select_one(".series-box a[rel=prev]").get_text() == "一回目"
    assert page.select_one(".series-box a[rel=next]").get_text() == "三回目"
    assert page.select(".neighbours") == []


def test_only_what_is_on_air_counts_and_a_planned_number_wins(client, three):
    series = three[0].series
    make_scheduled(title="四回目", series=series)
    timeline.end(three[2].post, by=make_chief())

    page = open_page(client, path_of(three[1]))
    assert box(page) == [("第1回", "一回目"), ("第2回", "二回目")]
    assert page.select_one(".series-box small").get_text() == "第2回／全2回"

    series.planned = 10
    series.save()
    page = open_page(client, path_of(three[1]))
    assert page.select_one(".series-box small").get_text() == "第2回／全10回"


def test_the_page_of_a_series_has_its_posts_in_order_and_its_feeds(client, three):
    page = open_page(client, "/series/notes/")

    assert titles(page) == ["一回目", "二回目", "三回目"]
    assert link(page, "canonical").endswith("/series/notes/")
    feeds = [each["href"] for each in page.head.find_all("link", rel="alternate")]
    assert [each for each in feeds if "/series/" in each][0].endswith("notes/feed.xml")
    for name in ("feed.xml", "feed.atom", "feed.json"):
        text = client.get(f"/series/notes/{name}").content.decode()
        assert text.index("二回目") < text.index("三回目") < text.index("一回目")
    assert "注記から読む" in open_page(client, "/series/").main.get_text()
    assert "/series/notes/" in client.get("/sitemap-lists.xml").content.decode()


def test_a_series_goes_on_in_its_order_on_the_next_page(client):
    series = make_series(slug="long")
    for number in range(21, 0, -1):
        make_live(title=f"第{number}話", series=series, series_number=number)

    first, second = (
        titles(open_page(client, path))
        for path in ("/series/long/", "/series/long/page/2/")
    )

    assert first == [f"第{number}話" for number in range(1, 21)]
    assert second == ["第21話"]


def test_a_series_without_a_published_post_is_not_there(client):
    make_post(series=make_series(slug="coming"))

    for path in ("/series/coming/", "/series/coming/feed.xml"):
        assert client.get(path).status_code == 404
    assert "注記から読む" not in open_page(client, "/series/").main.get_text()


def test_a_series_takes_as_many_queries_with_more_posts(client, three):
    at_three = count_queries(client, "/series/notes/")
    box_at_three = count_queries(client, path_of(three[0]))
    for _each in range(2):
        make_live(series=three[0].series)

    assert count_queries(client, "/series/notes/") == at_three
    assert count_queries(client, path_of(three[0])) == box_at_three


# The number


def test_a_post_without_a_number_is_the_next_one():
    series = make_series()
    make_post(series=series, series_number=4)

    assert make_post(series=series).series_number == 5


def test_two_posts_have_not_the_same_number():
    series, other = make_series(), make_series("別の連載")
    make_post(title="三回目の原稿", series=series, series_number=3)
    make_post(series=other, series_number=3)
    post = make_post(series=series, series_number=2)

    with pytest.raises(WrongState) as refusal:
        drafts.save(post, by=make_chief(), base_version=1, series_number=3)

    assert "三回目の原稿" in refusal.value.message


def test_a_manuscript_without_a_series_keeps_the_hash_that_it_had():
    post = make_post(category=make_category("業界分析"))

    assert "series" not in post.snapshot()
    assert drafts.save(post, by=make_chief(), base_version=1).lock_version == 1


def test_the_place_in_the_series_is_frozen_with_the_edition(client, three):
    post = three[2].post
    edition = revise(post, series=None, series_number=None)

    assert three[2].series_number == 3
    assert (edition.series, edition.series_number) == (None, None)
    assert edition.sha256 != three[2].sha256
    assert "第3回／全3回" in open_page(client, path_of(three[2])).get_text()
