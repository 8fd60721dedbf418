"""Every public address on one page. The last pattern takes what the others leave."""

from django.urls import path, re_path, register_converter

from blog.reading import archive, front, listings, posts
from blog.reading.converters import NormalSlug

register_converter(NormalSlug, "name")


def _paged(route, view, name):
    """A list at `route`, and its pages under `page/{n}/`."""
    return [
        path(route, view, name=name),
        path(f"{route}page/1/", listings.first_page, name=f"{name}_first"),
        path(f"{route}page/<int:number>/", view, name=f"{name}_page"),
    ]


urlpatterns = [
    path("", front.front, name="front"),
    path("page/<int:number>/", listings.posts, name="posts"),
    *_paged("category/<name:slug>/", listings.category, "category"),
    path("tags/", listings.tags, name="tags"),
    *_paged("tags/<name:slug>/", listings.tag, "tag"),
    path("authors/", listings.authors, name="authors"),
    *_paged("authors/<name:slug>/", listings.author, "author"),
    path("archive/", archive.archive, name="archive"),
    *_paged("archive/<int:year>/", archive.year, "archive_year"),
    *_paged("archive/<int:year>/<int:month>/", archive.month, "archive_month"),
    re_path(r"^(?P<path>.+)$", posts.post, name="post"),
]
