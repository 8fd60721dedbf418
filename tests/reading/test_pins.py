"""The front page as editors compose it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from blog.models import Slot
from blog.pagecache.generation import generation, next_boundary
from blog.publishing import pins, timeline
from blog.publishing.errors import NotAllowed, WrongState
from tests import people
from tests.factories import make_chief, make_live, make_post, make_scheduled
from tests.reading.pages import count_queries, open_page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def posts():
    """第0報 is the newest."""
    return [
        make_live(title=f"第{number}報", at=NOON - (number + 1) * HOUR).post
        for number in range(8)
    ]


def slots(client):
    page = open_page(client, "/")
    return [
        each.get_text()
        for each in page.select(".lead__title, .pinned .post-card__title")
    ]


def test_pinned_posts_hold_their_slots_and_the_newest_fill_the_rest(client, posts):
    pins.pin(posts[6], Slot.LEAD, by=people.ren())
    pins.pin(posts[7], Slot.SECOND, by=make_chief())

    assert slots(client) == ["第6報", "第0報", "第7報", "第1報", "第2報"]
    newest = open_page(client, "/").select(".newest p a")
    assert [each.get_text() for each in newest] == ["第3報", "第4報", "第5報"]


def test_a_pin_comes_and_goes_by_the_clock(client, posts, clock):
    automatic = ["第0報", "第1報", "第2報", "第3報", "第4報"]
    pins.pin(
        posts[5],
        Slot.LEAD,
        by=make_chief(),
        starts_at=NOON + HOUR,
        ends_at=NOON + 2 * HOUR,
    )

    assert slots(client) == automatic
    assert next_boundary(NOON) == NOON + HOUR
    clock.move_to(NOON + HOUR)
    assert slots(client)[0] == "第5報"
    assert next_boundary(NOON + HOUR) == NOON + 2 * HOUR
    clock.move_to(NOON + 2 * HOUR)
    assert slots(client) == automatic


def test_pinning_and_unpinning_show_at_once(client, posts):
    before, other = generation(NOON), slots(client)
    pinned = pins.pin(posts[5], Slot.LEAD, by=make_chief())
    assert generation(NOON) != before
    assert slots(client)[0] == "第5報"

    pins.unpin(pinned, by=make_chief())

    assert slots(client) == other


def test_a_slot_has_one_post_at_a_time_and_the_one_before_does_not_return(
    client, posts, clock
):
    pins.pin(posts[5], Slot.LEAD, by=make_chief())
    clock.move_to(NOON + HOUR)
    pins.pin(posts[6], Slot.LEAD, by=make_chief(), ends_at=NOON + 2 * HOUR)

    assert slots(client)[0] == "第6報"
    clock.move_to(NOON + 2 * HOUR)
    assert slots(client)[0] == "第0報"


def test_a_post_stands_in_one_slot_and_only_while_it_is_on_air(client, posts):
    pins.pin(posts[5], Slot.LEAD, by=make_chief())
    pins.pin(posts[5], Slot.FIRST, by=make_chief())
    pins.pin(posts[6], Slot.SECOND, by=make_chief())
    pins.pin(make_scheduled(title="予約").post, Slot.THIRD, by=make_chief())
    timeline.end(posts[6], by=make_chief())

    assert slots(client) == ["第5報", "第0報", "第1報", "第2報", "第3報"]


def test_who_may_pin_and_what(posts):
    for person in (people.aoi(), people.mio()):
        with pytest.raises(NotAllowed):
            pins.pin(posts[0], Slot.LEAD, by=person)
    with pytest.raises(WrongState):
        pins.pin(make_post(), Slot.LEAD, by=make_chief())
    for span in (
        {"starts_at": NOON - HOUR},
        {"starts_at": NOON + HOUR, "ends_at": NOON + HOUR},
    ):
        with pytest.raises(WrongState):
            pins.pin(posts[0], Slot.LEAD, by=make_chief(), **span)


def test_the_front_page_takes_as_many_queries_with_more_pins(client, posts):
    pins.pin(posts[5], Slot.LEAD, by=make_chief())
    at_one = count_queries(client, "/")
    pins.pin(posts[6], Slot.FIRST, by=make_chief())
    pins.pin(posts[7], Slot.FOURTH, by=make_chief())

    assert count_queries(client, "/") == at_one
