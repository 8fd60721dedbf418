"""The feeds of the site, of a category, a tag, an author, a series, a company."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from blog.models import Byline, Category, Company, Series, Tag
from blog.reading.addresses import absolute, href
from blog.reading.feeds import atom, json_feed, rss
from blog.reading.feeds.feed import Feed, entries_of
from blog.reading.listings import live_windows

FORMATS = {"feed.xml": rss, "feed.atom": atom, "feed.json": json_feed}


@require_safe
def site(request, name):
    return _answer(request, name, live_windows(request))


@require_safe
def category(request, slug, name):
    found = get_object_or_404(Category, slug=slug)
    windows = live_windows(request).in_category(found)
    return _answer(
        request, name, windows, title=found.name, description=found.description
    )


@require_safe
def tag(request, slug, name):
    found = get_object_or_404(Tag, slug=slug)
    windows = _unless_empty(live_windows(request).tagged(found))
    return _answer(request, name, windows, title=found.name)


@require_safe
def author(request, slug, name):
    found = get_object_or_404(Byline, slug=slug)
    windows = _unless_empty(live_windows(request).by(found))
    return _answer(request, name, windows, title=found.name, description=found.bio)


@require_safe
def series(request, slug, name):
    found = get_object_or_404(Series, slug=slug)
    windows = _unless_empty(live_windows(request).in_series(found))
    return _answer(
        request, name, windows, title=found.name, description=found.description
    )


@require_safe
def company(request, slug, name):
    found = get_object_or_404(Company, slug=slug)
    windows = _unless_empty(live_windows(request).naming(found))
    return _answer(
        request, name, windows, title=str(found), description=found.description
    )


def _unless_empty(windows):
    """Names that only hidden posts use do not show (SEC-03)."""
    if not windows.exists():
        raise Http404
    return windows


def _answer(request, name, windows, *, title="", description=""):
    chosen = FORMATS[name]
    address = absolute(href(request.path))
    feed = Feed(
        title=f"{title}｜{settings.SITE_NAME}" if title else settings.SITE_NAME,
        description=description or settings.SITE_TAGLINE,
        page=address.removesuffix(name),
        address=address,
        entries=entries_of(windows, at=request.at),
    )
    return HttpResponse(
        chosen.write(feed), content_type=f"{chosen.MEDIA_TYPE}; charset=utf-8"
    )
