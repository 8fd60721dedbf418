"""Every public address for search engines: an index, and parts of bounded size."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.models import Kind, Window
from blog.reading.listings import live_windows
from blog.reading.meta import href
from blog.reading.tally import YearMonth
from blog.reading.xml_writer import XmlWriter

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# The protocol allows 50,000 and 50 MB; a long Japanese path takes 500 bytes.
POSTS_IN_A_PART = 10_000
CHANGED_AT = Coalesce("updated_at", "sort_at")


@dataclass(frozen=True)
class Line:
    """`path` is encoded."""

    path: str
    changed_at: datetime


@require_safe
def index(request):
    posts = list(_posts(request).values_list(CHANGED_AT, flat=True))
    parts = [
        Line(reverse("sitemap_posts", args=[number]), max(part))
        for number, part in enumerate(_parts_of(posts), start=1)
    ]
    for view, windows in [
        ("sitemap_pages", _pages(request)),
        ("sitemap_lists", live_windows(request)),
    ]:
        if newest := _newest(windows):
            parts.append(Line(reverse(view), newest))
    return _answer("sitemapindex", "sitemap", parts)


@require_safe
def posts(request, number):
    """Part `number`, the oldest posts first: what is full stays as it is."""
    start = (number - 1) * POSTS_IN_A_PART
    if start < 0:
        raise Http404
    return _urlset(_edition_lines(_posts(request)[start : start + POSTS_IN_A_PART]))


@require_safe
def pages(request):
    return _urlset(_edition_lines(_pages(request)))


@require_safe
def lists(request):
    return _urlset(_list_lines(request))


def _posts(request):
    return _found(live_windows(request)).order_by("sort_at", "post_id")


def _pages(request):
    live = Window.objects.live(request.at).filter(edition__kind=Kind.PAGE)
    return _found(live).order_by("address__path")


def _found(windows):
    """Those that search engines should find, and find here."""
    return windows.filter(
        edition__in_sitemap=True, edition__noindex=False, edition__canonical_url=""
    )


def _newest(windows):
    return windows.aggregate(newest=Max(CHANGED_AT))["newest"]


def _edition_lines(windows):
    rows = windows.values_list("address__path", CHANGED_AT)
    return [Line(href(path), changed_at) for path, changed_at in rows]


def _parts_of(posts):
    starts = range(0, len(posts), POSTS_IN_A_PART)
    return [posts[start : start + POSTS_IN_A_PART] for start in starts]


def _list_lines(request):
    """The front page and every list with a post in it, changed with its newest post."""
    windows = live_windows(request)
    newest = _newest(windows)
    if newest is None:
        return []
    return [
        Line(reverse("front"), newest),
        *_lines_by(windows, "category", "category__slug"),
        *_lines_by(windows, "tag", "edition__tag_links__tag__slug"),
        *_lines_by(windows, "author", "edition__byline_links__byline__slug"),
        *_lines_by(windows, "series", "edition__series__slug"),
        *_lines_by(
            windows.filter(post__feature_entries__feature__is_public=True),
            "feature",
            "post__feature_entries__feature__slug",
        ),
        *_months(windows),
    ]


def _lines_by(windows, view, slug):
    # A filter for those that have one would turn the join round: three times as slow.
    rows = _grouped(windows, slug)
    return [Line(reverse(view, args=[key]), newest) for key, newest in rows if key]


def _months(windows):
    rows = _grouped(windows.annotate(month=YearMonth("sort_at")), "month")
    return [
        Line(reverse("archive_month", args=map(int, month.split("-"))), newest)
        for month, newest in rows
    ]


def _grouped(windows, key):
    """(key, when its newest post changed) pairs."""
    return (
        windows.order_by()
        .values_list(key)
        .annotate(newest=Max(CHANGED_AT))
        .order_by(key)
    )


def _urlset(lines):
    if not lines:
        raise Http404
    return _answer("urlset", "url", lines)


def _answer(root, name, lines):
    xml = XmlWriter()
    with xml.inside(root, xmlns=NAMESPACE):
        for line in lines:
            with xml.inside(name):
                xml.element("loc", settings.SITE_URL + line.path)
                moment = timezone.localtime(line.changed_at)
                xml.element("lastmod", moment.isoformat(timespec="seconds"))
    return HttpResponse(xml.to_bytes(), content_type="application/xml; charset=utf-8")
