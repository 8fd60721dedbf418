"""Companies for readers: at the end of posts, and each on a page of its own."""

import json

import pytest
from django.conf import settings

from tests.factories import make_company, make_live, make_post, make_scheduled
from tests.reading.pages import count_queries, link, open_page, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return make_company(
        "白瀬計算", "1013", exchange="東証プライム", description="計算機を貸す会社。"
    )


def structured(page, kind):
    """The JSON-LD object of a page that is of this type."""
    scripts = page.find_all("script", type="application/ld+json")
    found = [json.loads(script.get_text()) for script in scripts]
    return next(each for each in found if each["@type"] == kind)


def test_a_post_ends_with_its_companies_which_lead_to_their_posts(client, company):
    edition = make_live(title="白瀬を読む", companies=[company])
    make_live(title="ほかの記事")
    make_post(title="下書き", companies=[company])
    make_scheduled(title="予約", companies=[company])

    post = open_page(client, edition.post.windows.get().address.path)
    (leads,) = post.select(".companies a")
    page = open_page(client, leads["href"])

    assert leads.get_text() == "白瀬計算 1013"
    assert structured(post, settings.SITE_ARTICLE_TYPE)["mentions"] == [
        {
            "@type": "Corporation",
            "@id": f"{settings.SITE_URL}/companies/1013/",
            "name": "白瀬計算",
            "tickerSymbol": "東証プライム 1013",
        }
    ]
    assert page.h1.get_text() == "白瀬計算"
    assert page.select_one(".list-head__note").get_text() == "1013・東証プライム"
    assert structured(page, "Corporation")["tickerSymbol"] == "東証プライム 1013"
    assert titles(page) == ["白瀬を読む"]


def test_the_company_is_in_the_index_the_sitemap_and_feeds(client, company):
    make_live(title="白瀬を読む", companies=[company])

    page = open_page(client, "/companies/1013/")
    index = open_page(client, "/companies/")

    assert link(page, "canonical").endswith("/companies/1013/")
    for name in ("feed.xml", "feed.atom", "feed.json"):
        feed = client.get(f"/companies/1013/{name}").content.decode()
        assert "白瀬を読む" in feed
        assert "白瀬計算（1013）" in feed
    assert [each["href"] for each in index.select(".index-list a")] == [
        "/companies/1013/"
    ]
    assert "/companies/1013/" in client.get("/sitemap-lists.xml").content.decode()


@pytest.mark.parametrize("make", [make_post, make_scheduled])
def test_a_company_of_hidden_posts_does_not_show(client, company, make):
    """SEC-03"""
    make(companies=[company])

    for path in ("/companies/1013/", "/companies/1013/feed.xml"):
        assert client.get(path).status_code == 404
    assert open_page(client, "/companies/").select_one("main .empty")


def test_a_changed_code_leads_on_and_the_post_keeps_what_was_printed(client, company):
    edition = make_live(companies=[company])
    company.code = "SHK"
    company.save()

    for rest in ("", "feed.xml"):
        response = client.get(f"/companies/1013/{rest}")
        assert (response.status_code, response.headers["Location"]) == (
            301,
            f"/companies/shk/{rest}",
        )
    post = open_page(client, edition.post.windows.get().address.path)
    assert post.select_one(".companies small").get_text() == "1013"


def test_search_finds_a_post_by_the_code_and_name_of_its_company(client, company):
    make_live(title="設備を読む", companies=[company])

    for words in ("1013", "白瀬計算"):
        found = client.get("/search/", {"q": words}).content.decode()
        assert "設備を<wbr>読む" in found


def test_the_api_and_markdown_name_the_companies(client, company):
    edition = make_live(companies=[company])

    (found,) = client.get("/api/v1/posts/").json()["results"]
    path = edition.post.windows.get().address.path
    markdown = client.get(f"{path}index.md").content.decode()

    assert found["companies"] == [
        {
            "name": "白瀬計算",
            "code": "1013",
            "exchange": "東証プライム",
            "url": f"{settings.SITE_URL}/companies/1013/",
        }
    ]
    assert '"code": "1013"' in markdown


def test_the_number_of_queries_does_not_grow_with_posts(client, company):
    make_live(companies=[company])
    paths = ("/companies/1013/", "/companies/")
    counts = [count_queries(client, path) for path in paths]

    for code in ("1011", "1016"):
        make_live(companies=[company, make_company(f"会社{code}", code)])

    assert [count_queries(client, path) for path in paths] == counts
