"""Whose turn it is, until when; and that the turn passes on with the work."""

from datetime import UTC, datetime

import pytest

from blog.models import Audit
from blog.publishing import assignment, drafts, review
from blog.publishing.errors import NotAllowed, WrongState
from tests.factories import make_post
from tests.people import aoi, mio, nao, ren

pytestmark = pytest.mark.django_db

DUE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_a_post_is_given_to_somebody_with_a_date_and_a_note():
    writer, editor = aoi(), ren()
    post = make_post(by=writer)

    assignment.assign(
        post, by=writer, assignee=editor, due_at=DUE, handover=" 表1の単位を\r\n原本と "
    )

    post.refresh_from_db()
    assert (post.assignee, post.due_at) == (editor, DUE)
    assert post.handover == "表1の単位を\n原本と"
    assert (post.lock_version, post.savepoints.count()) == (1, 1)
    row = Audit.objects.get(verb="assigned")
    assert (row.by, row.reason) == (writer, "表1の単位を\n原本と")
    assert row.details == {"assignee": "ren", "due_at": DUE.isoformat()}


def test_the_same_again_leaves_no_record():
    editor = ren()
    post = make_post(by=editor)
    for _again in range(2):
        assignment.assign(post, by=editor, assignee=editor, due_at=DUE)

    assert Audit.objects.filter(verb="assigned").count() == 1


def test_it_is_given_only_to_who_can_see_it():
    editor = ren()
    post = make_post(by=editor)

    with pytest.raises(WrongState, match="久保 直"):
        assignment.assign(post, by=editor, assignee=nao())


def test_a_publisher_and_another_writer_assign_nothing():
    post = make_post()

    for person in (mio(), aoi()):
        with pytest.raises(NotAllowed):
            assignment.assign(post, by=person, assignee=person)


def test_the_turn_passes_on_with_the_work():
    writer, editor = aoi(), ren()
    post = make_post(by=writer)

    def turn():
        post.refresh_from_db()
        return post.assignee

    assignment.assign(post, by=writer, assignee=writer, due_at=DUE)
    review.submit(post, by=writer)
    handed_in = turn()
    assignment.assign(post, by=editor, assignee=editor, due_at=DUE)
    review.request_changes(post, by=editor, reason="単位を")
    sent_back = turn()
    drafts.save(post, by=writer, base_version=1, title="直した題")
    post.refresh_from_db()
    review.submit(post, by=writer)
    assignment.assign(post, by=editor, assignee=editor)
    post.refresh_from_db()
    review.approve(post, by=editor)

    assert (handed_in, sent_back, turn()) == (None, writer, None)


def test_what_was_given_on_the_way_stays_given():
    writer, editor = aoi(), ren()
    post = make_post(by=writer)
    assignment.assign(post, by=writer, assignee=editor)

    post = review.submit(post, by=writer)

    assert post.assignee == editor
