"""SEC-06: the page behind a secret link leaks nothing and is kept by nobody."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache

from blog.models import Kind, ShareLink
from blog.publishing import preview, timeline
from tests.factories import BODY, make_chief, make_live, make_post, make_scheduled
from tests.reading.spider import crawl

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def share(post, **options):
    token = preview.share(post, by=make_chief(), **options)
    return f"/preview/{token}/"


def article(response):
    return BeautifulSoup(response.content, "html.parser").main.article


def test_guest_reads_the_post_in_the_real_template(client):
    post = make_post(title="まだ出ていない題", body=BODY, tags=["電力"])

    response = client.get(share(post))

    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert page.h1.text == "まだ出ていない題"
    assert "水野 あおい" in page.main.text
    assert [tag.text for tag in page.select(".tags a")] == ["電力"]
    assert "2026年11月26日 12:00" in page.select_one(".editor-bar").text


def test_text_is_byte_for_byte_what_readers_get(client):
    edition = make_scheduled(at=NOW + HOUR, body=BODY)
    previewed = client.get(share(edition.post, edition=edition))

    window = timeline.publish(edition, by=make_chief())
    public = client.get(window.address.path)

    text = f'<div class="prose">{edition.html}</div>'.encode()
    assert text in previewed.content
    assert text in public.content


def test_page_of_its_own_is_shown_as_one(client):
    page = make_post(kind=Kind.PAGE, path="/about/", title="会社概要")

    response = client.get(share(page))

    assert article(response).h1.text == "会社概要"
    assert article(response).select_one(".post-header__facts") is None


def test_nobody_keeps_finds_or_passes_it_on(client):
    address = share(make_post())

    response = client.get(address)

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert "ETag" not in response.headers
    assert "Set-Cookie" not in response.headers
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find("meta", attrs={"name": "robots"})["content"].startswith("noindex")
    assert page.head.find_all("link", rel=["canonical", "alternate"]) == []
    assert page.head.find_all("meta", property=True) == []
    assert address not in response.text


def test_page_cache_is_neither_read_nor_filled(client):
    make_live()
    client.get("/")
    kept = set(cache._cache)
    address = share(make_post())

    client.get(address)
    client.get(f"{address}nothing/")

    assert {key for key in set(cache._cache) - kept if "page:" in key} == set()
    ShareLink.objects.all().delete()
    assert client.get(address).status_code == 404


def test_no_public_page_knows_of_it(client):
    make_live()
    before = crawl()

    address = share(make_post(title="himitsuの計画"))
    client.get(address)

    assert crawl() == before
    assert "Disallow: /preview/" in client.get("/robots.txt").text


@pytest.mark.parametrize("ending", ["expired", "revoked", "taken down", "published"])
def test_what_has_ended_answers_like_what_never_was(client, clock, ending):
    edition = make_scheduled(at=NOW + HOUR)
    address = share(edition.post, edition=edition, lifetime=HOUR / 2)
    assert client.get(address).status_code == 200

    if ending == "expired":
        clock.shift(HOUR / 2)
    elif ending == "revoked":
        preview.revoke(ShareLink.objects.get(), by=make_chief())
    elif ending == "taken down":
        timeline.take_down(edition.post, by=make_chief(), reason="権利")
    else:
        timeline.publish(edition, by=make_chief())
        clock.shift(timedelta(seconds=1))

    ended, never = client.get(address), client.get("/preview/nothing/")
    assert ended.status_code == never.status_code == 404
    assert ended.content == never.content
    assert dict(ended.headers) == dict(never.headers)
    assert never.headers["Referrer-Policy"] == "no-referrer"
    assert never.headers["Cache-Control"] == "private, no-store"


def test_the_404_is_the_one_of_every_address(client):
    assert client.get("/preview/nothing/").content == client.get("/nothing/").content


def test_an_address_that_lost_its_slash_still_opens(client):
    address = share(make_post())

    response = client.get(address.rstrip("/"))

    assert response.content == client.get(address).content


def test_a_mistyped_address_neither_moves_nor_counts(client):
    address = share(make_post())

    for wrong in (f"{address}x", f"{address[:-2]}/", f"{address}/", f"{address}。"):
        response = client.get(wrong)
        assert response.status_code == 404
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "private, no-store"

    assert client.head(address).status_code == 405
    assert client.post(address).status_code == 405
    assert ShareLink.objects.get().views == 0


def test_each_opening_is_counted(client):
    address = share(make_post())

    for _ in range(3):
        client.get(address)

    assert ShareLink.objects.get().views == 3


def test_the_clock_alone_ends_it_at_publication(client, clock):
    edition = make_scheduled(at=NOW + HOUR)
    address = share(edition.post, edition=edition)

    clock.move_to(NOW + HOUR - timedelta(seconds=1))
    assert client.get(address).status_code == 200

    clock.move_to(NOW + HOUR)
    assert client.get(address).status_code == 404


def test_log_does_not_name_the_token(client, capsys, settings):
    settings.DEBUG = False
    handler = logging.getLogger().handlers
    address = share(make_post(), lifetime=HOUR)
    token = address.split("/")[2]
    stdout = next(each for each in handler if each.get_name() == "stdout")
    records = []
    stdout.emit, emit = records.append, stdout.emit

    try:
        client.post(address)
        client.get(f"{address}x")
    finally:
        stdout.emit = emit

    assert [record.getMessage() for record in records] == [
        "Method Not Allowed (POST): /preview/…/",
        "Not Found: /preview/…/",
    ]
    assert token not in "".join(map(str, records))
