"""From draft to an approved edition."""

import pytest

from blog.models import Audit, Edition, Stage
from blog.publishing import drafts, express, review, timeline
from blog.publishing.errors import Incomplete, NotAllowed, Stale, WrongState
from tests.factories import make_category, make_post
from tests.people import aoi, kei, ren

pytestmark = pytest.mark.django_db


def test_submit_names_everything_that_is_missing():
    post = drafts.create(by=aoi(), title="題だけ")

    with pytest.raises(Incomplete) as refusal:
        review.submit(post, by=post.owner)

    fields = [finding.field for finding in refusal.value.findings]
    assert fields == ["slug", "body", "category", "authors"]
    post.refresh_from_db()
    assert post.stage == Stage.DRAFT


def test_approval_freezes_exactly_what_was_read():
    writer, editor = aoi(), ren()
    post = make_post(by=writer, title="題", excerpt="リード文です。", tags=["電力"])
    post = review.submit(post, by=writer)

    edition = review.approve(post, by=editor)

    assert (edition.number, edition.title, edition.body) == (1, "題", post.body)
    assert edition.excerpt == "リード文です。"
    assert edition.bylines[0]["name"] == "水野 あおい"
    assert [tag["name"] for tag in edition.tag_list] == ["電力"]
    assert "<h2" in edition.html
    assert edition.headings[0]["text"] == "線が足りない"
    assert edition.reading_minutes == 1
    approval = edition.approvals.get()
    assert (approval.approved_by, approval.sha256) == (editor, edition.sha256)
    post.refresh_from_db()
    assert post.stage == Stage.APPROVED


def test_text_changed_since_it_was_read_is_not_approved():
    writer, editor = aoi(), ren()
    read = review.submit(make_post(by=writer), by=writer)
    drafts.save(read, by=writer, base_version=1, body="差し替えた稿。\n")

    with pytest.raises(Stale):
        review.approve(read, by=editor)

    assert not Edition.objects.exists()


def test_sending_back_needs_a_reason():
    post = review.submit(make_post(), by=kei())

    with pytest.raises(WrongState):
        review.request_changes(post, by=ren(), reason="  ")

    post.refresh_from_db()
    assert post.stage == Stage.IN_REVIEW


def test_sent_back_post_tells_its_writer_why_until_it_is_handed_in_again():
    writer, editor = aoi(), ren()
    post = review.submit(make_post(by=writer), by=writer)

    post = review.request_changes(post, by=editor, reason="単位を原本と合わせて。")

    assert post.is_sent_back
    assert post.sent_back_reason == "単位を原本と合わせて。"
    assert not review.submit(post, by=writer).is_sent_back


def test_each_step_is_on_record():
    """SEC-23."""
    writer, editor = aoi(), ren()
    post = review.submit(make_post(by=writer), by=writer)
    review.approve(post, by=editor)

    rows = Audit.objects.filter(kind="post", object_id=post.pk).order_by("pk")
    assert [(r.verb, r.by, r.from_state, r.to_state) for r in rows] == [
        ("created", writer, "", ""),
        ("submitted", writer, "draft", "in_review"),
        ("approved", editor, "in_review", "approved"),
    ]


def test_editions_are_numbered_by_post():
    chief = kei()
    for post in (make_post(by=chief), make_post(by=chief)):
        express.approved_edition(post, by=chief)
        post.refresh_from_db()
        post = drafts.save(post, by=chief, base_version=1, title="別の題")
        express.approved_edition(post, by=chief)

    numbers = Edition.objects.order_by("post_id", "number").values_list("number")
    assert [number for (number,) in numbers] == [1, 2, 1, 2]


def test_chief_goes_from_draft_to_live_with_one_step_and_each_is_recorded():
    chief = kei()
    post = make_post(by=chief)

    express.publish(post, by=chief)

    verbs = Audit.objects.filter(object_id=post.pk, kind="post").order_by("pk")
    assert [row.verb for row in verbs] == [
        "created",
        "submitted",
        "approved",
        "published",
    ]


def test_one_step_still_minds_the_two_person_rule():
    chief = kei()
    post = make_post(by=chief, category=make_category("投資分析", two_person=True))

    with pytest.raises(NotAllowed):
        express.publish(post, by=chief)

    post.refresh_from_db()
    assert post.stage == Stage.DRAFT


def test_page_needs_no_category_and_no_byline():
    chief = kei()
    page = drafts.create(
        by=chief, kind="page", title="会社概要", path="/about/", body="会社です。\n"
    )

    assert express.publish(page, by=chief).address.path == "/about/"


def test_emergency_in_a_two_person_category_is_approved_by_another():
    chief = kei()
    category = make_category("投資分析", two_person=True)
    post = make_post(by=chief, category=category)
    edition = timeline.emergency(post, by=chief, reason="誤報を正す").edition

    with pytest.raises(NotAllowed):
        review.approve_afterwards(edition, by=chief)

    assert review.approve_afterwards(edition, by=ren()).approved_by.username == "ren"
