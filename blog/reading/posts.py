"""A post or a page at its address; what stands at every other path."""

from functools import partial
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from blog.models import Address, CreditRole, Edition, Kind, Redirect, Window
from blog.reading import (
    corrections,
    features,
    languages,
    memory,
    meta,
    notices,
    pictures,
    post_links,
    tables,
)
from blog.reading.addresses import absolute, href
from blog.reading.disclosure import disclosure_of
from blog.reading.related import around, with_neighbours
from blog.text.japanese import nfc

LEAST_HEADINGS = 3


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


def tidy_path(path: str) -> str:
    """NFC, with a slash at the end: as addresses are kept."""
    tidy = nfc(path)
    return tidy if tidy.endswith("/") else f"{tidy}/"


def template_of(edition) -> str:
    return "blog/page.html" if edition.kind == Kind.PAGE else "blog/post.html"


def shown(edition, *, at=None, paid_hosts=None) -> dict:
    """What the template needs to print an edition, wherever it is printed.

    `paid_hosts` gives those of the house's partners, without asking the database.
    """
    at = at or timezone.now()
    post_links.resolve([edition], at=at)
    notices.mark_paid_links([edition], hosts=paid_hosts)
    pictures.resolve([edition])
    corrections.attach([edition], at=at)
    chrome = languages.chrome_of(edition)
    with translation.override(chrome):
        said = [*notices.payment(edition), *notices.age(edition, at=at)]
    return {
        "edition": edition,
        "category": edition.category,
        "chrome": chrome,
        "credits": credits(edition),
        "contents": contents(edition.headings),
        "notices": said,
        "disclosure": disclosure_of(edition),
    }


def _around(edition, request):
    """What only a post on air has: its address, and what stands beside and after it."""
    address = absolute(href(edition.path))
    with translation.override(languages.chrome_of(edition)):
        said = {
            "share": share(edition.title, address),
            "citation": citation(edition, address),
        }
    furnished = {
        "features": features.of_post(edition.post_id),
        "call": memory.call_to_action(request, edition.category),
    }
    near = around(edition, at=request.at)
    return {"address": address} | said | furnished | near


def credits(edition) -> list[tuple[str, list[dict]]]:
    """The bylines under what they did: 文, 写真, 監修."""
    by_role = [
        (role.label, [each for each in edition.bylines if each["role"] == role])
        for role in CreditRole
    ]
    return [(label, bylines) for label, bylines in by_role if bylines]


def contents(headings) -> list[tuple[dict, list[dict]]]:
    """Headings of the second level, each with those of the third; [] for too few."""
    shown = [each for each in headings if each["level"] in (2, 3)]
    if len(shown) < LEAST_HEADINGS:
        return []
    nested = []
    for heading in shown:
        if heading["level"] == 2 or not nested:
            nested.append((heading, []))
        else:
            nested[-1][1].append(heading)
    return nested


def share(title: str, address: str) -> list[tuple[str, str]]:
    """Plain links: nothing is asked of these sites before a reader follows one."""
    text, url = quote(title, safe=""), quote(address, safe="")
    return [
        (_("Share on X"), f"https://x.com/intent/post?text={text}&url={url}"),
        (
            pgettext("share", "Hatena Bookmark"),
            f"https://b.hatena.ne.jp/entry/panel/?url={url}",
        ),
        (
            _("Send with LINE"),
            f"https://social-plugins.line.me/lineit/share?url={url}",
        ),
        (
            _("Share on Facebook"),
            f"https://www.facebook.com/sharer/sharer.php?u={url}",
        ),
    ]


def citation(edition, address: str) -> str:
    """The post as it is named in a list of sources: writers, title, site, day, URL."""
    names = [each["name"] for each in edition.bylines if each["role"] == "text"]
    day = timezone.localdate(edition.published_at)
    return _("%(writers)s, “%(title)s”, %(site)s, %(date)s, %(address)s") % {
        "writers": pgettext("between names", ", ").join(names) or settings.SITE_NAME,
        "title": edition.title,
        "site": settings.SITE_NAME,
        "date": date_format(day, pgettext("date format", "F j, Y")),
        "address": address,
    }


def elsewhere(request, path, *, file=""):
    """What `path` answers when nothing is on air there; `file` is of the post's own."""
    tidy = tidy_path(path)
    if path != tidy and resolve(tidy).func is not post:
        return moved(href(tidy))
    if address := Address.objects.filter(path=tidy).first():
        return _left(request, address, file)
    redirect = Redirect.objects.filter(path__in=[nfc(path), tidy]).first()
    if redirect is None:
        raise Http404
    return moved(redirect.target) if redirect.target else _gone(request)


def _left(request, address, file):
    """What a post's own address answers when the post is not (or no longer) there.

    An address that is only reserved answers like one that never existed (SEC-02).
    """
    windows = Window.objects.standing().filter(post=address.post_id)
    if not windows.filter(address=address, starts_at__lte=request.at).exists():
        raise Http404
    now = windows.at_instant(request.at).select_related("address").get()
    if now.edition_id:
        return moved(href(now.address.path) + file)
    return moved(now.redirect_to) if now.redirect_to else _gone(request)


def moved(address):
    """One hop, within the site (SEC-27)."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        raise Http404
    return HttpResponsePermanentRedirect(address)


def _gone(request):
    return render(request, "410.html", status=410)
