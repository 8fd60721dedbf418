import pytest

from blog.models import Feature, FeaturePost
from blog.publishing import furnishing, timeline
from tests.factories import make_chief, make_live, make_post
from tests.reading.pages import count_queries, open_page, titles

pytestmark = pytest.mark.django_db


def make_feature(*posts, **fields):
    fields = {"title": "電力の特集", "slug": "power", "is_public": True} | fields
    feature = Feature(**fields)
    furnishing.keep(feature, by=make_chief())
    for position, (post, note) in enumerate(posts):
        FeaturePost.objects.create(
            feature=feature, post=post, position=position, note=note
        )
    return feature


def test_a_feature_leads_through_its_posts_and_they_lead_back(client):
    old, new = make_live(title="古い記事"), make_live(title="新しい記事")
    make_feature(
        (old.post, "まずここから。"),
        (new.post, ""),
        text="**電力**から読む。",
        description="四本で読む。",
    )

    page = open_page(client, "/features/power/")
    assert titles(page) == ["古い記事", "新しい記事"]
    assert page.select_one(".numbered__note").get_text() == "まずここから。"
    assert page.select_one(".prose strong").get_text() == "電力"
    path = new.windows.get().address.path
    back = open_page(client, path).select_one(".feature-box a")
    assert (back["href"], back.get_text()) == ("/features/power/", "電力の特集")
    assert "電力の特集" in open_page(client, "/features/").main.get_text()
    assert "/features/power/" in client.get("/sitemap-lists.xml").content.decode()


def test_only_what_is_on_air_shows_and_nothing_of_a_feature_without(client):
    live, draft = make_live(title="公開の記事"), make_post(title="下書きの記事")
    make_feature((draft, "himitsu"), (live.post, ""))

    assert titles(open_page(client, "/features/power/")) == ["公開の記事"]
    assert "himitsu" not in client.get("/features/power/").content.decode()
    timeline.end(live.post, by=make_chief())
    assert client.get("/features/power/").status_code == 404
    assert "電力の特集" not in open_page(client, "/features/").main.get_text()


def test_a_feature_that_is_not_public_shows_nowhere(client):
    live = make_live()
    make_feature((live.post, ""), is_public=False)

    assert client.get("/features/power/").status_code == 404
    path = live.windows.get().address.path
    for page in ("/", "/features/", path, "/sitemap-lists.xml"):
        assert "power" not in client.get(page).content.decode()


def test_a_feature_takes_as_many_queries_with_more_posts(client):
    feature = make_feature((make_live().post, ""))
    at_one = count_queries(client, "/features/power/")
    for _each in range(2):
        FeaturePost.objects.create(feature=feature, post=make_live().post)

    assert count_queries(client, "/features/power/") == at_one
