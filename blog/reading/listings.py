"""Lists of posts: all of them, by category, tag and author."""

from collections import Counter

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.models import Byline, Tag, Window
from blog.models.window import on_air
from blog.reading import meta, popular
from blog.reading.memory import categories, remembered
from blog.reading.paging import listing


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
            "popular": popular.ranking(request, hours=popular.WEEK, category=found),
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
    shown = unless_empty(listing(request, windows, address=address, number=number))
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
    shown = unless_empty(listing(request, windows, address=address, number=number))
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
    shown = remembered(
        request, "tags", lambda: in_use(Tag, "edition_links__edition", request)
    )
    context = {"tags": shown, "meta": meta.of_index(reverse("tags"), _("Tags"))}
    return render(request, "blog/tags.html", context)


@require_safe
def authors(request):
    shown = remembered(
        request, "authors", lambda: in_use(Byline, "edition_links__edition", request)
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


def in_use(model, editions, request):
    """Rows that some listed live edition was printed with, and by how many posts."""
    windows = f"{editions}__windows__"
    return list(
        model.objects.filter(
            on_air(request.at, via=windows), **{f"{windows}listed": True}
        )
        .annotate(total=Count(f"{editions}__windows", distinct=True))
        .order_by("-total", "name")
    )


def unless_empty(shown):
    """Names that only hidden posts use do not show (SEC-03)."""
    if not shown.total:
        raise Http404
    return shown
