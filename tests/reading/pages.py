"""Reading a page like a reader: what it says, where it links to."""

import re

from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

OFFSET_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00")


def open_page(client, path, status=200):
    """The page at `path`; it has one h1, and its times name their offset."""
    response = client.get(path)
    assert response.status_code == status
    page = BeautifulSoup(response.content.decode(), "html.parser")
    assert len(page.find_all("h1")) == 1
    for each in page.find_all("time"):
        assert OFFSET_DATE.fullmatch(each["datetime"])
    return page


def titles(page):
    """The titles of the posts that a list shows, in its order."""
    return [each.get_text() for each in page.select("main .post-card__title")]


def link(page, rel):
    """The address of the <link> with this `rel`, or None."""
    found = page.head.find("link", rel=rel)
    return found and found["href"]


def count_queries(client, path):
    """How often the database is asked for a page that no cache holds."""
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
