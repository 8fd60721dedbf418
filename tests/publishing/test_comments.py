"""Comments: anchored in the text, answered, settled; some stand in the way."""

import pytest

from blog.models import Audit, Comment
from blog.publishing import comments, drafts, review
from blog.publishing.errors import Incomplete, NotAllowed, WrongState
from blog.text.anchors import Source
from tests.factories import BODY, make_post
from tests.people import aoi, kei, make_person, mio, nao, ren

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return aoi()


@pytest.fixture
def post(writer):
    return make_post(by=writer)


def test_comment_remembers_the_words_and_what_is_around_them(post):
    comment = comments.add(post, by=ren(), text="何年待つのか", quote="列は長い")

    assert (comment.quote, comment.version) == ("列は長い", 1)
    assert comment.before.endswith("変電所の空きを待つ")
    assert comment.after.startswith("。順番を決める")
    row = Audit.objects.get(verb="commented")
    assert (row.object_id, row.reason) == (post.pk, "何年待つのか")


def test_comment_keeps_its_place_while_the_text_is_edited(post, writer):
    comment = comments.add(post, by=ren(), text="何年か", quote="列は長い")

    post = drafts.save(post, by=writer, base_version=1, body="前文。\n\n" + BODY)

    anchor = Source(post.body).find(comment.quote, comment.before, comment.after)
    assert (anchor.line, anchor.quote) == (7, "列は長い")


def test_words_that_are_not_in_the_text_are_kept_as_they_came(post):
    comment = comments.add(post, by=ren(), text="どこ？", quote="どこにもない文")

    assert comment.quote == "どこにもない文"
    assert Source(post.body).find(comment.quote) is None


def test_writers_comment_on_their_own_posts_only(post, writer):
    comments.add(post, by=writer, text="ここは確認中")

    with pytest.raises(NotAllowed):
        comments.add(post, by=nao(), text="よその原稿")

    assert Comment.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n　", "長" * 4001])
def test_comment_says_something_of_some_length(post, text):
    with pytest.raises(WrongState):
        comments.add(post, by=ren(), text=text)


def test_open_blocking_comment_stops_approval_until_it_is_settled(post, writer):
    editor = ren()
    post = review.submit(post, by=writer)
    comment = comments.add(post, by=editor, text="単位を原本と", is_blocking=True)

    with pytest.raises(Incomplete, match="単位を原本と"):
        review.approve(post, by=editor)
    comments.resolve(comment, by=editor)

    assert review.approve(post, by=editor).is_approved


def test_writer_may_not_wave_a_blocking_comment_away(post, writer):
    comment = comments.add(post, by=ren(), text="単位を", is_blocking=True)

    with pytest.raises(NotAllowed):
        comments.resolve(comment, by=writer)

    assert list(Comment.objects.open()) == [comment]


def test_only_reviewers_stand_in_the_way(post, writer):
    for person in (writer, mio()):
        with pytest.raises(NotAllowed):
            comments.add(post, by=person, text="待って", is_blocking=True)


def test_comment_is_answered_settled_and_opened_again(post, writer):
    editor = ren()
    comment = comments.add(post, by=editor, text="何年か")

    answer = comments.answer(comment, by=writer, text="七年です")
    comments.answer(answer, by=editor, text="了解")
    comments.resolve(comment, by=writer)
    with pytest.raises(WrongState):
        comments.resolve(comment, by=editor)
    comments.reopen(comment, by=editor)

    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by) == (None, None)
    assert [a.text for a in comment.answers.all()] == ["七年です", "了解"]
    verbs = Audit.objects.filter(verb__startswith="comment").order_by("pk")
    assert [row.verb for row in verbs] == [
        "commented",
        "comment answered",
        "comment answered",
        "comment settled",
        "comment reopened",
    ]


def test_answer_is_not_settled_by_itself(post):
    editor = ren()
    answer = comments.answer(
        comments.add(post, by=editor, text="何年か"), by=editor, text="三年？"
    )

    with pytest.raises(WrongState):
        comments.resolve(answer, by=editor)


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("@aoi 単位を見てください", True),
        ("@aoiさん、単位を", True),
        ("単位は？（@aoi）", True),
        ("あて先は@aoi.", True),
        ("@aoi2 単位を", False),
        ("@aoi.k 単位を", False),
        ("aoi 単位を", False),
    ],
)
def test_a_name_with_an_at_sign_calls_that_person(post, writer, text, calls):
    comment = comments.add(post, by=kei(), text=text)

    assert list(Comment.objects.calling(writer)) == ([comment] if calls else [])


def test_a_call_ends_when_it_is_answered_or_settled(post, writer):
    editor = ren()
    asked = comments.add(post, by=editor, text="@aoi 出典は")
    other = comments.add(post, by=editor, text="単位")
    again = comments.answer(other, by=editor, text="@aoi こちらも")
    assert list(Comment.objects.calling(writer)) == [asked, again]

    comments.answer(asked, by=writer, text="足しました")
    comments.resolve(other, by=editor)

    assert list(Comment.objects.calling(writer)) == []


def test_guest_comments_by_name_on_the_text_that_was_shared(post, writer):
    shared = post.body
    drafts.save(post, by=writer, base_version=1, body="書き直した。\n")

    comment = comments.add_as_guest(
        post,
        name=" 取材先の\n 佐藤 ",
        text="肩書が違います",
        version=1,
        body=shared,
        quote="変電所の空き",
    )

    assert (comment.author, comment.guest_name) == (None, "取材先の 佐藤")
    assert (comment.version, comment.after[:3]) == (1, "を待つ")
    assert not comment.is_blocking
    row = Audit.objects.get(verb="commented")
    assert (row.by, row.details["guest"]) == (None, "取材先の 佐藤")


def test_guest_without_a_name_or_among_too_many_is_refused(post, monkeypatch):
    said = {"text": "肩書が違います", "version": 1, "body": post.body}
    monkeypatch.setattr(comments, "MOST_FROM_GUESTS", 1)

    with pytest.raises(WrongState):
        comments.add_as_guest(post, name=" ", **said)
    comments.add_as_guest(post, name="佐藤", **said)
    with pytest.raises(WrongState):
        comments.add_as_guest(post, name="佐藤", **said)

    assert Comment.objects.count() == 1


def test_sending_back_marks_the_words_that_are_meant(post, writer):
    editor = ren()
    post = review.submit(post, by=writer)

    post = review.request_changes(
        post, by=editor, reason="年数を入れて", quote="列は長い"
    )

    comment = post.comments.get()
    assert (comment.quote, comment.text) == ("列は長い", "年数を入れて")
    assert comment.is_blocking
    assert (post.sent_back_reason, post.assignee) == ("年数を入れて", writer)


def test_nobody_settles_what_they_may_not_see(post):
    comment = comments.add(post, by=kei(), text="何年か")

    for person in (nao(), make_person("sora")):
        with pytest.raises(NotAllowed):
            comments.resolve(comment, by=person)
