"""Windows: several side by side, half-open, healed, entered in any order."""

from datetime import UTC, datetime, timedelta

import pytest

from blog.models import (
    FOREVER,
    Address,
    Audit,
    Boundary,
    Edition,
    PublicationState,
    Window,
)
from blog.publishing import timeline
from blog.publishing.errors import AddressTaken, NotAllowed, WrongState
from tests.factories import make_chief, make_edition, make_live, make_post, revise

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 12:00 JST
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def chief(db):
    return make_chief()


def spans(post):
    return [
        (w.starts_at, w.ends_at, w.edition.number if w.edition else None)
        for w in post.windows.standing().select_related("edition")
    ]


def live_number(post, at):
    return (
        Edition.objects.live(at)
        .filter(post=post)
        .values_list("number", flat=True)
        .first()
    )


def test_published_edition_is_live_at_once(chief):
    edition = make_edition(now=NOON)

    timeline.publish(edition, by=chief, now=NOON)

    seen = Edition.objects.live(NOON).get()
    assert seen == edition
    assert seen.path == f"/2026/11/24/{edition.slug}/"
    assert seen.published_at == NOON
    assert seen.updated_at is None


def test_windows_wait_side_by_side_entered_in_any_order(chief):
    first = make_edition(now=NOON)
    second = revise(first.post, now=NOON)
    ends = NOON + 60 * MINUTE

    timeline.schedule(second, at=NOON + 30 * MINUTE, by=chief, now=NOON)
    timeline.end(first.post, at=ends, by=chief, now=NOON)
    timeline.schedule(first, at=NOON + 10 * MINUTE, by=chief, now=NOON)

    assert spans(first.post) == [
        (NOON + 10 * MINUTE, NOON + 30 * MINUTE, 1),
        (NOON + 30 * MINUTE, ends, 2),
        (ends, FOREVER, None),
    ]


def test_windows_are_half_open(chief):
    first = make_edition(now=NOON)
    second = revise(first.post, now=NOON)
    timeline.publish(first, by=chief, now=NOON)
    switch = NOON + 10 * MINUTE
    timeline.schedule(second, at=switch, by=chief, now=NOON)

    assert live_number(first.post, switch - SECOND / 1000) == 1
    assert live_number(first.post, switch) == 2


def test_cancelling_heals_the_seam(chief):
    first = make_edition(now=NOON)
    second = revise(first.post, now=NOON)
    timeline.publish(first, by=chief, now=NOON)
    between = timeline.schedule(second, at=NOON + 10 * MINUTE, by=chief, now=NOON)
    timeline.end(first.post, at=NOON + 20 * MINUTE, by=chief, now=NOON)

    timeline.cancel(between, by=chief, now=NOON + MINUTE)

    assert spans(first.post) == [
        (NOON, NOON + 20 * MINUTE, 1),
        (NOON + 20 * MINUTE, FOREVER, None),
    ]


def test_end_goes_with_the_window_that_it_ended(chief):
    edition = make_edition(now=NOON)
    only = timeline.schedule(edition, at=NOON + 10 * MINUTE, by=chief, now=NOON)
    timeline.end(edition.post, at=NOON + 20 * MINUTE, by=chief, now=NOON)

    timeline.cancel(only, by=chief, now=NOON)

    assert spans(edition.post) == []
    assert edition.post.publication(NOON).state == PublicationState.UNPUBLISHED


def test_moving_a_start_keeps_the_end(chief):
    edition = make_edition(now=NOON)
    window = timeline.schedule(edition, at=NOON + 10 * MINUTE, by=chief, now=NOON)
    timeline.end(edition.post, at=NOON + 60 * MINUTE, by=chief, now=NOON)

    timeline.move(window, at=NOON + 20 * MINUTE, by=chief, now=NOON)

    assert spans(edition.post) == [
        (NOON + 20 * MINUTE, NOON + 60 * MINUTE, 1),
        (NOON + 60 * MINUTE, FOREVER, None),
    ]


def test_moving_keeps_all_else_and_is_one_record_with_both_times(chief):
    first = make_edition(now=NOON)
    timeline.publish(first, by=chief, now=NOON)
    second = revise(first.post, now=NOON)
    at, later = NOON + 10 * MINUTE, NOON + 20 * MINUTE
    window = timeline.schedule(second, at=at, by=chief, change="minor", now=NOON)

    moved = timeline.move(window, at=later, by=chief, reason="会見が遅れた", now=NOON)

    assert spans(first.post) == [(NOON, later, 1), (later, FOREVER, 2)]
    assert moved.change == "minor"
    record = Audit.objects.latest("pk")
    assert (record.verb, record.reason) == ("moved", "会見が遅れた")
    assert record.details["was"] == at.isoformat()
    assert record.details["starts_at"] == later.isoformat()


def test_an_end_is_moved_with_the_address_that_it_leads_to(chief):
    post = make_edition(now=NOON).post
    timeline.publish(post.editions.get(), by=chief, now=NOON)
    hour = NOON + 60 * MINUTE
    end = timeline.end(post, at=hour, by=chief, redirect_to="/events/", now=NOON)

    moved = timeline.move(end, at=hour + MINUTE, by=chief, now=NOON)

    assert spans(post) == [(NOON, hour + MINUTE, 1), (hour + MINUTE, FOREVER, None)]
    assert moved.redirect_to == "/events/"


def test_a_window_is_not_moved_into_the_past_or_once_it_has_begun(chief):
    edition = make_edition(now=NOON)
    at = NOON + 10 * MINUTE
    window = timeline.schedule(edition, at=at, by=chief, now=NOON)

    for to, now in ((NOON, NOON), (at, NOON), (at + MINUTE, at)):
        with pytest.raises(WrongState):
            timeline.move(window, at=to, by=chief, now=now)

    assert spans(edition.post) == [(at, FOREVER, 1)]


def test_publishing_uses_up_the_booking_of_the_same_edition(chief):
    edition = make_edition(now=NOON)
    timeline.schedule(edition, at=NOON + 10 * MINUTE, by=chief, now=NOON)

    timeline.publish(edition, by=chief, now=NOON)

    assert spans(edition.post) == [(NOON, FOREVER, 1)]


def test_two_steps_in_one_second_follow_each_other(chief):
    first = make_edition(now=NOON)
    second = revise(first.post, now=NOON)

    timeline.publish(first, by=chief, now=NOON)
    timeline.update(second, by=chief, now=NOON)

    assert spans(first.post) == [(NOON, NOON + SECOND, 1), (NOON + SECOND, FOREVER, 2)]


def test_past_time_is_refused_with_the_offer_to_publish(chief):
    edition = make_edition(now=NOON)

    with pytest.raises(WrongState, match="JST"):
        timeline.schedule(edition, at=NOON - SECOND, by=chief, now=NOON)

    assert spans(edition.post) == []


def test_same_start_twice_is_refused(chief):
    first = make_edition(now=NOON)
    second = revise(first.post, now=NOON)
    timeline.schedule(first, at=NOON + MINUTE, by=chief, now=NOON)

    with pytest.raises(WrongState):
        timeline.schedule(second, at=NOON + MINUTE, by=chief, now=NOON)

    assert spans(first.post) == [(NOON + MINUTE, FOREVER, 1)]


def test_a_window_that_has_begun_cannot_be_cancelled(chief):
    edition = make_edition(now=NOON)
    window = timeline.schedule(edition, at=NOON + MINUTE, by=chief, now=NOON)

    with pytest.raises(WrongState):
        timeline.cancel(window, by=chief, now=NOON + MINUTE)

    assert live_number(edition.post, NOON + MINUTE) == 1


def test_update_moves_the_updated_date_and_a_minor_one_does_not(chief):
    first = make_edition(now=NOON)
    timeline.publish(first, by=chief, now=NOON)
    second = revise(first.post, now=NOON)
    timeline.update(second, by=chief, change="minor", now=NOON + MINUTE)
    third = revise(first.post, now=NOON)
    timeline.update(third, by=chief, now=NOON + 2 * MINUTE)

    def updated(at):
        return Edition.objects.live(at).get().updated_at

    assert updated(NOON + MINUTE) is None
    assert updated(NOON + 2 * MINUTE) == NOON + 2 * MINUTE
    assert {e.published_at for e in Edition.objects.live(NOON + 3 * MINUTE)} == {NOON}


def test_roll_back_brings_an_older_edition_back(chief):
    first = make_edition(now=NOON)
    timeline.publish(first, by=chief, now=NOON)
    second = revise(first.post, now=NOON)
    timeline.update(second, by=chief, now=NOON + MINUTE)

    timeline.roll_back(first, by=chief, now=NOON + 2 * MINUTE)

    assert live_number(first.post, NOON + 2 * MINUTE) == 1


def test_only_what_was_on_air_can_be_rolled_back_to(chief):
    first = make_edition(now=NOON)
    second = revise(first.post, now=NOON)
    timeline.publish(second, by=chief, now=NOON)

    with pytest.raises(WrongState):
        timeline.roll_back(first, by=chief, now=NOON + MINUTE)


def test_take_down_cancels_what_was_planned(chief):
    edition = make_edition(now=NOON)
    timeline.publish(edition, by=chief, now=NOON)
    second = revise(edition.post, now=NOON)
    timeline.schedule(second, at=NOON + 60 * MINUTE, by=chief, now=NOON)

    timeline.take_down(edition.post, by=chief, reason="権利", now=NOON + MINUTE)

    assert spans(edition.post) == [
        (NOON, NOON + MINUTE, 1),
        (NOON + MINUTE, FOREVER, None),
    ]
    state = edition.post.publication(NOON + MINUTE).state
    assert state == PublicationState.TAKEN_DOWN


def test_take_down_needs_a_reason(chief):
    edition = make_live()

    with pytest.raises(WrongState):
        timeline.take_down(edition.post, by=chief, reason=" ")

    assert edition.post.publication(datetime.now(UTC)).is_on_air


def test_emergency_puts_an_unapproved_edition_on_air(chief):
    post = make_post()

    window = timeline.emergency(post, by=chief, reason="地震速報", now=NOON)

    assert window.emergency
    assert not window.edition.is_approved
    assert live_number(post, NOON) == 1


def test_unapproved_edition_cannot_be_scheduled(chief):
    window = timeline.emergency(make_post(), by=chief, reason="速報", now=NOON)

    with pytest.raises(NotAllowed):
        timeline.schedule(window.edition, at=NOON + MINUTE, by=chief, now=NOON)


def test_slug_of_another_post_on_that_day_is_refused(chief):
    make_live(slug="windmill", at=NOON)
    other = make_edition(slug="windmill", now=NOON)

    with pytest.raises(AddressTaken):
        timeline.publish(other, by=chief, now=NOON + MINUTE)

    assert spans(other.post) == []


def test_changed_slug_gives_a_new_address_and_keeps_the_old(chief):
    first = make_edition(slug="windmill", now=NOON)
    timeline.publish(first, by=chief, now=NOON)
    second = revise(first.post, slug="wind-power", now=NOON)
    timeline.schedule(second, at=NOON + 10 * MINUTE, by=chief, now=NOON)

    def path(at):
        return Edition.objects.live(at).get().path

    assert path(NOON + 9 * MINUTE) == "/2026/11/24/windmill/"
    assert path(NOON + 10 * MINUTE) == "/2026/11/24/wind-power/"
    assert sorted(first.post.addresses.values_list("path", flat=True)) == [
        "/2026/11/24/wind-power/",
        "/2026/11/24/windmill/",
    ]


def test_address_of_a_cancelled_booking_is_free_again(chief):
    edition = make_edition(slug="windmill", now=NOON)
    window = timeline.schedule(edition, at=NOON + MINUTE, by=chief, now=NOON)

    timeline.cancel(window, by=chief, now=NOON)

    assert not Address.objects.exists()
    other = make_edition(slug="windmill", now=NOON)
    timeline.publish(other, by=chief, now=NOON)
    assert Edition.objects.live(NOON).get().path == "/2026/11/24/windmill/"


def test_earlier_start_on_another_day_moves_the_reserved_address(chief):
    edition = make_edition(slug="windmill", now=NOON)
    window = timeline.schedule(edition, at=NOON + timedelta(days=2), by=chief, now=NOON)

    timeline.move(window, at=NOON + timedelta(days=1), by=chief, now=NOON)

    paths = list(Address.objects.values_list("path", flat=True))
    assert paths == ["/2026/11/25/windmill/"]


def test_the_days_of_an_address_are_those_of_japan(chief):
    late = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # 0:30 JST on the 25th
    edition = make_edition(slug="windmill", now=late)

    timeline.publish(edition, by=chief, now=late)

    assert Edition.objects.live(late).get().path == "/2026/11/25/windmill/"


def test_every_start_is_a_boundary(chief):
    edition = make_edition(now=NOON)
    timeline.publish(edition, by=chief, now=NOON)
    timeline.end(edition.post, at=NOON + MINUTE, by=chief, now=NOON)

    assert list(Boundary.objects.order_by("at").values_list("at", flat=True)) == [
        NOON,
        NOON + MINUTE,
    ]


def test_redirects_of_an_ended_post_stay_on_the_site(chief):
    """SEC-27."""
    edition = make_live(at=NOON)

    for target in ("https://example.com/", "//example.com/", "/\\example.com"):
        with pytest.raises(WrongState):
            timeline.end(edition.post, by=chief, redirect_to=target)

    assert Window.objects.standing().count() == 1
