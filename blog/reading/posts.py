"""A post or a page at its address; what stands at every other path."""

from urllib.parse import quote

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from blog.models import Address, CreditRole, Edition, Kind, Redirect, Window
from blog.reading import features, meta, post_links
from blog.reading.memory import call_to_action
from blog.reading.related import around, with_neighbours
from blog.text.japanese import nfc

LEAST_HEADINGS = 3


@require_safe
def post(request, path):
    """Every path that no other view answers."""
    if "\0" in path:  # which PostgreSQL refuses to look for
        raise Http404
    path = f"/{path}"
    tidy = _tidy(path)
    live = Edition.objects.live(request.at).defer("body", "text")
    edition = with_neighbours(live, request.at).filter(path=tidy).first()
    if edition is None:
        return _elsewhere(request, path, tidy)
    if path != tidy:
        return _moved(meta.href(tidy))
    context = shown(edition, at=request.at) | {"meta": meta.of_edition(edition)}
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
    return _moved(meta.href(path))


def _tidy(path):
    """NFC, with a slash at the end: as addresses are kept."""
    tidy = nfc(path)
    return tidy if tidy.endswith("/") else f"{tidy}/"


def template_of(edition) -> str:
    return "blog/page.html" if edition.kind == Kind.PAGE else "blog/post.html"


def shown(edition, *, at=None) -> dict:
    """What the template needs to print an edition, wherever it is printed."""
    post_links.resolve([edition], at=at or timezone.now())
    return {
        "edition": edition,
        "category": edition.category,
        "credits": credits(edition),
        "contents": contents(edition.headings),
    }


def _around(edition, request):
    """What only a post on air has: its address, and what stands beside and after it."""
    address = meta.absolute(meta.href(edition.path))
    return {
        "address": address,
        "share": share(edition.title, address),
        "features": features.of_post(edition.post_id),
        "call": call_to_action(request, edition.category),
    } | around(edition, at=request.at)


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


def _elsewhere(request, path, tidy):
    if path != tidy and resolve(tidy).func is not post:
        return _moved(meta.href(tidy))
    if address := Address.objects.filter(path=tidy).first():
        return _left(request, address)
    redirect = Redirect.objects.filter(path__in=[nfc(path), tidy]).first()
    if redirect is None:
        raise Http404
    return _moved(redirect.target) if redirect.target else _gone(request)


def _left(request, address):
    """What a post's own address answers when the post is not (or no longer) there.

    An address that is only reserved answers like one that never existed (SEC-02).
    """
    windows = Window.objects.standing().filter(post=address.post_id)
    if not windows.filter(address=address, starts_at__lte=request.at).exists():
        raise Http404
    now = windows.at_instant(request.at).select_related("address").get()
    if now.edition_id:
        return _moved(meta.href(now.address.path))
    return _moved(now.redirect_to) if now.redirect_to else _gone(request)


def _moved(address):
    """One hop, within the site (SEC-27)."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        raise Http404
    return HttpResponsePermanentRedirect(address)


def _gone(request):
    return render(request, "410.html", status=410)
