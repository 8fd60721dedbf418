"""Ask every kind of public page of a seeded database, in this one process, as WSGI.

Time is the processor's, of this process: SQLite works in it, and what else the machine
does counts less.
"""

import json
import resource
import sys
from dataclasses import asdict, dataclass
from io import BytesIO
from statistics import median
from time import process_time
from urllib.parse import quote

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone

from blog.models import Byline, Category, Edition, Tag, Window
from blog.reading.paging import PER_PAGE

NOTHING = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
NO_CACHE = {"default": NOTHING, "queries": NOTHING}
SECONDS_EACH = 1.0
LEAST_TIMES, MOST_TIMES = 7, 500
# Who sends a cookie is never answered from the page cache: the page is made, from
# parts (menus, counts) that are remembered.
COOKIE = {"HTTP_COOKIE": "reader=1"}


@dataclass
class Figure:
    """Median milliseconds: without any cache, with parts remembered, kept whole (None
    for what is not kept). `kilobytes` before compression.
    """

    name: str
    path: str
    uncached: float
    made: float
    kept: float | None
    queries_uncached: int
    queries_made: int
    kilobytes: float


def main() -> None:
    site = Site()
    site.measure("/bare/")
    memory_before = _peak_megabytes()
    bare = site.measure("/bare/")
    figures = [figure(site, name, path) for name, path in pages().items()]
    unchanged = site.measure("/", HTTP_IF_NONE_MATCH=site.etag("/"))
    json.dump(
        {
            "posts": Window.objects.live(timezone.now()).listed().count(),
            "bare": min(bare, site.measure("/bare/")),
            "unchanged": unchanged,
            "figures": [asdict(each) for each in figures],
            "memory_bare": memory_before,
            "memory_peak": _peak_megabytes(),
        },
        sys.stdout,
    )


class Site:
    def __init__(self):
        self._application = get_wsgi_application()

    def get(self, path, **headers) -> tuple[int, dict, bytes]:
        answered = {}

        def start_response(status, given, exc_info=None):
            answered.update(status=int(status[:3]), headers=dict(given))

        path, _, words = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            # As a server hands it on: bytes of UTF-8, read as Latin-1 (PEP 3333).
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": quote(words, safe="=&"),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "HTTP_ACCEPT_ENCODING": "gzip, br",
            "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "http",
            **headers,
        }
        response = self._application(environ, start_response)
        body = b"".join(response)
        response.close()
        return answered["status"], answered["headers"], body

    def etag(self, path):
        return self.get(path)[1]["ETag"]

    def measure(self, path, **headers) -> float:
        """Median milliseconds."""
        for _warm_up in range(2):
            self.get(path, **headers)
        times = []
        while len(times) < LEAST_TIMES or (
            sum(times) < SECONDS_EACH * 1000 and len(times) < MOST_TIMES
        ):
            start = process_time()
            self.get(path, **headers)
            times.append((process_time() - start) * 1000)
        return median(times)

    def count(self, path, **headers) -> int:
        with CaptureQueriesContext(connection) as queries:
            self.get(path, **headers)
        return len(queries)


def figure(site, name, path) -> Figure:
    with override_settings(CACHES=NO_CACHE):
        status, _headers, body = site.get(path, HTTP_ACCEPT_ENCODING="identity")
        uncached = site.measure(path)
        queries_uncached = site.count(path)
    made = site.measure(path, **COOKIE)
    return Figure(
        name=name,
        path=path,
        uncached=uncached,
        made=made,
        kept=site.measure(path) if status == 200 else None,
        queries_uncached=queries_uncached,
        queries_made=site.count(path, **COOKIE),
        kilobytes=len(body) / 1000,
    )


def pages() -> dict[str, str]:
    now = timezone.now()
    live = Window.objects.live(now).listed()
    newest = Edition.objects.live(now).newest_first()[0]
    category, in_category = _fullest(live, Category, "category")
    tag, _ = _fullest(live, Tag, "edition__tag_links__tag")
    byline, _ = _fullest(live, Byline, "edition__byline_links__byline")
    month = timezone.localdate(newest.published_at)
    # The last of the full pages: a shorter one would have less to print.
    deep = min(1000, live.count() // PER_PAGE)
    deep_in_category = in_category // PER_PAGE
    section = f"/category/{category.slug}/"
    return {
        "front page": "/",
        "post (14,000 characters)": newest.path,
        "category, page 1": section,
        f"category, page {deep_in_category:,}": f"{section}page/{deep_in_category}/",
        "list, page 1": "/page/1/",
        f"list, page {deep:,}": f"/page/{deep}/",
        "tag": f"/tags/{tag.slug}/",
        "author": f"/authors/{byline.slug}/",
        "archive month": reverse("archive_month", args=[month.year, month.month]),
        "search, one post": f"/search/?q=第{newest.post_id}号",
        "search, every post": "/search/?q=風車",
        "search, every post, one character": "/search/?q=風",
        "search, no hit": "/search/?q=存在しない言葉",
        "search suggestions": "/search/suggest/?q=送電線",
        "RSS feed": "/feed.xml",
        "Atom feed of a category": f"{section}feed.atom",
        "JSON feed of a tag": f"/tags/{tag.slug}/feed.json",
        "sitemap index": "/sitemap.xml",
        "sitemap of posts, part 1": "/sitemap-posts-1.xml",
        "sitemap of lists": "/sitemap-lists.xml",
        "404": "/2026/1/1/nothing/",
    }


def _fullest(live, model, key):
    """The row with most posts, and how many."""
    pk, total = (
        live.order_by().values_list(key).annotate(total=Count("pk")).latest("total")
    )
    return model.objects.get(pk=pk), total


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
