"""Every public address on one page. The last pattern takes what the others leave."""

from django.urls import path, re_path, register_converter

from blog.api import views as api
from blog.pagecache.middleware import shared
from blog.reading import (
    archive,
    companies,
    corrections,
    features,
    front,
    health,
    index_md,
    listings,
    llms,
    popular,
    posts,
    robots,
    security_txt,
    series,
    shared_preview,
    sitemaps,
    social_cards,
    tables,
)
from blog.reading.converters import NormalSlug
from blog.reading.feeds import views as feeds
from blog.reading.renamed import led_on
from blog.reading.search import choice
from blog.reading.search import views as search

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


machines = [
    path("api/v1/posts/", api.posts, name="api_posts"),
    re_path(r"^api/v1/posts/(?P<number>[0-9]{1,15})/$", api.post, name="api_post"),
    path("api/v1/categories/", api.categories, name="api_categories"),
    path("api/v1/tags/", api.tags, name="api_tags"),
    path("api/v1/authors/", api.authors, name="api_authors"),
    path("api/v1/openapi.json", api.description, name="api_description"),
    path("api/<path:rest>", api.nothing),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-posts-<int:number>.xml", sitemaps.posts, name="sitemap_posts"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-lists.xml", sitemaps.lists, name="sitemap_lists"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("opensearch.xml", search.description, name="opensearch"),
    path("robots.txt", robots.robots, name="robots"),
    path("llms.txt", llms.llms, name="llms"),
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
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
    path("companies/", companies.index, name="companies"),
    *_named("companies/<name:slug>/", companies.company, feeds.company, "company"),
    path("features/", features.index, name="feature_index"),
    path("features/<name:slug>/", led_on("feature", features.feature), name="feature"),
    path("popular/", popular.popular, name="popular"),
    path("archive/", archive.archive, name="archive"),
    *_paged("archive/<int:year>/", archive.year, "archive_year"),
    *_paged("archive/<int:year>/<int:month>/", archive.month, "archive_month"),
    *_paged("archive/<int:year>/<int:month>/<int:day>/", archive.day, "archive_day"),
    *_paged("corrections/", corrections.log, "corrections"),
    *_feeds("", feeds.site, "site"),
    re_path(
        r"^cards/(?P<name>[0-9a-f]{20}\.png)$",
        social_cards.site_card,
        name="site_card",
    ),
    re_path(
        r"^cards/(?P<number>[0-9]{1,15})/(?P<name>[0-9a-f]{20}\.(?:jpg|png))$",
        social_cards.card,
        name="social_card",
    ),
    re_path(r"^posts/(?P<number>[0-9]{1,15})/$", posts.by_number, name="post_number"),
    re_path(r"^(?P<path>.+/)index\.md$", index_md.index_md, name="index_md"),
    path("<path:path>/table-<int:number>.csv", tables.table, name="table"),
    re_path(r"^(?P<path>.+)$", posts.post, name="post"),
]
results = path("search/", search.results, name="search")
suggestions = path("search/suggest/", search.suggest, name="search_suggest")
urlpatterns = [
    path("healthz/", health.health, name="health"),
    path("reads/", popular.read, name="reads"),
    path("preview/<slug:token>/", shared_preview.page, name="shared_preview"),
    path("preview/<path:token>", shared_preview.page),
    *shared([results], words=choice.WORDS),
    *shared([suggestions], words=["q"]),
    *shared(machines),
    *shared(readers),
]
