"""Search results as a page, suggestions as JSON, and the search's own description."""

from dataclasses import dataclass, field
from html import escape

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.models import Edition
from blog.reading.addresses import absolute, href
from blog.reading.memory import categories
from blog.reading.meta import Meta
from blog.reading.paging import PER_PAGE, Listing
from blog.reading.search.choice import MOST_PAGES, NEWEST, Choice
from blog.reading.search.narrowing import Narrowed, narrow
from blog.reading.xml_writer import XmlWriter
from blog.search import Found, find, misses
from blog.text.search import snippets
from blog.text.search.query import LONGEST_QUERY

SUGGESTED = 8


@dataclass(frozen=True)
class Results(Listing):
    """A page of hits; no more than MOST_PAGES can be turned over."""

    choice: Choice = field(default_factory=Choice)
    found: int = 0

    @property
    def total(self) -> int:
        return self.found

    @property
    def last(self) -> int:
        return min(super().last, MOST_PAGES)

    @property
    def is_longer(self) -> bool:
        return self.found > MOST_PAGES * PER_PAGE

    def page_address(self, number: int) -> str:
        return self.choice.with_(page=number).address


@require_safe
def results(request):
    choice = Choice.of(request.GET)
    if request.GET.get("page") == "1":
        return redirect(choice.address, permanent=True)
    found = find(choice.q, at=request.at)
    narrowed = narrow(found.hits, choice, categories(request))
    shown = _page(found, narrowed, choice)
    if found.query.words and not found.hits and request.as_of is None:
        misses.note(choice.q, at=request.at)
    return render(request, "blog/search.html", _context(choice, found, narrowed, shown))


def _page(found, narrowed, choice) -> Results:
    hits = narrowed.hits
    if choice.order == NEWEST:
        hits = sorted(hits, key=lambda hit: hit.published_at, reverse=True)
    empty = Results(reverse("search"), choice.page, {}, [], choice, len(hits))
    if choice.page > empty.last:
        raise Http404
    start = (choice.page - 1) * PER_PAGE
    on_page = [hit.window for hit in hits[start : start + PER_PAGE]]
    return Results(
        reverse("search"),
        choice.page,
        {},
        _shown(on_page, found),
        choice,
        len(hits),
    )


def _shown(windows, found: Found) -> list[dict]:
    """What a page says of its hits, marked, in their order."""
    editions = Edition.objects.of_windows(windows).defer("body", "html", "headings")
    by_path = {each.window: each for each in editions}
    words = snippets.pattern(found.words)
    return [_hit(by_path[pk], words, found) for pk in windows]


def _hit(edition, words, found):
    return {
        "edition": edition,
        # Both are escaped there.
        "title": mark_safe(snippets.marked_title(edition.title_html, words)),  # noqa: S308
        "text": mark_safe(_text(edition, words, found)),  # noqa: S308
    }


def _text(edition, words, found):
    """The excerpt if it has all that was asked for, else the places that have it."""
    wanted = len(found.query.words)
    if snippets.variety(edition.excerpt, words) >= wanted:
        return snippets.marked(edition.excerpt, words)
    places = snippets.snippet(edition.text, words, wanted=wanted)
    return places or escape(edition.excerpt)


def _context(choice, found, narrowed: Narrowed, shown: Results):
    return {
        "choice": choice,
        "search_text": choice.q,
        "is_asked": bool(found.query.words),
        "is_loose": found.is_loose,
        "is_cut": found.query.is_cut,
        "listing": shown,
        "chosen": narrowed.chosen,
        "facets": narrowed.facets,
        "by_relevance": choice.with_(order="").address,
        "by_date": choice.with_(order=NEWEST).address,
        "without_choices": Choice(q=choice.q).address,
        "meta": Meta(
            canonical=absolute(choice.address),
            title=_title(choice, found),
            previous=_absolute(shown.previous_address),
            next=_absolute(shown.next_address),
            noindex=True,
        ),
    }


def _title(choice, found):
    if not found.query.words:
        return _("Search")
    return _("Search results for “%(words)s”") % {"words": choice.q[:LONGEST_QUERY]}


def _absolute(address):
    return absolute(address) if address else ""


@require_safe
def suggest(request):
    """At most eight titles for what is being typed, best first."""
    text = request.GET.get("q", "").strip()
    hits = find(text, at=request.at).hits
    windows = [hit.window for hit in hits[:SUGGESTED]]
    editions = Edition.objects.of_windows(windows).for_lists()
    by_window = {each.window: each for each in editions}
    response = JsonResponse(
        {
            "query": text[:LONGEST_QUERY],
            "total": len(hits),
            "hits": [_suggestion(by_window[pk]) for pk in windows],
        },
        json_dumps_params={"ensure_ascii": False},
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _suggestion(edition):
    return {
        "title": edition.title,
        "address": href(edition.path),
        "category": edition.category.name if edition.category else "",
    }


@require_safe
def description(request):
    """How a browser asks this search (OpenSearch 1.1)."""
    xml = XmlWriter()
    with xml.inside(
        "OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/"
    ):
        xml.element("ShortName", settings.SITE_NAME[:16])
        xml.element("Description", settings.SITE_TAGLINE[:1024])
        xml.element("InputEncoding", "UTF-8")
        xml.element("Language", settings.LANGUAGE_CODE)
        xml.element(
            "Url",
            type="text/html",
            template=absolute(reverse("search")) + "?q={searchTerms}",
        )
    return HttpResponse(
        xml.to_bytes(), content_type="application/opensearchdescription+xml"
    )
