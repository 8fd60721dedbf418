"""The whole site as of another instant: for one editor, and for nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import signing
from django.test import Client
from django.utils import timezone

from blog.models import Beat
from blog.publishing import as_of, timeline
from tests import people
from tests.cached_keys import cached_keys
from tests.factories import (
    make_category,
    make_chief,
    make_live,
    make_scheduled,
    revise,
)
from tests.reading.spider import crawl

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CHOOSE = "/admin/blog/post/as-of/"
PUBLIC = [
    "/",
    "/page/1/",
    "/category/業界分析/",
    "/tags/電力/",
    "/authors/水野-あおい/",
    "/archive/2026/11/",
    "/feed.xml",
    "/feed.atom",
    "/feed.json",
]
SITEMAP = "/sitemap-posts-1.xml"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def neighbour():
    """So that every list exists at every time."""
    return make_live(slug="neighbour", tags=["電力"], at=NOW - 9 * DAY)


@pytest.fixture
def editor():
    return signed_in(people.ren())


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def go(client, at):
    """Choose an instant on the desk, as the form sends it."""
    local = timezone.localtime(at)
    return client.post(CHOOSE, {"at_0": f"{local:%Y-%m-%d}", "at_1": f"{local:%H:%M}"})


def showing(client, text, paths=PUBLIC):
    return [p for p in paths if text in client.get(p).text.replace("<wbr>", "")]


def bar(response):
    return BeautifulSoup(response.content, "html.parser").select_one(".editor-bar")


def test_choosing_leads_to_the_front_page_with_a_bar_that_names_the_time(editor):
    response = go(editor, datetime(2026, 12, 1, 0, 0, tzinfo=UTC))

    assert (response.status_code, response.url) == (302, "/")
    assert "2026年12月1日 9:00" in bar(editor.get("/")).text
    assert bar(Client().get("/")) is None


def test_scheduled_post_is_everywhere_as_of_its_time_and_nowhere_for_others(editor):
    make_scheduled(title="時が来た", slug="windmill", tags=["電力"], at=NOW + HOUR)
    path = "/2026/11/24/windmill/"
    reader = Client()

    go(editor, NOW + HOUR - timedelta(minutes=1))
    assert showing(editor, "時が来た") == []
    assert editor.get(path).status_code == 404

    go(editor, NOW + HOUR)
    assert showing(editor, "時が来た", [path, *PUBLIC]) == [path, *PUBLIC]
    assert showing(editor, path, [SITEMAP]) == [SITEMAP]

    assert showing(reader, "時が来た") == []
    assert showing(reader, path, [SITEMAP]) == []
    assert reader.get(path).status_code == 404


def test_scheduled_update_and_end_are_seen_as_of_later(editor):
    live = make_live(title="前の題", slug="windmill", tags=["電力"], at=NOW - HOUR)
    path = "/2026/11/24/windmill/"
    timeline.schedule(revise(live.post, title="後の題"), at=NOW + HOUR, by=make_chief())
    timeline.end(live.post, at=NOW + 2 * HOUR, by=make_chief())

    go(editor, NOW + HOUR)
    assert showing(editor, "後の題", [path, *PUBLIC]) == [path, *PUBLIC]
    assert showing(editor, "前の題", [path, *PUBLIC]) == []

    go(editor, NOW + 2 * HOUR)
    assert editor.get(path).status_code == 410
    assert showing(editor, "後の題") == []
    assert bar(editor.get(path)) is not None

    assert showing(Client(), "前の題", [path, *PUBLIC]) == [path, *PUBLIC]


def test_past_shows_what_readers_saw(editor):
    live = make_live(title="前の題", slug="windmill", tags=["電力"], at=NOW - 3 * HOUR)
    timeline.update(
        revise(live.post, title="後の題"), by=make_chief(), now=NOW - 2 * HOUR
    )
    timeline.take_down(live.post, by=make_chief(), reason="権利", now=NOW - HOUR)
    path = "/2026/11/24/windmill/"

    for hours, status, title in [(4, 404, ""), (3, 200, "前の題"), (2, 200, "後の題")]:
        go(editor, NOW - hours * HOUR)
        response = editor.get(path)
        assert response.status_code == status
        assert title in response.text

    assert Client().get(path).status_code == 410


def test_day_names_are_those_of_the_chosen_day(editor):
    make_scheduled(title="年明けの記事", at=datetime(2027, 1, 3, 23, 0, tzinfo=UTC))

    go(editor, datetime(2027, 1, 4, 0, 0, tzinfo=UTC))

    page = BeautifulSoup(editor.get("/").content, "html.parser")
    assert "2027年1月4日" in page.select_one(".masthead time").text
    assert "2026年11月15日" in page.main.text


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/sitemap.xml", "/nothing/"])
def test_nobody_keeps_or_finds_an_answer(editor, path):
    go(editor, NOW + DAY)

    response = editor.get(path)

    assert response.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "ETag" not in response.headers


def test_page_cache_is_neither_read_nor_filled(editor):
    make_scheduled(title="時が来た", tags=["電力"], at=NOW + HOUR)
    reader = Client()
    public = {path: reader.get(path).content for path in PUBLIC}
    pages = {key for key in cached_keys() if "page:" in key}
    assert len(pages) == len(PUBLIC)

    go(editor, NOW + HOUR)
    assert showing(editor, "時が来た") == PUBLIC

    assert {key for key in cached_keys() if "page:" in key} == pages
    assert {path: reader.get(path).content for path in PUBLIC} == public


def test_what_was_looked_at_is_what_readers_get_then(editor, clock):
    make_scheduled(title="時が来た", slug="windmill", tags=["電力"], at=NOW + HOUR)
    go(editor, NOW + HOUR)
    ahead = {path: main(editor.get(path)) for path in PUBLIC[:6]}

    clock.move_to(NOW + HOUR)

    reader = Client()
    assert {path: main(reader.get(path)) for path in PUBLIC[:6]} == ahead


def main(response):
    return str(BeautifulSoup(response.content, "html.parser").main)


def test_public_pages_never_name_what_an_editor_looks_at(editor):
    before = crawl()
    make_scheduled(title="himitsu", slug="himitsu", tags=["電力"], at=NOW + HOUR)

    go(editor, NOW + DAY)
    for path in PUBLIC:
        editor.get(path)

    assert crawl() == before


def test_leaving_is_a_post_and_brings_back_now(editor):
    make_scheduled(title="時が来た", at=NOW + HOUR)
    go(editor, NOW + HOUR)

    editor.get(CHOOSE, {"leave": ""})
    assert showing(editor, "時が来た", ["/"]) == ["/"]

    response = editor.post(CHOOSE, {"leave": ""})

    assert (response.status_code, response.url) == (302, "/")
    assert showing(editor, "時が来た", ["/"]) == []
    assert bar(editor.get("/")) is None
    assert editor.get("/").headers["Cache-Control"].startswith("public")


def test_leaving_asks_for_a_csrf_token():
    ren = people.ren()
    client = Client(enforce_csrf_checks=True)
    client.force_login(ren)

    assert client.post(CHOOSE, {"leave": ""}).status_code == 403


def test_it_ends_by_itself(editor, clock):
    go(editor, NOW + DAY)

    clock.shift(as_of.LASTS + timedelta(seconds=1))

    editor.cookies[as_of.COOKIE]["max-age"] = ""
    assert bar(editor.get("/")) is None


def sealed(client, at=NOW + DAY):
    go(client, at)
    return client.cookies[as_of.COOKIE].value


@pytest.mark.parametrize(
    "forged",
    [
        "1796083200",
        "nonsense",
        "",
        signing.dumps(1796083200),
        signing.dumps(1796083200, salt="blog.as_of:"),
    ],
    # Names of their own: a signature differs between the processes of one test run.
    ids=["plain", "nonsense", "empty", "signed", "signed with the salt's beginning"],
)
def test_forged_cookie_is_ignored(editor, forged):
    editor.cookies[as_of.COOKIE] = forged

    response = editor.get("/")

    assert bar(response) is None
    assert response.headers["Cache-Control"].startswith("public")


def test_cookie_is_worth_nothing_in_another_session(editor):
    cookie = sealed(editor)
    others = [Client(), signed_in(people.kei())]

    for other in others:
        other.cookies[as_of.COOKIE] = cookie
        assert bar(other.get("/")) is None


def test_cookie_is_worth_nothing_after_logging_out(editor):
    cookie = sealed(editor)

    editor.post("/admin/logout/")

    editor.cookies[as_of.COOKIE] = cookie
    assert bar(editor.get("/")) is None


@pytest.mark.parametrize("taken", ["role", "account", "staff", "beat"])
def test_right_that_is_taken_away_ends_it_at_the_next_request(taken):
    """SEC-24"""
    ren = people.ren()
    client = signed_in(ren)
    go(client, NOW + DAY)
    assert bar(client.get("/")) is not None

    if taken == "role":
        ren.groups.clear()
    elif taken == "beat":
        Beat.objects.create(user=ren, category=make_category())
    else:
        setattr(ren, {"account": "is_active", "staff": "is_staff"}[taken], False)
        ren.save()

    assert bar(client.get("/")) is None


@pytest.mark.parametrize(
    ("name", "status"),
    [("ren", 302), ("mio", 302), ("kei", 302), ("aoi", 403), ("nao", 403)],
)
def test_only_who_sees_every_post_may_look(name, status):
    client = signed_in(getattr(people, name)())

    response = go(client, NOW + DAY)

    assert response.status_code == status
    assert (as_of.COOKIE in client.cookies) == (status == 302)


def test_who_is_not_signed_in_is_asked_to():
    response = go(Client(), NOW + DAY)

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_a_time_out_of_reach_is_refused(editor):
    for wrong in (
        {"at_0": "2099-01-01", "at_1": "09:00"},
        {"at_0": "0001-01-01", "at_1": "00:00"},
        {"at_0": "いつか", "at_1": ""},
        {},
    ):
        response = editor.post(CHOOSE, wrong)
        assert response.status_code == 200
        assert as_of.COOKIE not in editor.cookies


def test_desk_offers_what_is_scheduled_to_look_at(editor):
    at = NOW + HOUR + timedelta(seconds=7)
    make_scheduled(title="時が来た", at=at)
    page = BeautifulSoup(editor.get(CHOOSE).content, "html.parser")
    [form] = [f for f in page.select("#content form") if "時が来た" in f.text]
    fields = {i["name"]: i["value"] for i in form.find_all("input")}

    editor.post(CHOOSE, fields)

    assert showing(editor, "時が来た", ["/"]) == ["/"]


def test_desk_itself_stays_in_the_present(editor):
    make_scheduled(title="時が来た", at=NOW + HOUR)
    go(editor, NOW + DAY)

    response = editor.get("/admin/")

    assert bar(response) is None
    assert "12:00 JST" in response.text
