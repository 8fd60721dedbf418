"""Saves and editions of a post; bringing an old text or an old edition back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.publishing import drafts
from tests import people
from tests.admin.forms import change_url, messages
from tests.factories import make_edition, make_live, make_post, revise

pytestmark = pytest.mark.django_db


@pytest.fixture
def kei(client):
    person = people.kei()
    client.force_login(person)
    return person


def entries(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [item.b.get_text(strip=True) for item in soup.select(".versions ol li")]


def history_url(post) -> str:
    return f"/admin/blog/post/{post.pk}/history/"


def test_history_lists_saves_and_editions_newest_first(client, kei):
    post = make_edition().post
    edition = revise(post)

    response = client.get(history_url(post))

    assert entries(response) == ["第2版", "保存版2", "第1版", "保存版1"]
    assert edition.sha256 in response.content.decode()


def test_a_save_shows_its_text_and_what_it_changed(client, kei):
    post = make_post(title="はじめの題", body="はじめの本文。", tags=["電力"])
    drafts.save(post, by=kei, base_version=1, title="次の題", tags=["電力", "決算"])

    response = client.get(f"{history_url(post)}2/")

    soup = BeautifulSoup(response.content, "html.parser")
    rows = soup.select(".changes tbody tr")
    assert [[cell.text for cell in row.find_all(["th", "td"])] for row in rows] == [
        ["題", "はじめの題", "次の題"],
        ["タグ", "電力", "電力、決算"],
    ]
    assert soup.select_one(".source").text == "はじめの本文。"


def test_restore_is_a_new_save(client, kei):
    post = make_post(body="はじめの本文。", tags=["電力"])
    drafts.save(post, by=kei, base_version=1, body="次の本文。", tags=[])

    response = client.post(f"{history_url(post)}1/", {"base_version": "2"})

    assert response.url == change_url(post)
    post.refresh_from_db()
    assert (post.body, post.lock_version) == ("はじめの本文。", 3)
    assert [tag.name for tag in post.tags.all()] == ["電力"]
    assert messages(client.get(response.url)) == [
        "保存版1を、保存版3として戻しました。"
    ]


def test_get_restores_nothing(client, kei):
    post = make_post(body="はじめの本文。")
    drafts.save(post, by=kei, base_version=1, body="次の本文。")

    client.get(f"{history_url(post)}1/", {"base_version": "2"})

    post.refresh_from_db()
    assert post.body == "次の本文。"


def test_reader_of_a_manuscript_does_not_restore_it(client):
    post = make_post(body="はじめの本文。")
    drafts.save(post, by=people.ren(), base_version=1, body="次の本文。")
    client.force_login(people.mio())

    page = client.get(f"{history_url(post)}1/")
    client.post(f"{history_url(post)}1/", {"base_version": "2"})

    assert "はじめの本文。" in page.content.decode()
    assert "base_version" not in page.content.decode()
    post.refresh_from_db()
    assert post.body == "次の本文。"


def test_an_edition_that_was_on_air_comes_back(client, kei):
    first = make_live()
    client.post(
        change_url(first.post),
        {"title": "次の題", "base_version": "1", "_publish": "1"},
    )
    assert first.post.publication(timezone.now()).edition.number == 2

    page = client.get(history_url(first.post)).content.decode()
    client.post(
        change_url(first.post), {"base_version": "2", "_roll_back": str(first.pk)}
    )

    assert page.count('name="_roll_back"') == 1
    # The update took this second; the older edition begins with the next.
    soon = timezone.now() + timedelta(seconds=2)
    assert first.post.publication(soon).edition == first


def test_history_page_asks_a_constant_number_of_queries(
    client, kei, django_assert_max_num_queries
):
    def asked(post):
        with django_assert_max_num_queries(20) as queries:
            client.get(history_url(post))
        return len(queries)

    post = make_live().post
    one = asked(post)
    revise(post)
    revise(post)

    assert asked(post) == one
