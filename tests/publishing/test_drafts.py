"""Saving the manuscript: every save is kept, no save is overwritten."""

import pytest

from blog.models import Edition, Post, SavePoint, Stage
from blog.publishing import drafts, review
from blog.publishing.errors import NotAllowed, Stale, WrongState
from tests.factories import make_byline, make_edition, make_live
from tests.factories import make_post as make
from tests.people import aoi, nao, ren

pytestmark = pytest.mark.django_db


def test_save_makes_the_next_version_and_a_save_point():
    writer = aoi()
    post = make(by=writer, title="初稿")

    post = drafts.save(post, by=writer, base_version=1, title="改稿", note="題を直した")

    assert (post.title, post.lock_version, post.saved_by) == ("改稿", 2, writer)
    shots = SavePoint.objects.filter(post=post).order_by("number")
    assert [(s.number, s.snapshot["title"], s.note) for s in shots] == [
        (1, "初稿", ""),
        (2, "改稿", "題を直した"),
    ]


def test_draft_with_only_a_title_saves():
    post = drafts.create(by=aoi(), title="題だけ")

    assert Post.objects.get().title == "題だけ"
    assert post.lock_version == 1


def test_saving_the_same_again_writes_nothing():
    writer = aoi()
    post = make(by=writer, tags=["電力", "港"])

    same = drafts.save(
        post, by=writer, base_version=1, title=post.title, tags=["電力", "港"]
    )

    assert same.lock_version == 1
    assert SavePoint.objects.filter(post=post).count() == 1


def test_stale_save_is_refused_and_the_first_one_stands():
    """REL-14."""
    writer, editor = aoi(), ren()
    post = make(by=writer)
    drafts.save(post, by=editor, base_version=1, body="編集の稿。\n")

    with pytest.raises(Stale) as refusal:
        drafts.save(post, by=writer, base_version=1, body="記者の稿。\n")

    assert refusal.value.post.body == "編集の稿。\n"
    assert Post.objects.get().body == "編集の稿。\n"
    assert Post.objects.get().lock_version == 2


def test_tags_and_credits_count_as_the_manuscript():
    writer = aoi()
    post = make(by=writer, tags=["電力"])
    byline = make_byline("戸川 蓮")

    post = drafts.save(post, by=writer, base_version=1, tags=["電力", "ＥＴＦ"])
    post = drafts.save(
        post, by=writer, base_version=2, credits=[(byline, "supervisor")]
    )

    assert [t.name for t in post.tags.order_by("taggings__pk")] == ["電力", "ＥＴＦ"]
    assert [(c.byline.name, c.role) for c in post.credits.all()] == [
        ("戸川 蓮", "supervisor")
    ]
    assert post.lock_version == 3


def test_order_of_tags_is_kept_when_they_are_turned_round():
    writer = aoi()
    post = make(by=writer, tags=["電力", "港"])

    post = drafts.save(post, by=writer, base_version=1, tags=["港", "電力"])

    assert [t.tag.name for t in post.taggings.all()] == ["港", "電力"]


def test_change_to_an_approved_manuscript_takes_it_back_to_draft():
    edition = make_edition()

    post = drafts.save(
        edition.post, by=edition.post.owner, base_version=1, title="別の題"
    )

    assert post.stage == Stage.DRAFT
    assert Edition.objects.get().title != "別の題"
    assert edition.is_approved


def test_save_on_a_live_post_moves_nothing_public(django_assert_num_queries):
    from django.utils import timezone

    edition = make_live()
    now = timezone.now()

    drafts.save(edition.post, by=edition.post.owner, base_version=1, title="別の題")

    assert Edition.objects.live(now).get().title == edition.title
    assert Post.objects.get().has_unpublished_changes(now)


def test_contributor_keeps_out_of_what_has_left_the_draft_stage():
    contributor = nao()
    post = make(by=contributor)
    review.submit(post, by=ren())

    with pytest.raises(WrongState):
        drafts.save(post, by=contributor, base_version=1, title="別の題")


def test_writer_keeps_out_of_other_peoples_posts():
    post = make()

    with pytest.raises(NotAllowed):
        drafts.save(post, by=aoi(), base_version=1, title="別の題")


def test_text_is_cleaned_of_what_no_page_can_carry():
    post = drafts.create(by=aoi(), title="題\x0b", body="一行\r\n二行\x00\ud800\n")

    post.refresh_from_db()
    assert (post.title, post.body) == ("題", "一行\n二行\n")
