"""What is typed and not saved: kept for its typist, and never part of the record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Audit, Autosave, Post
from blog.publishing import autosaves, drafts
from blog.publishing.errors import NotAllowed, WrongState
from tests import people
from tests.factories import make_edition, make_post

pytestmark = pytest.mark.django_db

TYPED = {"title": ["打ちかけの題"], "body": ["打ちかけの本文。"]}


@pytest.fixture
def ren():
    return people.ren()


def keep(post, by, tab="tab-1", **fields):
    return autosaves.keep(
        post, by=by, tab=tab, base_version=1, fields=TYPED | fields, now=None
    )


def test_a_tab_has_one_row(ren):
    post = make_post()

    keep(post, ren)
    keep(post, ren, body=["その続き。"])
    keep(post, ren, tab="tab-2")

    rows = Autosave.objects.order_by("pk").values_list("tab", "fields__body")
    assert list(rows) == [
        ("tab-1", ["その続き。"]),
        ("tab-2", ["打ちかけの本文。"]),
    ]


def test_the_record_is_untouched(ren):
    post = make_post()
    before = Post.objects.values().get()
    audited = Audit.objects.count()

    keep(post, ren)

    assert Post.objects.values().get() == before
    assert post.savepoints.count() == 1
    assert Audit.objects.count() == audited


def test_who_may_not_edit_keeps_nothing(ren):
    post = make_post()

    with pytest.raises(NotAllowed):
        keep(post, people.aoi())
    with pytest.raises(NotAllowed):
        keep(None, people.sora())
    Post.objects.update(trashed_at=timezone.now())
    post.refresh_from_db()
    with pytest.raises(WrongState):
        keep(post, ren)

    assert not Autosave.objects.exists()


def test_everybody_sees_only_their_own(ren):
    post, kei = make_post(), people.kei()
    mine = keep(post, ren)
    keep(None, ren, tab="tab-2")
    keep(post, kei)

    assert autosaves.kept(ren, post) == [mine]
    assert autosaves.find(kei, "tab-2") is None


def test_discarding_forgets_the_tab_and_what_is_a_month_old(ren):
    now = timezone.now()
    post, kei = make_post(), people.kei()
    old = keep(post, kei, tab="old")
    Autosave.objects.filter(pk=old.pk).update(saved_at=now - timedelta(days=31))
    keep(post, ren)
    stays = keep(post, ren, tab="tab-2")

    autosaves.discard(ren, "tab-1", now=now)

    assert list(Autosave.objects.all()) == [stays]


def test_a_form_sent_twice_begins_one_post(ren):
    def begin():
        return drafts.create(by=ren, title="一度だけ")

    first, is_new = autosaves.begin_once(ren, "tab-1", begin)
    second, is_new_again = autosaves.begin_once(ren, "tab-1", begin)

    assert (second, is_new, is_new_again) == (first, True, False)
    assert Post.objects.count() == 1
    assert autosaves.kept(ren, None) == autosaves.kept(ren, first) == []


def test_what_arrives_after_a_post_has_begun_belongs_to_it(ren):
    post, _is_new = autosaves.begin_once(
        ren, "tab-1", lambda: drafts.create(by=ren, title="一度だけ")
    )

    late = autosaves.keep(None, by=ren, tab="tab-1", base_version=0, fields=TYPED)

    assert (late.post, late.base_version) == (post, 1)
    assert autosaves.kept(ren, None) == []


def test_a_refused_beginning_leaves_what_was_kept(ren):
    row = keep(None, ren)

    with pytest.raises(RuntimeError):
        autosaves.begin_once(ren, "tab-1", _refuse)

    assert autosaves.kept(ren, None) == [row]


def _refuse():
    raise RuntimeError


def test_an_edition_does_not_hear_of_it(ren):
    edition = make_edition()

    keep(edition.post, ren)

    edition.refresh_from_db()
    assert edition.body != TYPED["body"][0]
