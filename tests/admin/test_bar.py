"""Row 84: the strip above a public page, which is the same page for everybody."""

import pytest
from django.contrib.auth import get_user_model

from blog.publishing import drafts
from tests import people
from tests.factories import make_chief, make_live
from tests.reading.pages import open_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def mio():
    return people.mio()


@pytest.fixture
def edition():
    return make_live(path="/post/", title="風車")


def address(client):
    page = open_page(client, "/post/")
    return page.select_one("[data-editor-bar]")["data-editor-bar"]


def test_the_page_says_where_the_strip_is_and_holds_nothing_of_it(client, mio, edition):
    anonymous = client.get("/post/")

    client.force_login(mio)
    signed_in = client.get("/post/")

    assert anonymous.content == signed_in.content
    assert f"/admin/blog/post/{edition.post_id}/bar/" in anonymous.text


def test_an_editor_sees_what_is_on_air_and_goes_to_the_manuscript(client, mio, edition):
    client.force_login(mio)

    response = client.get(address(client))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "公開中は第1版" in response.text
    assert f"/admin/blog/post/{edition.post_id}/change/" in response.text
    assert "未公開の変更" not in response.text


def test_the_strip_tells_of_changes_that_are_not_public(client, mio, edition):
    post = edition.post
    post.refresh_from_db()
    drafts.save(post, by=make_chief(), base_version=post.lock_version, title="新しい題")
    client.force_login(mio)

    assert "未公開の変更あり" in client.get(address(client)).text


def test_others_get_no_strip(client, edition):
    bar = address(client)

    assert client.get(bar).status_code == 302
    client.force_login(get_user_model().objects.create_user("reader"))
    assert client.get(bar).status_code == 302
