"""Two people save the same post: the second keeps the text and sees both (REL-14)."""

import pytest
from bs4 import BeautifulSoup

from blog.publishing import drafts, review
from tests import people
from tests.admin.forms import change_url, fields, messages, press
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return make_post(body="はじめの本文。", excerpt="はじめの抜粋。")


@pytest.fixture
def ren(client):
    person = people.ren()
    client.force_login(person)
    return person


def theirs(response) -> dict:
    soup = BeautifulSoup(response.content, "html.parser")
    shown = soup.select(".conflict textarea")
    return {area["id"].removeprefix("theirs_"): area.text.strip() for area in shown}


def test_both_texts_are_readable_and_nothing_is_written(client, post, ren):
    opened = fields(client.get(change_url(post)))
    drafts.save(post, by=people.kei(), base_version=1, body="先に保存した本文。")

    response = client.post(
        change_url(post), opened | {"body": "あとから書いた本文。", "_save": "1"}
    )

    assert response.status_code == 409
    assert "黒田 慧" in messages(response)[0]
    assert fields(response)["body"] == ["あとから書いた本文。"]
    assert theirs(response) == {"body": "先に保存した本文。"}
    post.refresh_from_db()
    assert (post.body, post.lock_version) == ("先に保存した本文。", 2)
    assert post.savepoints.count() == 2


def test_after_reading_both_the_second_save_goes_through(client, post, ren):
    opened = fields(client.get(change_url(post)))
    drafts.save(post, by=people.kei(), base_version=1, body="先に保存した本文。")
    conflict = client.post(change_url(post), opened | {"body": "両方。", "_save": "1"})

    explained = fields(conflict) | {"overwrite_reason": "両方を入れた", "_save": "1"}
    client.post(change_url(post), explained)

    post.refresh_from_db()
    assert (post.body, post.lock_version) == ("両方。", 3)
    assert [save.number for save in post.savepoints.all()] == [3, 2, 1]


def test_fields_that_only_the_other_changed_are_taken_over(client, post, ren):
    opened = fields(client.get(change_url(post)))
    drafts.save(post, by=people.kei(), base_version=1, excerpt="相手の抜粋。")

    response = client.post(
        change_url(post), opened | {"body": "私の本文。", "_save": "1"}
    )

    assert fields(response)["body"] == ["私の本文。"]
    assert fields(response)["excerpt"] == ["相手の抜粋。"]
    assert theirs(response) == {}


@pytest.mark.parametrize("version", [None, "", "二", "1; drop", "-1", "9" * 40, "١"])
def test_a_missing_or_odd_version_is_refused(client, post, ren, version):
    typed = {"title": "題", "body": "私の本文。", "_save": "1"}
    if version is not None:
        typed["base_version"] = version

    response = client.post(change_url(post), typed)

    assert response.status_code == 409
    assert fields(response)["body"] == ["私の本文。"]
    assert theirs(response)["body"] == "はじめの本文。"
    post.refresh_from_db()
    assert post.body == "はじめの本文。"


@pytest.mark.parametrize("button", ["submit", "approve"])
def test_buttons_do_not_pass_over_another_save(client, post, ren, button):
    opened = fields(client.get(change_url(post)))
    drafts.save(post, by=people.kei(), base_version=1, body="先に保存した本文。")

    response = client.post(
        change_url(post), opened | {"body": "私の本文。", f"_{button}": "1"}
    )

    assert response.status_code == 409
    post.refresh_from_db()
    assert (post.body, post.stage) == ("先に保存した本文。", "draft")


def test_nobody_approves_a_text_that_was_not_shown(client, post, ren):
    kei = people.kei()
    review.submit(post, by=kei)
    opened = fields(client.get(change_url(post)))
    drafts.save(post, by=kei, base_version=1, body="校閲のあとの本文。")

    response = client.post(change_url(post), opened | {"_approve": "1"})

    assert response.status_code == 409
    assert post.editions.count() == 0


def test_saves_without_a_change_do_not_conflict(client, post, ren):
    response = press(client, change_url(post), "save")

    assert response.status_code == 302
