import pytest
from django.template.loader import render_to_string

from tests.factories import make_category, make_live
from tests.reading.pages import open_page

pytestmark = pytest.mark.django_db


def test_the_page_helps_on_and_asks_not_to_be_indexed(client):
    make_category("投資分析")

    page = open_page(client, "/nothing/here/", status=404)

    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    links = [each["href"] for each in page.select(".not-found a")]
    assert links == ["/", "/archive/", "/tags/"]
    assert page.select_one(".category-nav a").get_text() == "投資分析"


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/tags/%00/",
        "/authors/a%00b/feed.xml",
        "/%ff%fe/",
        "/" + "a" * 3000,
        "/..%2f..%2fetc/passwd",
        "/2026/11/20/'%22%3E%3Cscript%3E/",
        "/category/",
        "/category/a/b/c/",
        "/tags/%20/",
        "/page/1.5/",
    ],
)
def test_odd_addresses_are_simply_not_found(client, path):
    """REL-01"""
    make_live()

    page = open_page(client, path, status=404)

    assert page.body.find_all("script", src=None) == []


def test_the_error_page_needs_nothing_that_may_be_broken(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("500.html")

    assert "<h1" in page
    assert "style=" not in page
