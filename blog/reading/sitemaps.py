"""Every public address for search engines: an index, and parts of bounded size."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, F, Max, When
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.models import Kind, Window
from blog.pagecache.middleware import moves_by_itself
from blog.reading import corrections
from blog.reading.addresses import href
from blog.reading.listings import live_windows
from blog.reading.tally import YearMonth
from blog.reading.xml_writer import XmlWriter

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
# The protocol allows 50,000 and 50 MB; a long Japanese path takes 500 bytes.
POSTS_IN_A_PART = 10_000
# What Google News reads: two days, a thousand addresses.
NEWS_LASTS = timedelta(days=2)
NEWS_IN_ALL = 1000
CHANGED_AT = Coalesce("updated_at", "sort_at")
# Before its import a text may have changed too: `dates.changed_at` in SQL.
TEXT_CHANGED_AT = Coalesce(
    "updated_at",
    Case(When(edition__revised_at__gt=F("sort_at"), then="edition__revised_at")),
    "sort_at",
)


@dataclass(frozen=True)
class Line:
    """`path` is encoded."""

    path: str
    changed_at: datetime


@require_safe
def index(request):
    posts = list(_posts(request).values_list(TEXT_CHANGED_AT, flat=True))
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


@require_safe
@moves_by_itself
def news(request):
    """The posts of the last two days; on a quiet weekend it is empty."""
    windows = _posts(request).filter(sort_at__gt=request.at - NEWS_LASTS)
    newest = windows.newest_first().values_list(
        "address__path", "sort_at", "edition__title", "edition__language"
    )
    xml = XmlWriter()
    with xml.inside("urlset", xmlns=NAMESPACE, xmlns__news=NEWS_NAMESPACE):
        for path, published_at, title, language in newest[:NEWS_IN_ALL]:
            with xml.inside("url"):
                xml.element("loc", settings.SITE_URL + href(path))
                with xml.inside("news:news"):
                    with xml.inside("news:publication"):
                        xml.element("news:name", settings.SITE_NAME)
                        xml.element("news:language", language)
                    xml.element("news:publication_date", _moment(published_at))
                    xml.element("news:title", title)
    return _xml(xml)


def _posts(request):
    return found(live_windows(request)).order_by("sort_at", "post_id")


def _pages(request):
    live = Window.objects.live(request.at).filter(edition__kind=Kind.PAGE)
    return found(live).order_by("address__path")


def found(windows):
    """Those that search engines should find, and find here."""
    return windows.filter(
        edition__in_sitemap=True, edition__noindex=False, edition__canonical_url=""
    )


def _newest(windows):
    return windows.aggregate(newest=Max(CHANGED_AT))["newest"]


def _edition_lines(windows):
    rows = windows.values_list("address__path", TEXT_CHANGED_AT)
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
        *_lines_by(windows, "company", "edition__company_links__company__slug"),
        *_lines_by(windows, "author", "edition__byline_links__byline__slug"),
        *_lines_by(windows, "series", "edition__series__slug"),
        *_lines_by(
            windows.filter(post__feature_entries__feature__is_public=True),
            "feature",
            "post__feature_entries__feature__slug",
        ),
        *_months(windows),
        *_corrections(request),
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


def _corrections(request):
    newest = corrections.newest_at(request.at)
    return [Line(reverse("corrections"), newest)] if newest else []


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
                xml.element("lastmod", _moment(line.changed_at))
    return _xml(xml)


def _moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds")


def _xml(xml):
    return HttpResponse(xml.to_bytes(), content_type="application/xml; charset=utf-8")
