"""A post or a page at its address."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from blog.models import Edition, Kind, Window
from blog.reading import features, languages, memory, meta, share, tables
from blog.reading.addresses import absolute, href
from blog.reading.elsewhere import elsewhere, moved, tidy_path
from blog.reading.printed import shown, template_of
from blog.reading.related import around, with_neighbours


@require_safe
def post(request, path):
    """Every path that no other view answers."""
    if "\0" in path:  # which PostgreSQL refuses to look for
        raise Http404
    path = f"/{path}"
    tidy = tidy_path(path)
    live = Edition.objects.live(request.at).defer("body", "text")
    live = languages.with_translated(live, request.at)
    edition = with_neighbours(live, request.at).filter(path=tidy).first()
    if edition is None:
        return elsewhere(request, path)
    if path != tidy:
        return moved(href(tidy))
    tables.link(edition)
    hosts = partial(memory.affiliate_hosts, request)
    context = shown(edition, at=request.at, paid_hosts=hosts)
    versions = languages.versions(edition, at=request.at)
    context |= {
        "meta": meta.of_edition(edition, versions),
        "versions": versions,
        "editor_bar": reverse("admin:blog_post_bar", args=[edition.post_id]),
    }
    if edition.kind == Kind.POST:
        context |= _around(edition, request)
    return render(request, template_of(edition), context)


@require_safe
def by_number(request, number):
    """The address of a post that never changes: to where it is on air, or nowhere."""
    windows = Window.objects.live(request.at).filter(post=number)
    path = windows.values_list("address__path", flat=True).first()
    if path is None:
        raise Http404
    return moved(href(path))


def _around(edition, request):
    """What only a post on air has: its address, and what stands beside and after it."""
    address = absolute(href(edition.path))
    with translation.override(languages.chrome_of(edition)):
        said = {
            "share": share.links(edition.title, address),
            "citation": share.citation(edition, address),
        }
    furnished = {
        "features": features.of_post(request, edition.post_id),
        "call": memory.call_to_action(request, edition.category),
    }
    near = around(edition, request)
    return {"address": address} | said | furnished | near
