"""Boxes at the end of posts, and menus."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from blog.models import CallToAction, MenuItem
from blog.models.furniture import check_target
from blog.pagecache.generation import next_boundary
from blog.publishing import furnishing
from blog.publishing.errors import NotAllowed
from tests import people
from tests.factories import make_category, make_chief, make_live
from tests.reading.pages import open_page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def keep(model, **fields):
    row = model(**fields)
    furnishing.keep(row, by=make_chief())
    return row


def call(title, **fields):
    fields = {"button": "読む", "address": "/about/", "starts_at": NOON} | fields
    return keep(CallToAction, title=title, **fields)


def heading(client, edition):
    page = open_page(client, edition.windows.get().address.path)
    return [each.h2.get_text() for each in page.select(".call-to-action")]


def test_a_category_has_its_own_box_and_others_have_the_one_for_all(client):
    analysis, tech = make_category("投資分析"), make_category("技術解説")
    first = make_live(category=analysis, at=NOON - HOUR)
    second = make_live(category=tech, at=NOON - HOUR)
    assert heading(client, first) == []

    call("みなさまへ")
    call("投資の相談", category=analysis)

    assert heading(client, first) == ["投資の相談"]
    assert heading(client, second) == ["みなさまへ"]


def test_a_box_shows_for_its_time(client, clock):
    edition = make_live(at=NOON - HOUR)
    call("募集中", starts_at=NOON + HOUR, ends_at=NOON + 2 * HOUR)

    seen = []
    for hours in (0, 1, 2):
        clock.move_to(NOON + hours * HOUR)
        seen.append((heading(client, edition), next_boundary(NOON + hours * HOUR)))

    assert [each for each, _boundary in seen] == [[], ["募集中"], []]
    assert [each for _seen, each in seen[:2]] == [NOON + HOUR, NOON + 2 * HOUR]


def test_menus_are_as_the_house_has_them_until_somebody_fills_one(client):
    category = make_category("投資分析", slug="money")
    make_category("技術解説")
    keep(MenuItem, place="nav", label="お金", address="/category/money/")
    keep(MenuItem, place="nav", label="会社", address="https://example.jp/", position=1)
    keep(MenuItem, place="read", label="特集", address="/features/")

    page = open_page(client, "/")

    nav = page.select(".category-nav a")
    assert [(each.get_text(), each["href"]) for each in nav] == [
        ("お金", "/category/money/"),
        ("会社", "https://example.jp/"),
    ]
    assert nav[0]["data-kei"] == category.rule
    columns = page.select(".footer nav")
    assert [each.get_text() for each in columns[0].select("a")] == ["特集"]
    assert [each.get_text() for each in columns[1].select("a")][0] == "RSS"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//evil.example", "data:text/html,x", "about", "/\\e"],
)
def test_an_address_that_runs_or_leads_astray_is_refused(address):
    with pytest.raises(ValidationError):
        check_target(address)


def test_keeping_furniture_needs_the_right():
    with pytest.raises(NotAllowed):
        furnishing.keep(MenuItem(place="nav", label="x", address="/"), by=people.ren())
