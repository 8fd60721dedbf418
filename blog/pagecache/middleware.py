"""One answer for every reader, kept until the public site changes.

docs/decisions/0004-caching.md says why it is done like this.
"""

import gzip
import hashlib
from datetime import timedelta

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import (
    get_conditional_response,
    has_vary_header,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.http import http_date

from blog.pagecache.generation import period

# Readers' browsers ask again each time; a shared cache may spare us the burst.
MOST_SECONDS_SHARED = 5
# A key is never asked for again once its period is over: this only frees the space.
KEPT_SECONDS = 3600
# Readers make up the words that they ask with. What is made for those has a small cache
# of its own, where nothing invented can push a page out.
KEPT_SECONDS_OF_QUERIES = 300
READING = ("GET", "HEAD")
STATUSES = frozenset([200, 301, 404, 410])
# What no view answered: an unknown path, a slash that was missing.
STATUSES_WITHOUT_VIEW = frozenset([301, 404])
# Of 11: as quick as gzip, and a tenth smaller.
BROTLI_QUALITY = 5


def shared(patterns: list, *, words=()) -> list:
    """Say of URL patterns that their views answer all readers alike.

    Such a view looks at the path, at `request.at`, at the query words named here and at
    nothing else of the request, and loosens the content security policy for no page.
    """
    for pattern in patterns:
        pattern.callback.is_shared = True
        pattern.callback.query_words = frozenset(words)
    return patterns


def reads_query(view):
    """Say that a shared view answers by the query too: with one, it is asked anew.

    So many queries can be asked that none of their answers is kept (SEC-07).
    """
    view.is_made_anew = lambda request: bool(request.GET)
    return view


def moves_by_itself(view):
    """Say that a shared view's answer changes within a period, too: none is kept."""
    view.is_made_anew = lambda request: True
    return view


class PageCache:
    """Sets `request.at`, the one instant of a request, and answers from the cache.

    Whatever is not said to be shared is for one reader: no cache may keep it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.at = timezone.now()
        request.is_shared = None
        request.is_made_anew = False
        response = self.get_response(request)
        if _is_for_all(request, response):
            return _for_all(request, response)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request, view, args, kwargs):
        request.is_shared = getattr(view, "is_shared", False)
        request.query_words = getattr(view, "query_words", frozenset())
        request.is_made_anew = getattr(view, "is_made_anew", _never)(request)
        if not (request.is_shared and _is_plain(request)) or request.is_made_anew:
            return None
        kept = _cache(request).get(_key(request))
        return kept and HttpResponse(kept["body"], headers=kept["headers"])


def _never(request):
    return False


def _is_plain(request):
    """Somebody of whom we know nothing, asking to read."""
    return (
        request.method in READING
        and not request.META.get("HTTP_COOKIE")
        and not settings.DEBUG
    )


def _is_for_all(request, response):
    statuses = STATUSES if request.is_shared else STATUSES_WITHOUT_VIEW
    return (
        request.is_shared is not False
        and request.method in READING
        and response.status_code in statuses
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not has_vary_header(response, "Cookie")
    )


def _for_all(request, response):
    if response.status_code == 200:
        if not response.has_header("ETag"):
            _pack(response)
            _keep(request, response)
        _unpack_unless_accepted(request, response)
    remaining = int((period(request).ends_at - request.at).total_seconds())
    patch_cache_control(
        response,
        public=True,
        max_age=0,
        s_maxage=min(remaining, MOST_SECONDS_SHARED),
        must_revalidate=True,
    )
    etag = response.headers.get("ETag")
    changed = _last_modified(request, response)
    return get_conditional_response(
        request, etag=etag, last_modified=changed, response=response
    )


def _last_modified(request, response):
    """The second in which a page last changed, or None: for those who keep no ETag.

    None while another change may yet fall into that second.
    """
    changed_at = period(request).changed_at
    is_over = changed_at <= request.at - timedelta(seconds=2)
    if response.status_code != 200 or request.is_made_anew or not is_over:
        return None
    second = int(changed_at.timestamp())
    response.headers["Last-Modified"] = http_date(second)
    return second


def _pack(response):
    """Compress the body and give it a strong ETag, the hash of the page."""
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    packed = brotli.compress(response.content, quality=BROTLI_QUALITY)
    response.headers["ETag"] = f'"{digest}-br"'
    _become(response, packed, "br")
    patch_vary_headers(response, ["Accept-Encoding"])


def _become(response, content, encoding):
    """Carry these bytes in this encoding ("" for none), named so in the ETag."""
    response.content = content
    response.headers["Content-Length"] = str(len(content))
    if encoding:
        response.headers["Content-Encoding"] = encoding
    else:
        del response.headers["Content-Encoding"]
    suffix = encoding and f"-{encoding}"
    response.headers["ETag"] = response.headers["ETag"].replace("-br", suffix)


def _keep(request, response):
    # An answer to unknown query words is given but never kept (SEC-07).
    is_one_of_many = request.is_made_anew or request.GET.keys() - request.query_words
    if request.method == "GET" and _is_plain(request) and not is_one_of_many:
        page = {"body": response.content, "headers": dict(response.headers)}
        seconds = KEPT_SECONDS_OF_QUERIES if request.GET else KEPT_SECONDS
        _cache(request).set(_key(request), page, timeout=seconds)


def _cache(request):
    return caches["queries" if _asked(request) else "default"]


def _asked(request):
    """The words of the query that the view looks at, as they were typed."""
    asked = request.GET.lists()
    return sorted(pair for pair in asked if pair[0] in request.query_words)


def _unpack_unless_accepted(request, response):
    accepted = request.headers.get("Accept-Encoding", "")
    if "br" in accepted:
        return
    content = brotli.decompress(response.content)
    if "gzip" in accepted:
        _become(response, gzip.compress(content, compresslevel=6, mtime=0), "gzip")
    else:
        _become(response, content, "")


def _key(request):
    # Never the host: SITE_URL alone says how the site is called.
    page = repr((request.path_info, _asked(request)))
    return f"page:{period(request).key}:{hashlib.sha256(page.encode()).hexdigest()}"
