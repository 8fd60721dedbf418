"""Every public address on one page. The last pattern takes what the others leave."""

from django.urls import path, re_path, register_converter

from blog.pagecache.middleware import shared
from blog.reading import (
    archive,
    features,
    front,
    health,
    listings,
    popular,
    posts,
    robots,
    series,
    shared_preview,
    sitemaps,
)
from blog.reading.converters import NormalSlug
from blog.reading.feeds import views as feeds
from blog.reading.renamed import led_on

register_converter(NormalSlug, "name")


def _paged(route, view, name):
    """A list at `route`, and its pages under `page/{n}/`."""
    return [
        path(route, view, name=name),
        path(f"{route}page/1/", listings.first_page, name=f"{name}_first"),
        path(f"{route}page/<int:number>/", view, name=f"{name}_page"),
    ]


def _named(route, view, feed, name, *, kind=None):
    """A list of posts by slug, with pages and feeds; old slugs lead on to it."""
    kind = kind or name
    return [
        *_paged(route, led_on(kind, view), name),
        *_feeds(route, led_on(kind, feed), name),
    ]


def _feeds(route, view, name):
    """The three feeds of the list at `route`, beside it."""
    return [
        path(f"{route}{file}", view, {"name": file}, name=f"{name}_{file}")
        for file in feeds.FORMATS
    ]


readers = [
    path("", front.front, name="front"),
    path("page/<int:number>/", listings.posts, name="posts"),
    *_named("category/<name:slug>/", listings.category, feeds.category, "category"),
    path("tags/", listings.tags, name="tags"),
    *_named("tags/<name:slug>/", listings.tag, feeds.tag, "tag"),
    path("authors/", listings.authors, name="authors"),
    *_named(
        "authors/<name:slug>/", listings.author, feeds.author, "author", kind="byline"
    ),
    path("series/", series.index, name="series_index"),
    *_named("series/<name:slug>/", series.series, feeds.series, "series"),
    path("features/", features.index, name="feature_index"),
    path("features/<name:slug>/", led_on("feature", features.feature), name="feature"),
    path("popular/", popular.popular, name="popular"),
    path("archive/", archive.archive, name="archive"),
    *_paged("archive/<int:year>/", archive.year, "archive_year"),
    *_paged("archive/<int:year>/<int:month>/", archive.month, "archive_month"),
    *_paged("archive/<int:year>/<int:month>/<int:day>/", archive.day, "archive_day"),
    *_feeds("", feeds.site, "site"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-posts-<int:number>.xml", sitemaps.posts, name="sitemap_posts"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-lists.xml", sitemaps.lists, name="sitemap_lists"),
    path("robots.txt", robots.robots, name="robots"),
    re_path(r"^posts/(?P<number>[0-9]{1,15})/$", posts.by_number, name="post_number"),
    re_path(r"^(?P<path>.+)$", posts.post, name="post"),
]
urlpatterns = [
    path("healthz/", health.health, name="health"),
    path("reads/", popular.read, name="reads"),
    path("preview/<slug:token>/", shared_preview.page, name="shared_preview"),
    path("preview/<path:token>", shared_preview.page),
    *shared(readers),
]
