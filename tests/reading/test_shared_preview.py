"""SEC-06: the page behind a secret link leaks nothing and is kept by nobody."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from blog.models import Audit, Kind, ShareLink
from blog.publishing import preview, timeline
from tests.cached_keys import cached_keys
from tests.factories import (
    BODY,
    make_chief,
    make_live,
    make_post,
    make_scheduled,
    revise,
)
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
    kept = cached_keys()
    address = share(make_post())

    client.get(address)
    client.get(f"{address}nothing/")

    assert {key for key in cached_keys() - kept if "page:" in key} == set()
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
    assert client.put(address).status_code == 405
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
        client.put(address)
        client.get(f"{address}x")
    finally:
        stdout.emit = emit

    assert [record.getMessage() for record in records] == [
        "Method Not Allowed (PUT): /preview/…/",
        "Not Found: /preview/…/",
    ]
    assert token not in "".join(map(str, records))


def remark(client, address, **typed):
    return client.post(
        address, {"name": "佐野", "text": "数字が違います。", "quote": ""} | typed
    )


def test_guest_comments_on_words_of_the_text_by_name(client):
    post = make_post(body="北の港で風車が回り始めた。\n\n線が足りない。\n")
    address = share(post, may_comment=True)

    response = remark(client, address, quote="風車が回り始めた")

    assert (response.status_code, response.url) == (302, f"{address}?sent#comment")
    comment = post.comments.get()
    assert (comment.guest_name, comment.author, comment.text) == (
        "佐野",
        None,
        "数字が違います。",
    )
    assert (comment.quote, comment.version) == ("風車が回り始めた", 1)
    assert Audit.objects.get(verb="commented").details["guest"] == "佐野"
    sent = BeautifulSoup(client.get(f"{address}?sent").content, "html.parser")
    assert sent.find(role="status")


def test_comment_belongs_to_the_save_that_was_read(client):
    edition = make_scheduled(at=NOW + HOUR, body="古い本文。")
    post = edition.post
    addresses = [
        share(post, edition=edition, may_comment=True),
        share(post, version=1, may_comment=True),
        share(post, may_comment=True),
    ]
    revise(post, body="新しい本文。")

    for address in addresses:
        assert remark(client, address, quote="本文。").status_code == 302

    versions = post.comments.order_by("pk").values_list("version", flat=True)
    assert list(versions) == [1, 1, 2]


def test_link_without_that_right_takes_no_comment(client):
    post = make_post()
    address = share(post)

    assert b"guest-comment" not in client.get(address).content
    assert remark(client, address).status_code == 404
    assert not post.comments.exists()


@pytest.mark.parametrize("ending", ["revoked", "expired"])
def test_ended_link_takes_no_comment(client, clock, ending):
    post = make_post()
    address = share(post, may_comment=True)

    if ending == "revoked":
        preview.revoke(ShareLink.objects.get(), by=make_chief())
    else:
        clock.shift(2 * 24 * HOUR)

    assert remark(client, address).status_code == 404
    assert not post.comments.exists()


@pytest.mark.parametrize("typed", [{"name": " "}, {"text": ""}, {"text": "長" * 4001}])
def test_refused_comment_stays_in_the_form(client, typed):
    post = make_post()
    address = share(post, may_comment=True)

    response = remark(client, address, **typed)

    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find(role="alert")
    wanted = {"name": "佐野", "text": "数字が違います。"} | typed
    assert page.find("input", attrs={"name": "name"})["value"] == wanted["name"]
    assert page.find("textarea", attrs={"name": "text"}).text == wanted["text"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not post.comments.exists()


def test_comment_needs_no_cookie_as_no_origin_is_sent():
    post = make_post()
    guest = Client(enforce_csrf_checks=True, headers={"origin": "null"})

    response = remark(guest, share(post, may_comment=True))

    assert response.status_code == 302
    assert post.comments.count() == 1
    assert "Set-Cookie" not in response.headers
