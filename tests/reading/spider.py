"""Every public page that can be reached, as somebody sees it who is not logged in."""

import re
from urllib.parse import urlsplit

from django.test import Client

BEGINNINGS = (
    "/",
    "/page/1/",
    "/tags/",
    "/authors/",
    "/companies/",
    "/archive/",
    "/series/",
    "/features/",
    "/popular/",
    "/feed.xml",
    "/feed.atom",
    "/feed.json",
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/robots.txt",
    "/llms.txt",
    "/api/v1/posts/",
    "/api/v1/categories/",
    "/api/v1/tags/",
    "/api/v1/authors/",
)
LINK = re.compile(
    r"""(?:href|src)=["']([^"']+)|<loc>([^<]+)|"(?:api_|markdown_)?url": "([^"]+)"""
)
HOSTS = ("", "127.0.0.1", "localhost")
NOT_OURS = ("/static/", "/media/", "/admin/")


def crawl() -> dict[str, bytes]:
    """The answers of 200 by path, from the well-known beginnings on."""
    client = Client()
    found, waiting, seen = {}, list(BEGINNINGS), set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        if response.status_code == 200:
            found[path] = response.content
            waiting += _links(response)
    return found


def _links(response):
    text = response.content.decode().replace("&lt;", "<").replace("&quot;", '"')
    for link in LINK.finditer(text):
        address = urlsplit(next(filter(None, link.groups())))
        if (
            address.hostname in (None, *HOSTS)
            and address.path.startswith("/")
            and not address.path.startswith(NOT_OURS)
        ):
            yield address.path
