"""Comments at the desk: on marked words, answered, settled, seen by who is named."""

import pytest
from bs4 import BeautifulSoup

from blog.models import Comment
from blog.publishing import comments, drafts, review
from tests import people
from tests.admin.forms import buttons, change_url, fields, messages, press
from tests.factories import BODY, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def aoi():
    return people.aoi()


@pytest.fixture
def ren(client):
    person = people.ren()
    client.force_login(person)
    return person


@pytest.fixture
def post(aoi):
    return make_post(by=aoi)


def page_of(post) -> str:
    return f"/admin/blog/post/{post.pk}/comments/"


def threads(response) -> list[tuple]:
    """Of each thread: the quote, its place, and who says what."""
    soup = BeautifulSoup(response.content, "html.parser")

    def text(found):
        return found.get_text(" ", strip=True) if found else ""

    return [
        (
            text(thread.select_one(".thread__quote")),
            text(thread.select_one(".thread__place")),
            [text(said) for said in thread.select(".said p:last-child")],
        )
        for thread in soup.select(".thread")
    ]


def test_comment_is_made_on_the_post_form_and_leads_to_its_words(client, ren, post):
    press(
        client,
        change_url(post),
        "comment",
        quote="列は長い",
        before="変電所の空きを待つ",
        after="。順番を",
        comment="何年か",
        blocking="on",
    )

    comment = Comment.objects.get()
    assert (comment.author, comment.quote, comment.is_blocking) == (
        ren,
        "列は長い",
        True,
    )
    page = client.get(change_url(post))
    assert threads(page) == [("列は長い", "5行目", ["何年か"])]
    link = BeautifulSoup(page.content, "html.parser").select_one("[data-goto]")
    at = int(link["data-near"])
    assert post.body[at : at + len(link["data-goto"])] == "列は長い"


def test_a_comment_button_keeps_what_was_typed(client, ren, post):
    press(
        client,
        change_url(post),
        "comment",
        comment="直しておきました",
        body="直した文。",
    )

    post.refresh_from_db()
    assert (post.body, post.lock_version) == ("直した文。", 2)
    assert post.comments.get().version == 2


def test_an_empty_comment_is_refused_with_everything_typed(client, ren, post):
    response = press(client, change_url(post), "comment", comment=" ", quote="列は長い")

    assert response.status_code == 409
    assert fields(response)["quote"] == ["列は長い"]
    assert Comment.objects.count() == 0


def test_lost_words_are_said_to_be_lost(client, ren, post):
    comments.add(post, by=ren, text="何年か", quote="列は長い")
    drafts.save(post, by=ren, base_version=1, body="まったく別の文。")

    assert threads(client.get(change_url(post)))[0][:2] == ("列は長い", "位置不明")


def test_threads_stand_in_the_order_of_the_text(client, ren, post):
    for quote in ("規則が変わろう", "", "北の港"):
        comments.add(post, by=ren, text="ここ", quote=quote)

    shown = [quote for quote, _place, _said in threads(client.get(change_url(post)))]

    assert shown == ["北の港", "規則が変わろう", ""]


def test_answer_and_settlement_by_plain_buttons(client, ren, post, aoi):
    comment = comments.add(post, by=ren, text="何年か", quote="列は長い")
    client.force_login(aoi)

    press(
        client,
        change_url(post),
        "answer",
        value=comment.pk,
        **{f"answer_{comment.pk}": "七年です"},
    )
    answered = client.get(change_url(post))
    press(client, change_url(post), "resolve", value=comment.pk)

    assert threads(answered)[0][2] == ["何年か", "七年です"]
    assert threads(client.get(change_url(post))) == []
    settled = client.get(page_of(post))
    assert threads(settled)[0][2] == ["何年か", "七年です"]
    assert "水野 あおいが解決" in settled.content.decode()


def test_the_page_of_comments_does_it_all_and_saves_no_text(client, ren, post):
    url = page_of(post)

    client.post(url, {"_comment": "1", "comment": "何年か", "quote": "列は長い"})
    comment = Comment.objects.get()
    client.post(url, {"_answer": comment.pk, f"answer_{comment.pk}": "七年"})
    client.post(url, {"_resolve": comment.pk})
    again = client.post(url, {"_resolve": comment.pk})
    client.post(url, {"_reopen": comment.pk})

    assert again.status_code == 409
    comment.refresh_from_db()
    assert comment.resolved_at is None
    assert [answer.text for answer in comment.answers.all()] == ["七年"]
    post.refresh_from_db()
    assert (post.lock_version, post.body) == (1, BODY)


def test_a_comment_of_another_post_is_not_reached_from_here(client, ren, post):
    other = comments.add(make_post(by=people.kei()), by=ren, text="よそのコメント")

    for pk in (other.pk, "9" * 30, "x", ""):
        response = client.post(page_of(post), {"_resolve": pk})
        assert response.status_code == 409

    other.refresh_from_db()
    assert other.resolved_at is None


def test_hidden_posts_have_no_page_of_comments(client, aoi):
    post = make_post(by=people.kei())
    client.force_login(aoi)

    assert client.get(page_of(post)).status_code == 404
    assert client.post(page_of(post), {"comment": "覗く"}).status_code == 404
    assert Comment.objects.count() == 0


def test_only_who_may_stand_in_the_way_is_offered_it(client, ren, post, aoi):
    blocking = comments.add(post, by=ren, text="単位", is_blocking=True)

    ours = client.get(change_url(post)).content.decode()
    client.force_login(aoi)
    theirs = client.get(change_url(post))
    forged = client.post(page_of(post), {"comment": "待て", "blocking": "on"})
    waved = client.post(page_of(post), {"_resolve": blocking.pk})

    assert 'name="blocking"' in ours
    assert 'name="blocking"' not in theirs.content.decode()
    assert "_resolve" not in buttons(theirs)
    assert forged.status_code == waved.status_code == 403
    assert fields(forged, form="comments_form")["comment"] == ["待て"]
    assert list(Comment.objects.open()) == [blocking]


def test_who_is_named_finds_it_on_the_desk_until_it_is_answered(client, ren, post):
    mio = people.mio()
    comments.add(post, by=ren, text="@mio 公開は何時に？")
    client.force_login(mio)

    def turns():
        soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
        panel = soup.find("section", attrs={"aria-labelledby": "turns-title"})
        return [turn.get_text(" ", strip=True) for turn in panel.select(".turn")]

    (turn,) = turns()
    assert post.title in turn
    assert "コメントがあなたを呼んでいます" in turn
    assert "コメントを読む" in turn

    comments.answer(post.comments.get(), by=mio, text="17時に")

    assert turns() == []


def test_sending_back_points_at_the_words(client, ren, post):
    review.submit(post, by=post.owner)

    press(
        client,
        change_url(post),
        "request_changes",
        reason="年数を入れて",
        back_quote="列は長い",
    )

    comment = post.comments.get()
    assert (comment.text, comment.quote) == ("年数を入れて", "列は長い")
    client.force_login(post.owner)
    page = client.get(change_url(post))
    assert "年数を入れて" in page.content.decode()
    assert threads(page)[0][:2] == ("列は長い", "5行目")


def test_a_comment_in_the_way_is_said_at_approval(client, ren, post):
    review.submit(post, by=post.owner)
    comments.add(post, by=ren, text="単位を原本と", is_blocking=True)

    response = press(client, change_url(post), "approve")

    assert response.status_code == 422
    assert "単位を原本と" in messages(response)[0]
    assert post.editions.count() == 0


def test_text_of_a_comment_is_text(client, ren, post):
    comments.add(post, by=ren, text="<script>alert(1)</script>", quote="<b>")

    for url in (change_url(post), page_of(post)):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_words_are_marked_on_the_preview_page(client, ren, post):
    url = f"/admin/blog/post/{post.pk}/preview/"

    alone = client.get(url)
    framed = client.get(url, headers={"Sec-Fetch-Dest": "iframe"})
    form = BeautifulSoup(alone.content, "html.parser").select_one("#comment form")
    response = client.post(
        form["action"],
        {
            "_comment": "1",
            "from_preview": "1",
            "comment": "短く",
            "quote": "線が足りない",
        },
    )

    assert b'id="comment"' not in framed.content
    assert response.url == f"{url}?sent#comment"
    assert "コメントしました" in client.get(response.url).content.decode()
    assert post.comments.get().quote == "線が足りない"
