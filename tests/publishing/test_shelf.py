"""Held, spiked, in the trash: out of the way, never lost without notice."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from blog.models import Audit, Post, Stage, Step
from blog.publishing import drafts, permissions, review, shelf, steps
from blog.publishing.errors import NotAllowed, WrongState
from tests.factories import make_live, make_post, make_scheduled
from tests.people import aoi, kei, mio, ren

pytestmark = pytest.mark.django_db


def test_held_post_comes_back_to_the_stage_it_left():
    editor = ren()
    post = review.submit(make_post(by=editor), by=editor)

    held = shelf.hold(post, by=editor, reason="著者の確認待ち")
    with pytest.raises(NotAllowed):
        shelf.spike(held, by=aoi(), reason="二重")
    spiked = shelf.spike(held, by=editor, reason="二重取材")
    resumed = shelf.resume(spiked, by=editor)

    assert (held.stage, spiked.stage) == (Stage.HELD, Stage.SPIKED)
    assert (resumed.stage, resumed.set_aside_from) == (Stage.IN_REVIEW, "")
    rows = Audit.objects.filter(verb__in=["held", "spiked", "resumed"]).order_by("pk")
    assert [(row.verb, row.reason) for row in rows] == [
        ("held", "著者の確認待ち"),
        ("spiked", "二重取材"),
        ("resumed", ""),
    ]


@pytest.mark.parametrize("put_away", ["hold", "spike"])
def test_what_was_planned_for_it_is_cancelled_and_history_stays(put_away):
    editor = ren()
    post = make_scheduled().post
    post.refresh_from_db()

    getattr(shelf, put_away)(post, by=editor, reason="差し替え")

    assert post.windows.standing().count() == 0
    assert post.windows.count() == 1
    assert (post.editions.count(), post.savepoints.count()) == (1, 1)


def test_nothing_but_reading_and_recovering_is_done_in_the_trash():
    chief = kei()
    post = shelf.trash(make_post(by=chief), by=chief)

    for name in ("edit", "submit", "publish", "share", "comment", "assign", "trash"):
        assert not permissions.may(chief, name, post)
    assert permissions.may(chief, "view", post)
    with pytest.raises(WrongState):
        drafts.save(post, by=chief, base_version=1, title="ごみ箱の中で")
    recovered = shelf.recover(post, by=chief)
    assert permissions.may(chief, "edit", recovered)


def test_trashed_post_is_seen_in_the_trash_alone():
    chief, publisher = kei(), mio()
    kept = make_post(by=chief)
    trashed = shelf.trash(make_post(by=chief), by=chief)

    for person in (chief, publisher):
        assert list(permissions.visible_posts(person)) == [kept]
        assert set(permissions.readable_posts(person)) == {kept, trashed}


def test_only_what_was_never_public_goes_to_the_trash():
    with pytest.raises(WrongState):
        shelf.trash(make_live().post, by=kei())


def test_what_is_not_in_the_trash_is_not_taken_out():
    with pytest.raises(WrongState):
        shelf.recover(make_post(), by=kei())


def aged(post, days):
    """In the trash for `days` days."""
    chief = post.owner
    return shelf.trash(post, by=chief, now=timezone.now() - timedelta(days=days))


def test_trash_is_emptied_after_thirty_days_and_that_is_on_record(capsys):
    chief = kei()
    aged(make_post(by=chief, title="三十日たった"), 30)
    recent = aged(make_post(by=chief), 29)
    kept = make_post(by=chief)

    call_command("empty_trash")

    assert set(Post.objects.all()) == {recent, kept}
    assert capsys.readouterr().out == "三十日たった\n1 thrown away.\n"
    row = Audit.objects.get(verb="thrown away")
    assert (row.by, row.label) == (None, "三十日たった")


def test_what_the_record_holds_stays_out_of_sight():
    chief = kei()
    approved = make_post(by=chief, title="版がある")
    review.approve(review.submit(approved, by=chief), by=chief)
    approved.refresh_from_db()
    passed = make_post(by=chief, title="校閲を通った")
    Step.objects.create(category=passed.category, name="校閲")
    passed = review.submit(passed, by=chief)
    steps.pass_step(passed, by=chief)
    held = {aged(approved, 40), aged(passed, 40)}

    call_command("empty_trash")

    assert set(permissions.readable_posts(chief)) == held
    assert not permissions.visible_posts(chief).exists()
    assert not Audit.objects.filter(verb="thrown away").exists()
