"""What is typed and not saved is kept, offered, opened and thrown away."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.models import Autosave, Post
from blog.publishing import drafts
from tests import people
from tests.admin.forms import ADD, change_url, fields, messages, press
from tests.factories import make_live, make_post

pytestmark = pytest.mark.django_db

KEEP_NEW = "/admin/blog/post/autosave/"
TYPED = "打ちかけの本文。"


@pytest.fixture
def ren(sign_in):
    return sign_in("ren")


@pytest.fixture
def post():
    return make_post(body="保存した本文。")


def keep_url(post):
    return f"/admin/blog/post/{post.pk}/autosave/"


def offers(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [offer.b.get_text() for offer in soup.select(".kept__offer")]


def keep(client, post, **typed):
    """Open the form and type; the script has kept it, then the browser dies."""
    opened = fields(client.get(change_url(post) if post else ADD))
    url = keep_url(post) if post else KEEP_NEW
    return client.post(url, opened | typed)


def test_the_record_and_the_public_page_stay_as_they_are(client, ren):
    post = make_live(body="公開中の本文。").post
    before = Post.objects.values().get()
    public = client.get("/").content

    response = keep(client, post, body=TYPED)

    assert response.status_code == 200
    assert Post.objects.values().get() == before
    assert post.savepoints.count() == 1
    assert client.get("/").content == public


def test_what_differs_is_offered_with_its_age(client, ren, post):
    keep(client, post, body=TYPED)
    Autosave.objects.update(saved_at=timezone.now() - timedelta(minutes=7))

    (said,) = offers(client.get(change_url(post)))

    assert "7" in said


def test_what_is_the_same_as_the_save_is_not_offered(client, ren, post):
    keep(client, post)
    keep(client, None)

    assert offers(client.get(change_url(post))) == []
    assert offers(client.get(ADD)) == []


def test_what_was_the_same_is_not_offered_when_others_have_changed_the_text(
    client, ren, post
):
    keep(client, post)
    drafts.save(post, by=people.kei(), base_version=1, title="よその人の題")

    assert offers(client.get(change_url(post))) == []


def test_nobody_else_sees_it(client, ren, post, sign_in):
    keep(client, post, body=TYPED)
    tab = Autosave.objects.get().tab

    sign_in("kei")

    assert offers(client.get(change_url(post))) == []
    assert client.get(f"/admin/blog/post/autosaves/{tab}/").status_code == 404
    discard = client.post(f"/admin/blog/post/autosaves/{tab}/discard/")
    assert discard.status_code == 404
    opened = client.get(f"{change_url(post)}?autosave={tab}")
    assert fields(opened)["body"] == ["保存した本文。"]


def test_its_page_shows_what_it_would_change(client, ren, post):
    keep(client, post, body="保存した長い本文。")
    tab = Autosave.objects.get().tab

    page = client.get(f"/admin/blog/post/autosaves/{tab}/")

    soup = BeautifulSoup(page.content, "html.parser")
    assert [h.get_text() for h in soup.select("section h3")] == ["本文"]
    assert "長" in soup.select_one(".diff ins").get_text()


def test_it_is_opened_as_an_unsaved_change_and_saved(client, ren, post):
    keep(client, post, body=TYPED)
    tab = Autosave.objects.get().tab

    opened = client.get(f"{change_url(post)}?autosave={tab}")
    response = client.post(change_url(post), fields(opened) | {"_save": "1"})

    assert fields(opened)["body"] == [TYPED]
    assert len(messages(opened)) == 1
    assert response.status_code == 302
    post.refresh_from_db()
    assert (post.body, post.lock_version) == (TYPED, 2)
    assert not Autosave.objects.exists()


def test_one_that_began_before_anothers_save_is_compared(client, ren, post):
    keep(client, post, body=TYPED)
    tab = Autosave.objects.get().tab
    drafts.save(post, by=people.kei(), base_version=1, body="相手の本文。")

    opened = client.get(f"{change_url(post)}?autosave={tab}")
    response = client.post(change_url(post), fields(opened) | {"_save": "1"})

    assert response.status_code == 409
    assert fields(response)["body"] == [TYPED]
    post.refresh_from_db()
    assert post.body == "相手の本文。"


def test_it_is_thrown_away_by_a_plain_form(client, ren, post):
    keep(client, post, body=TYPED)
    soup = BeautifulSoup(client.get(change_url(post)).content, "html.parser")

    client.post(soup.select_one(".kept__offer")["action"])

    assert not Autosave.objects.exists()


def test_looking_and_opening_change_nothing(client, ren, post):
    keep(client, post, body=TYPED)
    row = Autosave.objects.values().get()

    client.get(f"/admin/blog/post/autosaves/{row['tab']}/")
    client.get(f"{change_url(post)}?autosave={row['tab']}")
    client.get(f"/admin/blog/post/autosaves/{row['tab']}/discard/")

    assert Autosave.objects.values().get() == row


def test_a_save_forgets_what_its_tab_kept(client, ren, post):
    opened = fields(client.get(change_url(post)))
    client.post(keep_url(post), opened | {"body": TYPED})

    client.post(change_url(post), opened | {"body": "保存。", "_save": "1"})

    assert not Autosave.objects.exists()


def test_a_new_post_is_offered_and_saved(client, ren):
    keep(client, None, title="新しい題", body=TYPED)
    page = client.get(ADD)
    tab = Autosave.objects.get().tab

    opened = client.get(f"{ADD}?autosave={tab}")
    client.post(ADD, fields(opened) | {"_save": "1"})

    assert len(offers(page)) == 1
    post = Post.objects.get()
    assert (post.title, post.body) == ("新しい題", TYPED)
    assert offers(client.get(ADD)) == offers(client.get(change_url(post))) == []


def test_a_new_post_sent_twice_is_one_post(client, ren):
    sent = fields(client.get(ADD)) | {"title": "一度だけ", "_save": "1"}

    first = client.post(ADD, sent)
    second = client.post(ADD, sent)

    post = Post.objects.get()
    assert first.url == second.url == change_url(post)
    assert post.lock_version == 1


def test_going_back_and_sending_more_saves_the_same_post(client, ren):
    sent = fields(client.get(ADD)) | {"title": "一度だけ", "_save": "1"}
    client.post(ADD, sent)

    client.post(ADD, sent | {"title": "書き足した題"})

    post = Post.objects.get()
    assert (post.title, post.lock_version) == ("書き足した題", 2)


def test_two_forms_make_two_posts(client, ren):
    press(client, ADD, "save", title="一つ目")
    press(client, ADD, "save", title="二つ目")

    assert Post.objects.count() == 2


def test_it_needs_a_post_request_a_token_and_the_right(client, ren, post, sign_in):
    typed = {"tab": "a", "base_version": "1", "body": TYPED}

    assert client.get(keep_url(post)).status_code == 405
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(ren)
    assert strict.post(keep_url(post), typed).status_code == 403
    sign_in("aoi")
    assert client.post(keep_url(post), typed).status_code == 404

    assert not Autosave.objects.exists()


@pytest.mark.parametrize("tab", ["", "a" * 65, "../..", "題", "a b"])
def test_an_odd_tab_gets_a_name(client, ren, post, tab):
    typed = {"tab": tab, "base_version": "x", "body": TYPED}

    assert client.post(keep_url(post), typed).status_code == 200

    row = Autosave.objects.get()
    assert row.tab != tab
    assert row.base_version == 0


def test_odd_values_are_shown_and_not_believed(client, ren, post):
    odd = {"category": "abc", "authors": ["x", "9" * 30], "cover": "-1", "kind": "?"}
    keep(client, post, **odd)
    tab = Autosave.objects.get().tab

    page = client.get(f"/admin/blog/post/autosaves/{tab}/")
    opened = client.get(f"{change_url(post)}?autosave={tab}")

    assert (page.status_code, opened.status_code) == (200, 200)
