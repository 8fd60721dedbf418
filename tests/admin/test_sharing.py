"""Links to what is not public: made, listed and revoked on the desk, by plain forms."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import ShareLink
from blog.publishing import preview
from tests.admin.forms import change_url, fields, messages
from tests.factories import make_chief, make_edition, make_live, make_post, revise

pytestmark = pytest.mark.django_db


def share_url(post, show="") -> str:
    return f"/admin/blog/post/{post.pk}/share/{show and f'?show={show}'}"


def soup_of(response):
    return BeautifulSoup(response.content, "html.parser")


def make_link(client, post, show="", **typed):
    """Open the page, fill in the form, press: as a browser without a script does."""
    url = share_url(post, show)
    sent = fields(client.get(url), form="share_form")
    return client.post(url, sent | typed | {"_share": ""})


def address(response) -> str:
    return soup_of(response).select_one(".new-link input")["value"]


def listed(response) -> list[str]:
    rows = soup_of(response).select(".links li > span")
    return [row.get_text(" ", strip=True) for row in rows]


def test_link_is_shown_once_and_opens_for_anybody(client, sign_in, settings):
    ren = sign_in("ren")
    post = make_post(body="見せたい本文。")

    response = make_link(client, post, label="取材先の佐野さん", hours="24")

    shown = address(response)
    assert shown.startswith(f"{settings.SITE_URL}/preview/")
    link = ShareLink.objects.get()
    assert (link.made_by, link.label, link.edition, link.version, link.may_comment) == (
        ren,
        "取材先の佐野さん",
        None,
        None,
        False,
    )
    assert link.expires_at - link.made_at == timedelta(days=1)
    guest = Client().get(shown.removeprefix(settings.SITE_URL))
    assert "見せたい本文。" in guest.text
    assert shown not in client.get(share_url(post)).text


def test_link_is_to_what_is_on_the_screen(client, sign_in):
    sign_in("ren")
    edition = make_edition(body="第1版の本文。")
    post = edition.post
    revise(post, body="第2版の本文。")

    make_link(client, post, "edition-1", may_comment="on")
    make_link(client, post, "save-2")

    to_edition, to_save = ShareLink.objects.order_by("pk")
    assert (to_edition.edition, to_edition.version) == (edition, None)
    assert (to_save.edition, to_save.version) == (None, 2)
    assert (to_edition.may_comment, to_save.may_comment) == (True, False)


def test_page_shows_any_save_and_edition_in_the_frame(client, sign_in):
    sign_in("ren")
    post = make_edition().post

    for show, page in [
        ("", "preview/"),
        ("manuscript", "preview/"),
        ("save-1", "preview/save/1/"),
        ("edition-1", "preview/edition/1/"),
    ]:
        frame = soup_of(client.get(share_url(post, show))).iframe
        assert frame["src"] == f"/admin/blog/post/{post.pk}/{page}"
        assert client.get(frame["src"]).status_code == 200

    for show in ("save-9", "edition-2", "edition-", "edition-１", "nothing", "save-x"):
        assert client.get(share_url(post, show)).status_code == 404


def test_list_tells_views_end_and_why_a_link_is_closed(client, sign_in):
    sign_in("ren")
    post, now = make_post(), timezone.now()
    token = preview.share(post, by=make_chief(), label="監修者")
    preview.share(post, by=make_chief(), version=1, now=now - timedelta(days=3))
    preview.view(token, at=now)
    preview.view(token, at=now)

    rows = listed(client.get(share_url(post)))

    assert len(rows) == 2
    assert rows[0].startswith("監修者 この原稿")
    assert "2回" in rows[0]
    assert "期限切れ" in rows[1]
    assert "0回" in rows[1]


def test_revoking_closes_the_link(client, sign_in):
    sign_in("ren")
    post = make_post()
    token = preview.share(post, by=make_chief())
    page = soup_of(client.get(share_url(post)))
    button = page.find("button", attrs={"name": "_revoke"})

    response = client.post(share_url(post), {"_revoke": button["value"]}, follow=True)

    assert Client().get(f"/preview/{token}/").status_code == 404
    assert messages(response) == ["このリンクではもう開けません。"]
    assert soup_of(response).find("button", attrs={"name": "_revoke"}) is None


@pytest.mark.parametrize("number", ["", "x", "１", "99999", "9" * 30])
def test_link_that_is_not_of_the_post_cannot_be_revoked(client, sign_in, number):
    """SEC-22"""
    sign_in("ren")
    preview.share(make_post(), by=make_chief())
    other = ShareLink.objects.get().pk
    post = make_post()

    for pk in (number, other):
        response = client.post(share_url(post), {"_revoke": pk})
        assert response.status_code == 404
    assert ShareLink.objects.get().revoked_at is None


def test_publisher_looks_but_does_not_share(client, sign_in):
    sign_in("mio")
    post = make_post()
    preview.share(post, by=make_chief())

    page = soup_of(client.get(share_url(post)))
    assert page.find(id="share_form") is None
    assert page.find("button", attrs={"name": "_revoke"}) is None

    link = ShareLink.objects.get()
    for sent in ({"_share": "", "hours": "24"}, {"_revoke": link.pk}):
        assert client.post(share_url(post), sent).status_code == 403
    link = ShareLink.objects.get()
    assert link.revoked_at is None


def test_post_of_others_is_not_there_for_a_writer(client, sign_in):
    sign_in("aoi")
    post = make_post()

    assert client.get(share_url(post)).status_code == 404
    sent = {"_share": "", "hours": "24"}
    assert client.post(share_url(post), sent).status_code == 404
    assert not ShareLink.objects.exists()


def test_refusal_says_what_to_do_instead(client, sign_in):
    sign_in("ren")
    post = make_live().post

    response = make_link(client, post)

    assert response.status_code == 409
    assert messages(response) == [
        "この本文はすでに公開されています。記事のアドレスを伝えてください。"
    ]
    assert not ShareLink.objects.exists()


def test_lifetime_is_one_of_those_offered(client, sign_in):
    sign_in("ren")
    post = make_post()

    response = client.post(share_url(post), {"_share": "", "hours": "100000"})

    assert response.status_code == 200
    assert soup_of(response).select_one("#share_form .errorlist")
    assert not ShareLink.objects.exists()


def test_form_of_the_post_lists_what_is_open(client, sign_in):
    sign_in("ren")
    post = make_post()
    preview.share(post, by=make_chief(), label="監修者")
    preview.share(post, by=make_chief(), label="取材先")
    preview.revoke(ShareLink.objects.get(label="取材先"), by=make_chief())

    page = client.get(change_url(post))

    panel = soup_of(page).find(id="shared-title").parent
    assert "監修者" in panel.text
    assert "取材先" not in panel.text
    assert panel.a["href"] == share_url(post)


def test_many_links_take_no_more_queries(client, sign_in):
    sign_in("ren")
    post = make_edition().post
    preview.share(post, by=make_chief())
    client.get(share_url(post))

    with CaptureQueriesContext(connection) as with_one:
        client.get(share_url(post))
    for _ in range(3):
        preview.share(post, by=make_chief(), version=1)
    with CaptureQueriesContext(connection) as with_four:
        client.get(share_url(post))

    # One more for the times of the saves that are shared.
    assert len(with_four) <= len(with_one) + 1
