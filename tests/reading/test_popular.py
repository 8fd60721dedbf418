"""Counting reads without knowing the readers, and what is read most."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from blog.models import ReadCount
from blog.publishing import timeline
from tests import people
from tests.factories import make_category, make_chief, make_live, make_post
from tests.reading.pages import open_page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
BROWSER = {
    "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/142.0",
    "HTTP_ORIGIN": "http://testserver",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def read(client, post_id, **headers):
    response = client.post("/reads/", {"post": post_id}, **BROWSER | headers)
    assert response.status_code == 204
    assert not response.cookies


def counts():
    return dict(ReadCount.objects.values_list("post", "count"))


def ranked(page):
    return [each.get_text() for each in page.select(".ranking a")]


def test_a_read_adds_one_to_its_hour_and_keeps_nothing_of_the_reader(client):
    edition = make_live(at=NOON - HOUR)

    for _each in range(3):
        read(client, edition.post_id)

    row = ReadCount.objects.get()
    assert (row.count, row.hour) == (3, NOON.replace(minute=0))
    columns = {field.name for field in ReadCount._meta.fields}
    assert columns == {"id", "post", "hour", "count"}


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; ExampleBot/2.1)"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
    ],
)
def test_robots_and_other_sites_do_not_count(client, headers):
    edition = make_live(at=NOON - HOUR)

    read(client, edition.post_id, **headers)

    assert counts() == {}


def test_the_newsroom_does_not_count(client):
    edition = make_live(at=NOON - HOUR)
    client.force_login(people.aoi())

    read(client, edition.post_id)

    assert counts() == {}


def test_only_posts_on_air_count_and_a_flood_has_an_end(client):
    edition = make_live(at=NOON - HOUR)
    ended = make_live(at=NOON - HOUR)
    timeline.end(ended.post, by=make_chief())

    for sent in (ended.post_id, make_post().pk, 10**14, "x", ""):
        read(client, sent)
    for _each in range(70):
        read(client, edition.post_id)

    assert counts() == {edition.post_id: 60}


def test_what_is_old_goes_when_a_new_hour_begins(client):
    edition = make_live(at=NOON - HOUR)
    ReadCount.objects.add(edition.post_id, NOON - timedelta(days=40))

    read(client, edition.post_id)

    assert counts() == {edition.post_id: 1}


def test_the_ranking_changes_at_the_full_hour_though_pages_are_kept(client, clock):
    editions = [
        make_live(title=f"第{number}位", at=NOON - HOUR) for number in range(1, 5)
    ]
    for place, edition in enumerate(editions):
        for _each in range(9 - 2 * place):
            read(client, edition.post_id)

    assert ranked(open_page(client, "/")) == []
    clock.move_to(NOON + HOUR)
    assert ranked(open_page(client, "/")) == ["第1位", "第2位", "第3位", "第4位"]
    timeline.end(editions[0].post, by=make_chief())
    assert ranked(open_page(client, "/")) == ["第2位", "第3位", "第4位"]
    clock.move_to(NOON + 25 * HOUR)
    assert ranked(open_page(client, "/")) == []
    assert ranked(open_page(client, "/popular/")) == ["第2位", "第3位", "第4位"]


def test_too_little_is_no_ranking(client, clock):
    for edition in [make_live(at=NOON - HOUR) for _each in range(2)]:
        for _read in range(5):
            read(client, edition.post_id)
    for _each in range(4):
        read(client, make_live(at=NOON - HOUR).post_id)
    clock.move_to(NOON + HOUR)

    assert ranked(open_page(client, "/")) == []
    assert len(open_page(client, "/popular/").select(".empty")) == 2


def test_a_category_ranks_its_own_over_seven_days(client, clock):
    here, other = make_category("技術解説"), make_category("業界分析")
    for category in (here, other):
        for number in range(3):
            title = f"{category}{number}"
            edition = make_live(title=title, category=category, at=NOON - HOUR)
            for _each in range(6 - number):
                read(client, edition.post_id)
    clock.move_to(NOON + 50 * HOUR)

    page = open_page(client, "/category/技術解説/")

    assert ranked(page) == ["技術解説0", "技術解説1", "技術解説2"]


def test_a_post_tells_the_script_its_number_and_a_preview_does_not(client):
    edition = make_live(at=NOON - HOUR)

    article = open_page(client, edition.windows.get().address.path).article

    assert article["data-reads"] == str(edition.post_id)
    assert article["data-reads-to"] == "/reads/"
