"""Held, spiked and trashed posts at the desk: where they go and how they come back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.models import Post, Stage
from blog.publishing import drafts, review, shelf
from tests import people
from tests.admin.forms import LIST, buttons, change_url, fields, messages, press
from tests.factories import make_live, make_post, make_scheduled

pytestmark = pytest.mark.django_db


@pytest.fixture
def ren(client):
    person = people.ren()
    client.force_login(person)
    return person


def titles(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [cell.get_text(strip=True) for cell in soup.select("#result_list tbody th")]


def act(client, name, *posts, query="", **typed):
    chosen = {"action": name, "_selected_action": [post.pk for post in posts]}
    return client.post(LIST + query, chosen | typed, follow=True)


def test_post_is_held_spiked_and_taken_up_again(client, ren):
    post = review.submit(make_post(by=ren), by=ren)

    press(client, change_url(post), "hold", aside_reason="著者の確認待ち")
    held = client.get(change_url(post))
    without = press(client, change_url(post), "spike")
    press(client, change_url(post), "spike", aside_reason="二重取材")
    spiked = client.get(change_url(post))
    press(client, change_url(post), "resume")

    assert {"_resume", "_spike"} <= buttons(held)
    assert not {"_save", "_submit", "_approve"} & buttons(held)
    assert without.status_code == 409
    assert "_resume" in buttons(spiked)
    post.refresh_from_db()
    assert post.stage == Stage.IN_REVIEW


def test_holding_cancels_what_was_planned(client, ren):
    post = make_scheduled().post

    response = press(client, change_url(post), "hold")

    assert messages(client.get(response.url)) == [
        "保留にしました。予約は取り消しました。"
    ]
    assert post.windows.standing().count() == 0


def test_trash_takes_a_post_out_of_every_list_but_its_own(client, ren):
    make_post(by=ren, title="残した稿")
    post = make_post(by=ren, title="捨てた稿")

    press(client, change_url(post), "trash", aside_reason="重複")

    assert titles(client.get(LIST)) == ["残した稿"]
    assert titles(client.get(LIST, {"q": "捨てた"})) == []
    assert titles(client.get(LIST, {"stage": "draft"})) == ["残した稿"]
    assert titles(client.get(LIST, {"stage": "trashed"})) == ["捨てた稿"]
    assert "捨てた稿" not in client.get("/admin/").content.decode()


def test_post_in_the_trash_is_read_and_recovered_only(client, ren):
    post = shelf.trash(make_post(by=ren, title="捨てた稿"), by=ren)

    page = client.get(change_url(post))
    forged = client.post(
        change_url(post),
        {"title": "打った題は残る", "base_version": "1", "_save": "1"},
    )
    press(client, change_url(post), "recover")

    assert buttons(page) == {"_recover"}
    assert "ごみ箱" in page.content.decode()
    assert forged.status_code == 409
    assert fields(forged)["title"] == ["打った題は残る"]
    post.refresh_from_db()
    assert (post.title, post.trashed_at) == ("捨てた稿", None)


def test_list_actions_set_aside_and_bring_back(client, ren):
    first, second = make_post(by=ren, title="一"), make_post(by=ren, title="二")

    without = act(client, "spike", first)
    act(client, "spike", first, reason="二重取材")
    act(client, "hold", second)
    act(client, "resume", second)
    act(client, "trash", first, second)
    offered = BeautifulSoup(
        client.get(LIST, {"stage": "trashed"}).content, "html.parser"
    ).select("select[name=action] option")
    act(client, "recover", first, query="?stage=trashed")

    assert "理由" in messages(without)[0]
    assert [option["value"] for option in offered] == ["", "recover"]
    assert set(Post.objects.filter(trashed_at=None)) == {first}
    first.refresh_from_db()
    assert first.stage == Stage.SPIKED


def test_filters_find_what_was_held_or_spiked(client, ren):
    shelf.hold(make_post(by=ren, title="保留した"), by=ren)
    shelf.spike(make_post(by=ren, title="ボツにした"), by=ren, reason="二重")
    make_post(by=ren, title="執筆中")

    assert titles(client.get(LIST, {"stage": "held"})) == ["保留した"]
    assert titles(client.get(LIST, {"stage": "spiked"})) == ["ボツにした"]


def test_what_was_public_is_offered_neither_trash_nor_deletion(client, ren):
    post = make_live(by=people.kei()).post

    page = client.get(change_url(post))

    assert "_trash" not in buttons(page)
    assert "/delete/" not in page.content.decode()


def test_writer_cannot_look_into_the_trash_of_others(client):
    shelf.trash(make_post(by=(kei := people.kei()), title="よその稿"), by=kei)
    client.force_login(people.aoi())

    assert titles(client.get(LIST, {"stage": "trashed"})) == []


def test_banner_tells_what_comes_and_that_changes_are_not_in_it(client, ren):
    at = timezone.now() + timedelta(days=1)
    edition = make_scheduled(at=at)

    press(client, change_url(edition.post), "save", body="予約のあとの直し。")

    page = BeautifulSoup(client.get(change_url(edition.post)).content, "html.parser")
    clock = f"{timezone.localtime(at):%-H:%M}"
    said = page.select_one(".planned").get_text()
    assert said == f"あす{clock}に第1版（JST）。以後の変更は含みません。"
    window = edition.post.windows.standing().get()
    assert (window.edition, window.edition.content_hash) == (
        edition,
        edition.content_hash,
    )
    assert window.edition.body != "予約のあとの直し。"


def test_nothing_planned_has_no_banner(client, ren):
    post = make_post(by=ren)
    drafts.save(post, by=ren, base_version=1, title="題")

    assert 'class="planned"' not in client.get(change_url(post)).content.decode()
    assert fields(client.get(change_url(post)))["base_version"] == ["2"]
