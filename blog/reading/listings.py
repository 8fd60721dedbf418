"""Lists of posts, newest first, twenty a page: all, by category, tag, author."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.models import Byline, Edition, Tag, Window
from blog.models.window import on_air
from blog.reading import meta
from blog.reading.memory import categories, remembered

PER_PAGE = 20


@dataclass(frozen=True)
class Page:
    number: int
    address: str


@dataclass(frozen=True)
class Month:
    """A month on this page; `total` counts its posts in the whole list."""

    first: date
    total: int
    editions: list


@dataclass(frozen=True)
class Listing:
    """Page `number` of the list at `address`; `tally` counts its posts by month."""

    address: str
    number: int
    tally: dict[date, int]
    editions: list = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.tally.values())

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def since(self) -> date | None:
        return min(self.tally, default=None)

    @property
    def months(self) -> list[Month]:
        by_month = groupby(self.editions, key=lambda each: month_of(each.published_at))
        return [
            Month(first, self.tally.get(first, 0), list(editions))
            for first, editions in by_month
        ]

    @property
    def pages(self) -> list[Page | None]:
        """The first, the last and those near this one; None for a gap."""
        near = range(self.number - 2, self.number + 3)
        shown = sorted({1, self.last, *near} & set(range(1, self.last + 1)))
        pages = []
        for number in shown:
            if pages and number > pages[-1].number + 1:
                pages.append(None)
            pages.append(Page(number, self.page_address(number)))
        return pages

    def page_address(self, number: int) -> str:
        # The front page is no list: the list behind it begins at /page/1/.
        is_plain = number == 1 and self.address != "/"
        return self.address if is_plain else f"{self.address}page/{number}/"

    @property
    def here(self) -> str:
        return self.page_address(self.number)

    @property
    def previous_address(self) -> str:
        return self.page_address(self.number - 1) if self.number > 1 else ""

    @property
    def next_address(self) -> str:
        return self.page_address(self.number + 1) if self.number < self.last else ""

    @property
    def next_size(self) -> int:
        return min(PER_PAGE, self.total - self.number * PER_PAGE)


def listing(request, windows, *, address: str, number: int) -> Listing:
    """A page of `windows`; Http404 beyond the last one.

    Window ids are picked from one index first and their editions fetched after: page
    1,000 then takes as long as page 1.
    """
    tally = remembered(request, f"tally:{address}", lambda: tally_of(windows))
    empty = Listing(address, number, tally)
    if not 1 <= number <= empty.last:
        raise Http404
    start = (number - 1) * PER_PAGE
    return Listing(address, number, tally, newest(windows, start, PER_PAGE))


def newest(windows, start: int, size: int) -> list[Edition]:
    """Their editions without the long columns, newest first."""
    ids = list(
        windows.newest_first().values_list("pk", flat=True)[start : start + size]
    )
    return list(Edition.objects.of_windows(ids).for_lists().newest_first())


def tally_of(windows) -> dict[date, int]:
    """How many posts were first published in each month (JST), newest first."""
    rows = (
        windows.order_by()
        .annotate(month=TruncMonth("sort_at"))
        .values_list("month")
        .annotate(Count("pk", distinct=True))
        .order_by("-month")
    )
    return {timezone.localdate(month): total for month, total in rows}


def month_of(moment) -> date:
    return timezone.localdate(moment).replace(day=1)


def live_windows(request):
    return Window.objects.live(request.at).listed()


@require_safe
def posts(request, number):
    """Everything, behind the front page; its first page stands at /page/1/."""
    shown = listing(request, live_windows(request), address="/", number=number)
    return render(
        request,
        "blog/posts_page.html",
        {
            "listing": shown,
            "meta": meta.of_list(shown, title=_("Newest")),
            "facets": facets(shown.editions),
        },
    )


@require_safe
def category(request, slug, number=1):
    """A category is a public section: it answers even while it is empty."""
    found = next((each for each in categories(request) if each.slug == slug), None)
    if found is None:
        raise Http404
    windows = live_windows(request).in_category(found)
    address = found.get_absolute_url()
    shown = listing(request, windows, address=address, number=number)
    return render(
        request,
        "blog/category.html",
        {
            "category": found,
            "category_current": "page",
            "listing": shown,
            "feed": f"{address}feed.xml",
            "facets": facets(shown.editions),
            "meta": meta.of_list(
                shown, title=found.name, description=found.description, own_feeds=True
            ),
        },
    )


@require_safe
def tag(request, slug, number=1):
    found = get_object_or_404(Tag, slug=slug)
    windows = live_windows(request).tagged(found)
    address = found.get_absolute_url()
    shown = _unless_empty(listing(request, windows, address=address, number=number))
    return render(
        request,
        "blog/tag.html",
        {
            "tag": found,
            "listing": shown,
            "feed": f"{address}feed.xml",
            "facets": facets(shown.editions, without_tag=slug),
            "meta": meta.of_list(
                shown,
                title=found.name,
                trail=[(_("Tags"), reverse("tags"))],
                own_feeds=True,
            ),
        },
    )


@require_safe
def author(request, slug, number=1):
    found = get_object_or_404(Byline, slug=slug)
    windows = live_windows(request).by(found)
    address = found.get_absolute_url()
    shown = _unless_empty(listing(request, windows, address=address, number=number))
    return render(
        request,
        "blog/author.html",
        {
            "author": found,
            "listing": shown,
            "feed": f"{address}feed.xml",
            "facets": facets(shown.editions, without_author=slug),
            "meta": meta.of_list(
                shown,
                title=found.name,
                description=found.bio,
                trail=[(_("Authors"), reverse("authors"))],
                own_feeds=True,
            ),
        },
    )


@require_safe
def tags(request):
    shown = remembered(request, "tags", lambda: _in_use(Tag, "edition_links", request))
    context = {"tags": shown, "meta": meta.of_index(reverse("tags"), _("Tags"))}
    return render(request, "blog/tags.html", context)


@require_safe
def authors(request):
    shown = remembered(
        request, "authors", lambda: _in_use(Byline, "edition_links", request)
    )
    context = {
        "authors": shown,
        "meta": meta.of_index(reverse("authors"), _("Authors")),
    }
    return render(request, "blog/authors.html", context)


def first_page(request, **kwargs):
    """`page/1/` is the list itself, at its plain address."""
    name = request.resolver_match.url_name.removesuffix("_first")
    return redirect(name, permanent=True, **kwargs)


def facets(editions, *, without_tag="", without_author=""):
    """The tags and authors of the posts on a page, most frequent first."""
    tags = Counter(
        (each["slug"], each["name"])
        for edition in editions
        for each in edition.tag_list
    )
    authors = Counter(
        (each["slug"], each["name"]) for edition in editions for each in edition.bylines
    )
    return [
        facet
        for facet in (
            _facet(_("Tags"), "tag", tags, without_tag),
            _facet(_("Authors"), "author", authors, without_author),
        )
        if facet["links"]
    ]


def _facet(title, view, counter, without):
    links = [
        {"address": reverse(view, args=[slug]), "text": name, "count": count}
        for (slug, name), count in counter.most_common()
        if slug != without
    ]
    return {"title": title, "note": _("on this page"), "links": links[:10]}


def _in_use(model, links, request):
    """Rows that some listed live edition was printed with, and by how many posts."""
    windows = f"{links}__edition__windows__"
    return list(
        model.objects.filter(
            on_air(request.at, via=windows), **{f"{windows}listed": True}
        )
        .annotate(total=Count(f"{links}__edition__windows", distinct=True))
        .order_by("-total", "name")
    )


def _unless_empty(shown):
    """Names that only hidden posts use do not show (SEC-03)."""
    if not shown.total:
        raise Http404
    return shown
