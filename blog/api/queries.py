"""Which of the live posts, categories, tags and authors a query asks for."""

from django.db.models import Q

from blog.models import Byline, Category, Tag, Window
from blog.reading.listings import in_use
from blog.reading.memory import remembered
from blog.reading.tally import totals
from blog.search import search
from blog.search.index import among


def posts(query: dict, *, at):
    """The windows of the listed posts on air at `at` that answer to `query`.

    A name that only hidden posts use finds nothing, like one that nobody uses (SEC-03).
    """
    windows = Window.objects.live(at).listed()
    if slug := query["category"]:
        windows = windows.filter(category__slug=slug)
    if slug := query["tag"]:
        windows = windows.filter(edition__tag_links__tag__slug=slug)
    if slug := query["author"]:
        windows = windows.filter(edition__byline_links__byline__slug=slug).distinct()
    if since := query["since"]:
        windows = windows.filter(
            Q(sort_at__gte=since)
            | Q(updated_at__gte=since)
            | Q(edition__revised_at__gte=since)
        )
    if words := query["search"]:
        windows = windows.filter(edition__in=among(search(words, at=at)))
    return windows


def categories(request) -> list[Category]:
    """All of them: a category is a public section even while it is empty."""
    return remembered(request, "api:categories", lambda: _categories(request.at))


def _categories(at):
    by_category = totals(Window.objects.live(at).listed())
    found = list(Category.objects.all())
    for category in found:
        category.total = by_category.get(category.pk, 0)
    return found


def tags(request) -> list[Tag]:
    return remembered(
        request, "tags", lambda: in_use(Tag, "edition_links__edition", request)
    )


def authors(request) -> list[Byline]:
    return remembered(
        request, "authors", lambda: in_use(Byline, "edition_links__edition", request)
    )
