"""SEC-07: what is kept for the next reader, and under which key."""

import gzip

import brotli
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path

from blog.pagecache.middleware import shared
from blog.publishing import timeline
from tests.cached_keys import cached_keys
from tests.factories import make_chief, make_live

pytestmark = pytest.mark.django_db

# A hit asks for the period that `request.at` lies in, and for nothing else.
QUERIES_OF_A_HIT = 1


@pytest.fixture
def page():
    return make_live(title="線が足りない").windows.get().address.path


@pytest.fixture
def hits(client):
    """Whether a GET was answered from the cache."""

    def is_hit(path, **extra):
        with CaptureQueriesContext(connection) as queries:
            client.get(path, **extra)
        return len(queries) == QUERIES_OF_A_HIT

    return is_hit


def test_the_second_reader_is_answered_from_the_cache(client, hits, page):
    first = client.get(page)

    assert hits(page)
    again = client.get(page)
    assert again.content == first.content
    assert again.headers == first.headers


def test_a_head_is_answered_from_the_cache_but_fills_nothing(client, hits, page):
    client.head(page)

    assert not hits(page)
    assert client.head(page).headers == client.get(page).headers


def test_who_sends_a_cookie_neither_fills_nor_reads_the_cache(client, hits, page):
    client.cookies["anything"] = "1"
    client.get(page)
    assert not hits(page)

    client.cookies.clear()
    assert not hits(page)
    assert hits(page)


def test_unknown_query_words_neither_vary_nor_fill_the_cache(client, hits, page):
    client.get(f"{page}?utm_source=x")
    assert not hits(page)

    assert hits(f"{page}?utm_source=y")
    assert client.get(f"{page}?utm_source=y").content == client.get(page).content


def test_query_words_that_a_page_looks_at_are_part_of_its_key(client, hits, page):
    wind = client.get("/search/?q=風車").content
    sun = client.get("/search/?q=太陽").content

    assert wind != sun
    assert hits("/search/?q=風車")
    assert hits("/search/?utm_source=x&q=太陽")
    assert client.get("/search/?q=風車").content == wind
    assert client.get("/search/?q=太陽&utm_source=x").content == sun
    assert not hits("/search/?q=風車&order=newest")
    assert not hits("/search/?q=風&utm_source=x")
    assert not hits("/search/?q=風")


def test_invented_query_words_push_no_page_out(client, hits, page):
    client.get(page)
    before = cached_keys()

    for number in range(5):
        client.get(f"/search/?q=風車{number}")

    assert {key for key in cached_keys() - before if "page:" in key} == set()
    assert hits(page)


def test_the_host_is_no_part_of_the_key(client, hits, page, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    first = client.get(page, headers={"host": "a.example"})

    second = client.get(page, headers={"host": "b.example"})

    assert second.content == first.content
    assert b"a.example" not in first.content
    assert hits(page, headers={"host": "b.example"})


@pytest.mark.parametrize("missing", ["/2026/1/1/nothing/", "/tags/nothing/"])
def test_what_is_not_found_fills_nothing(hits, missing):
    assert not hits(missing)
    assert not hits(missing)


def test_the_desk_and_the_health_check_are_never_kept(client):
    for address in ("/admin/login/", "/healthz/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]


UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip")]
)
def test_a_page_travels_compressed_to_those_who_ask(client, page, accepted, encoding):
    plain = client.get(page)
    packed = client.get(page, headers={"accept-encoding": accepted})

    assert packed.headers["Content-Encoding"] == encoding
    assert UNPACK[encoding](packed.content) == plain.content
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert plain.headers["Content-Length"] == str(len(plain.content))
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_an_unchanged_page_is_not_sent_again(client, page, encoding):
    first = client.get(page, headers={"accept-encoding": encoding})

    again = client.get(
        page,
        headers={"accept-encoding": encoding, "if-none-match": first.headers["ETag"]},
    )

    assert (again.status_code, again.content) == (304, b"")
    for name in ("Cache-Control", "ETag", "Vary", "Content-Security-Policy"):
        assert again.headers[name] == first.headers[name]


def test_those_who_keep_no_etag_are_told_by_date(client):
    with time_machine.travel("2036-11-24 12:00:00Z", tick=False) as clock:
        edition = make_live(path="/dated/")
        fresh = client.get("/dated/")
        clock.shift(5)
        first = client.get("/dated/").headers["Last-Modified"]
        again = client.get("/dated/", headers={"if-modified-since": first})
        timeline.end(edition.post, by=make_chief())
        clock.shift(5)
        changed = client.get("/", headers={"if-modified-since": first})

    assert "Last-Modified" not in fresh.headers  # more may come within the second
    assert first.startswith("Mon, 24 Nov 2036 12:00:0")  # one second for each change
    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_an_etag_of_another_page_is_answered_in_full(client, page):
    other = client.get("/").headers["ETag"]

    assert client.get(page, headers={"if-none-match": other}).status_code == 200


def test_the_cache_in_memory_is_bounded(settings, page, client):
    limit = settings.CACHES["default"]["OPTIONS"].get("MAX_ENTRIES")
    if limit is None:
        pytest.skip("Redis bounds itself: maxmemory")
    cache._max_entries = 3
    try:
        for address in (page, "/", "/feed.xml", "/robots.txt", "/archive/"):
            client.get(address)
        assert len(cache._cache) <= 3
    finally:
        cache._max_entries = limit


def test_readers_are_served_while_redis_is_away(client, page, settings):
    """REL-16."""
    away = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.2},
    }
    settings.CACHES = {"default": away}

    first, second = client.get(page), client.get(page)

    assert [first.status_code, second.status_code] == [200, 200]
    assert first.headers["ETag"] == second.headers["ETag"]


def remembers_the_reader(request):
    request.session["seen"] = True
    return HttpResponse("for you")


def says_so_itself(request):
    return HttpResponse("kept", headers={"Cache-Control": "public, max-age=60"})


def for_one_reader(request):
    return HttpResponse("for you")


urlpatterns = [
    *shared([path("session/", remembers_the_reader), path("own/", says_so_itself)]),
    path("unmarked/", for_one_reader),
]


@pytest.mark.urls("tests.pagecache.test_page_cache")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/session/", "private, no-store"),
        ("/own/", "public, max-age=60"),
        ("/unmarked/", "private, no-store"),
    ],
)
def test_what_is_for_one_reader_is_kept_by_nobody(client, address, expected):
    for _visit in range(2):
        response = client.get(address)
        client.cookies.clear()

        assert response.headers["Cache-Control"] == expected
        assert not response.has_header("ETag")


def test_pages_are_made_anew_while_somebody_develops(hits, page, settings):
    settings.DEBUG = True

    assert not hits(page)
    assert not hits(page)


def test_the_page_cache_stands_before_everything_that_knows_the_reader(settings):
    place = settings.MIDDLEWARE.index("blog.pagecache.middleware.PageCache")

    assert not [name for name in settings.MIDDLEWARE[:place] if "session" in name]
