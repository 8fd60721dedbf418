"""Looking up a post to link to."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_live, make_post

pytestmark = pytest.mark.django_db
URL = "/admin/blog/post/links/"


def found(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [each.text for each in soup.select("[data-found] code")]


def test_posts_are_found_by_words_of_their_titles(client, sign_in):
    sign_in("ren")
    wind = make_post(title="風車[特集]が回る")
    make_post(title="送電線が足りない")

    answer = client.get(URL, {"q": "回る 風車"})

    assert found(answer) == [rf"[風車\[特集\]が回る](post:{wind.pk})"]


def test_at_most_eight_of_the_newest(client, sign_in):
    sign_in("ren")
    posts = [make_post(title=f"風車{number}") for number in range(10)]

    shown = found(client.get(URL))

    assert shown == [f"[{post}](post:{post.pk})" for post in posts[:-9:-1]]


def test_writers_find_only_what_they_may_see(client, sign_in):
    """SEC-22"""
    aoi = sign_in("aoi")
    make_post(title="風車の秘密")
    mine = make_post(title="風車と私", by=aoi)

    assert found(client.get(URL, {"q": "風車"})) == [f"[風車と私](post:{mine.pk})"]


def test_people_without_a_role_find_nothing(client, sign_in):
    sign_in("sora")

    assert client.get(URL).status_code == 403


def test_title_is_text(client, sign_in):
    """SEC-12"""
    sign_in("ren")
    make_post(title='"><script>alert(1)</script>')

    answer = client.get(URL)

    assert b"<script>alert(1)" not in answer.content


def test_preview_shows_a_link_as_readers_would_have_it(client, sign_in):
    sign_in("ren")
    live, hidden = make_live(), make_post()
    body = f"[先](post:{live.post_id})と[秘](post:{hidden.pk})。"

    answer = client.post("/admin/blog/post/preview/", {"body": body})

    prose = BeautifulSoup(answer.content, "html.parser").select_one(".prose")
    path = live.windows.get().address.path
    assert [(a["href"], a.text) for a in prose.find_all("a")] == [(path, "先")]
    assert prose.text.strip() == "先と秘。"
