import pytest

from blog.models import CreditRole
from tests.factories import make_byline, make_live, make_post, make_scheduled
from tests.reading.pages import count_queries, open_page, titles

pytestmark = pytest.mark.django_db


def by(*names):
    return [(make_byline(name, slug=name), CreditRole.TEXT) for name in names]


def test_an_author_has_a_page_with_bio_and_posts(client):
    aoi = make_byline("水野", slug="aoi", title="記者", bio="電力を担当。")
    make_live(title="書いた記事", credits=[(aoi, CreditRole.TEXT)])
    make_live(title="監修した記事", credits=[(aoi, CreditRole.SUPERVISOR)])
    make_live(title="よその記事", credits=by("蓮"))
    make_scheduled(title="予約", credits=[(aoi, CreditRole.TEXT)])

    page = open_page(client, "/authors/aoi/")

    assert page.h1.get_text() == "水野記者"
    assert page.select_one(".author__bio").get_text() == "電力を担当。"
    assert sorted(titles(page)) == ["書いた記事", "監修した記事"]


def test_two_roles_in_one_post_list_it_once(client):
    aoi = make_byline("水野", slug="aoi")
    make_live(
        title="一度だけ",
        credits=[(aoi, CreditRole.TEXT), (aoi, CreditRole.SUPERVISOR)],
    )

    page = open_page(client, "/authors/aoi/")

    assert titles(page) == ["一度だけ"]
    assert page.select_one(".list-head__facts span").get_text().startswith("1")


def test_an_author_of_hidden_posts_does_not_show(client):
    """SEC-03"""
    make_live(credits=by("表"))
    make_post(credits=by("裏"))
    make_scheduled(credits=by("予定"))

    open_page(client, "/authors/裏/", status=404)
    open_page(client, "/authors/予定/", status=404)
    page = open_page(client, "/authors/")

    assert [each.a.get_text() for each in page.select("main .author")] == ["表"]


def test_no_authors_yet(client):
    assert open_page(client, "/authors/").select_one("main .empty")


def test_the_number_of_queries_does_not_grow_with_posts(client):
    make_live(credits=by("表"))
    paths = ("/authors/表/", "/authors/")
    counts = [count_queries(client, path) for path in paths]
    make_live(credits=by("表", "裏"))
    make_live(credits=by("表"))

    assert [count_queries(client, path) for path in paths] == counts
