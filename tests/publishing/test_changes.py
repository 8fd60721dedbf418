"""What readers are told of a new edition, and what stays in the newsroom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Audit, Window
from blog.publishing import timeline
from blog.publishing.errors import Incomplete
from tests.factories import make_chief, make_live, revise

pytestmark = pytest.mark.django_db

Change = Window.Change
NOTE = {"public_note": "契約電力を誤っていました。"}
PAIR = {"wrong": "480 MW", "right": "408 MW"}


def lacking(change, **told):
    """The fields that the verb finds wanting."""
    edition = make_live()
    newer = revise(edition.post)
    with pytest.raises(Incomplete) as refused:
        timeline.update(newer, by=make_chief(), change=change, **told)
    assert edition.post.windows.count() == 1
    return [finding.field for finding in refused.value.findings]


@pytest.mark.parametrize(
    ("change", "told", "fields"),
    [
        (Change.ADDITION, {}, ["public_note"]),
        (Change.APOLOGY, {"public_note": " \n"}, ["public_note"]),
        (Change.CORRECTION, {}, ["public_note", "wrong", "right"]),
        (Change.CORRECTION, NOTE | {"wrong": "480 MW"}, ["right"]),
        (Change.MINOR, NOTE, ["change"]),
        (Change.UPDATE, PAIR, ["change"]),
    ],
)
def test_what_is_told_must_fit_the_kind_of_change(change, told, fields):
    assert lacking(change, **told) == fields


def test_a_correction_is_kept_with_its_cause_and_on_record():
    edition = make_live()
    newer = revise(edition.post)

    window = timeline.update(
        newer,
        by=make_chief(),
        change=Change.CORRECTION,
        cause="表の行を取り違えた。",
        **NOTE,
        **PAIR,
    )

    assert (window.noted, window.updated_by) == (True, Change.CORRECTION)
    assert (window.wrong, window.right) == ("480 MW", "408 MW")
    record = Audit.objects.get(kind="post", verb="updated")
    assert record.details["cause"] == window.cause == "表の行を取り違えた。"


def test_a_booking_that_is_moved_takes_its_note_along():
    post = make_live().post
    booked = timeline.schedule(
        revise(post),
        at=timezone.now() + timedelta(hours=1),
        by=make_chief(),
        change=Change.ADDITION,
        **NOTE,
    )

    moved = timeline.move(
        booked, at=timezone.now() + timedelta(hours=2), by=make_chief()
    )

    assert (moved.change, moved.public_note, moved.noted) == (
        Change.ADDITION,
        "契約電力を誤っていました。",
        True,
    )


def test_what_readers_see_first_has_no_note_to_show():
    """The booking becomes the first publication when the one before it is cancelled."""
    post = make_live().post
    first = post.windows.get()
    second = timeline.schedule(
        revise(post),
        at=timezone.now() + timedelta(hours=1),
        by=make_chief(),
        change=Change.ADDITION,
        **NOTE,
    )
    assert second.noted

    first.refresh_from_db()
    Window.objects.filter(pk=first.pk).update(cancelled_at=timezone.now())
    moved = timeline.move(
        second, at=second.starts_at + timedelta(hours=1), by=make_chief()
    )

    assert (moved.noted, moved.updated_by) == (False, "")
