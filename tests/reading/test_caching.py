"""What caches may keep, and that time alone moves every one of them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from blog.publishing import drafts, timeline
from tests.factories import (
    BODY,
    make_chief,
    make_live,
    make_scheduled,
    revise,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
T = NOW + timedelta(minutes=10)
SECOND = timedelta(seconds=1)
LISTS = [
    "/",
    "/page/1/",
    "/category/業界分析/",
    "/archive/2026/11/",
    "/tags/電力/",
    "/authors/水野-あおい/",
]
FEEDS = [
    f"{folder}feed.{ending}"
    for folder in ("/", "/category/業界分析/", "/tags/電力/", "/authors/水野-あおい/")
    for ending in ("xml", "atom", "json")
]
SITEMAPS = ["/sitemap-posts-1.xml", "/sitemap-lists.xml"]
POST = "/2026/11/24/windmill/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def neighbour():
    """So that every list exists before the post that is looked for."""
    return make_live(slug="neighbour", tags=["電力"], at=NOW - timedelta(hours=2))


def showing(client, text, paths):
    """Those of `paths` that show `text`. Asked twice: made, and from the cache."""
    first, again = (
        [path for path in paths if text in client.get(path).text.replace("<wbr>", "")]
        for _ in range(2)
    )
    assert first == again
    return first


def etags(client, paths):
    return {path: client.get(path).headers["ETag"] for path in paths}


def shared_seconds(response):
    return int(re.search(r"s-maxage=(\d+)", response.headers["Cache-Control"])[1])


def test_saving_a_live_post_changes_no_byte_no_etag_no_feed_entry(client, clock):
    edition = make_live(slug="windmill", tags=["電力"], at=NOW - SECOND)
    pages = [POST, *LISTS, *FEEDS, *SITEMAPS, "/sitemap.xml"]
    before = {path: (client.get(path).content) for path in pages}
    tags_before = etags(client, pages)

    post = edition.post
    clock.shift(SECOND)
    drafts.save(
        post,
        by=make_chief(),
        base_version=post.lock_version,
        title="まだ誰にも見えない題",
        body=BODY + "\n書きかけ。\n",
        tags=["新しい札"],
    )

    assert {path: client.get(path).content for path in pages} == before
    assert etags(client, pages) == tags_before
    for path, etag in tags_before.items():
        assert client.get(path, headers={"if-none-match": etag}).status_code == 304


def test_a_scheduled_post_appears_everywhere_at_its_time(client, clock):
    make_scheduled(title="時が来た", slug="windmill", tags=["電力"], at=T)
    pages = [*LISTS, *FEEDS]
    before = etags(client, pages)

    clock.move_to(T - timedelta(milliseconds=1))
    assert showing(client, "時が来た", pages) == []
    assert showing(client, POST, SITEMAPS) == []
    assert client.get(POST).status_code == 404

    clock.move_to(T)
    assert showing(client, "時が来た", [POST, *pages]) == [POST, *pages]
    assert showing(client, POST, SITEMAPS) == SITEMAPS[:1]
    for path, etag in before.items():
        assert client.get(path, headers={"if-none-match": etag}).status_code == 200


def test_an_update_switches_everywhere_at_its_time(client, clock):
    live = make_live(title="前の題", slug="windmill", tags=["電力"], at=NOW - SECOND)
    timeline.schedule(revise(live.post, title="後の題"), at=T, by=make_chief())
    pages = [POST, *LISTS, *FEEDS]

    for moment, shown, hidden in [
        (NOW, "前の題", "後の題"),
        (T - SECOND, "前の題", "後の題"),
        (T, "後の題", "前の題"),
    ]:
        clock.move_to(moment)
        assert showing(client, shown, pages) == pages
        assert showing(client, hidden, pages) == []


def test_an_end_takes_it_off_everywhere_at_its_time(client, clock):
    live = make_live(title="今だけ", slug="windmill", tags=["電力"], at=NOW - SECOND)
    timeline.end(live.post, at=T, by=make_chief())
    pages = [POST, *LISTS, *FEEDS]

    clock.move_to(T - SECOND)
    etag = client.get(POST).headers["ETag"]
    assert showing(client, "今だけ", pages) == pages
    assert showing(client, POST, SITEMAPS) == SITEMAPS[:1]

    clock.move_to(T)
    assert client.get(POST).status_code == 410
    assert client.get(POST, headers={"if-none-match": etag}).status_code == 410
    assert showing(client, "今だけ", [*LISTS, *FEEDS]) == []
    assert showing(client, POST, SITEMAPS) == []


def test_what_is_published_now_is_seen_at_once(client):
    """SEC-05, REL-10: no wait for any cache of ours."""
    assert showing(client, "速報", LISTS) == []

    make_live(title="速報", tags=["電力"], at=NOW)

    assert showing(client, "速報", [*LISTS, *FEEDS]) == [*LISTS, *FEEDS]


def test_a_renamed_category_is_renamed_on_every_page(client, neighbour):
    category = neighbour.category
    client.get("/")
    category.name = "産業"

    category.save()

    # Its address still names it: that is another matter.
    assert showing(client, ">業界分析<", LISTS + FEEDS) == []
    assert showing(client, ">産業<", LISTS) == LISTS


@pytest.mark.parametrize(
    ("before", "seconds"),
    [
        (timedelta(minutes=10), 5),
        (timedelta(seconds=5), 5),
        (timedelta(seconds=3.9), 3),
        (timedelta(seconds=0.5), 0),
    ],
)
@pytest.mark.parametrize("path", ["/", "/nothing/", "/feed.xml", "/archive"])
def test_no_shared_cache_may_keep_an_answer_past_the_next_boundary(
    client, clock, path, before, seconds
):
    make_scheduled(at=T)
    clock.move_to(T - before)

    for _again in range(2):
        response = client.get(path)

        assert "max-age=0" in response.headers["Cache-Control"]
        assert shared_seconds(response) == seconds


@pytest.mark.parametrize("path", ["/", POST, *FEEDS[:3], "/sitemap.xml", "/robots.txt"])
def test_public_answers_know_no_cookie(client, path):
    make_live(slug="windmill", at=NOW - SECOND)

    response = client.get(path)

    assert response.status_code == 200
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in response.headers


def test_an_editor_gets_the_readers_page_but_never_from_the_cache(client):
    """SEC-07"""
    client.get("/")
    client.force_login(make_chief())

    response = client.get("/")

    assert response.headers["Cache-Control"].startswith("public")
    client.logout()
    assert client.get("/").content == response.content
