"""What a path answers when no post is on air there."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import resolve
from django.utils.http import url_has_allowed_host_and_scheme

from blog.models import Address, Redirect, Window
from blog.reading.addresses import href
from blog.text.japanese import nfc


def tidy_path(path: str) -> str:
    """NFC, with a slash at the end: as addresses are kept."""
    tidy = nfc(path)
    return tidy if tidy.endswith("/") else f"{tidy}/"


def elsewhere(request, path, *, file=""):
    """What `path` answers when nothing is on air there; `file` is of the post's own."""
    tidy = tidy_path(path)
    if path != tidy and resolve(tidy).url_name != "post":
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
