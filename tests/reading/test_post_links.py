"""Links to posts by their number: `[words](post:12)`."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import EditionLink, Post
from blog.publishing import shelf, timeline
from blog.publishing.errors import WrongState
from tests.factories import make_chief, make_edition, make_live, make_post, revise

pytestmark = pytest.mark.django_db


def path_of(edition) -> str:
    return edition.windows.get().address.path


def text(response):
    return BeautifulSoup(response.content, "html.parser").select_one(".prose")


def make_pair(**target):
    """A post on air, and another on air that links to it."""
    target = make_live(title="風車の基礎", slug="basics", **target)
    body = f"詳しくは[基礎の記事](post:{target.post_id}#線)を読んでほしい。\n"
    return target, make_live(body=body)


def test_link_leads_to_the_address_of_the_post(client):
    target, linking = make_pair()

    link = text(client.get(path_of(linking))).a

    assert (link["href"], link.text) == (f"{path_of(target)}#線", "基礎の記事")
    assert f'href="/posts/{target.post_id}/#' in linking.html
    assert list(EditionLink.objects.values_list("edition", "post")) == [
        (linking.pk, target.post_id)
    ]


def test_link_follows_a_change_of_slug(client):
    target, linking = make_pair()
    old = path_of(target)
    changed = revise(target.post, slug="foundations")
    timeline.update(changed, by=make_chief())

    link = text(client.get(path_of(linking))).a
    feed = client.get("/feed.json").json()["items"]

    new = path_of(changed)
    assert new != old
    assert link["href"] == f"{new}#線"
    assert f'{new}#線">' in next(
        item["content_html"] for item in feed if item["title"] == linking.title
    )


def test_words_stay_where_the_linked_post_is_hidden(client):
    """SEC-02"""
    hidden = make_edition(title="まだ秘密の記事")
    linking = make_live(
        body=f"[**あの**話](post:{hidden.post_id})と[無い話](post:999999)。"
    )

    response = client.get(path_of(linking))

    assert text(response).text.strip() == "あの話と無い話。"
    assert text(response).find("a") is None
    assert str(hidden.post_id) not in str(text(response))


def test_numbered_address_leads_to_posts_on_air_alone(client):
    """SEC-02"""
    live, hidden = make_live(), make_post()

    found = client.get(f"/posts/{live.post_id}/")
    missing = client.get(f"/posts/{hidden.pk}/")
    never = client.get("/posts/987654321012345/")

    assert (found.status_code, found["Location"]) == (301, path_of(live))
    assert (missing.status_code, never.status_code) == (404, 404)
    assert missing.content == never.content


def test_only_texts_with_links_cost_a_query(client):
    target, linking = make_pair()
    many = make_live(body=f"[一](post:{target.post_id})[二](post:{linking.post_id})")

    counts = []
    for edition in (target, linking, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(path_of(edition))
        asked = [each["sql"] for each in queries if '"post_id" IN' in each["sql"]]
        counts.append(len(asked))

    assert counts == [0, 1, 1]


def test_linked_post_is_not_thrown_into_the_trash():
    target = make_post()
    longer = make_post(body=f"[別](post:{target.pk}0)")
    linking = make_post(title="使う記事", body=f"[先](post:{target.pk})を見よ。")

    with pytest.raises(WrongState, match="「使う記事」"):
        shelf.trash(target, by=make_chief())
    shelf.trash(longer, by=make_chief())
    shelf.trash(linking, by=make_chief())
    shelf.trash(target, by=make_chief())

    assert not Post.objects.filter(trashed_at=None).exists()
