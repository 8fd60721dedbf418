"""Who is knocking: the address and the name under which wrong passwords are counted."""

import ipaddress
import unicodedata

from django.conf import settings
from django.contrib import admin
from django.shortcuts import render


def client_address(request) -> str:
    """The nearest address that is not one of our proxies.

    X-Forwarded-For is read from the right, and only as far as trusted proxies wrote it:
    what stands further left was sent by the client and may be anything.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while hops and _is_trusted_proxy(address):
        hop = hops.pop().strip()
        if not _parse(hop):
            break
        address = hop
    return address


def account_name(request, credentials) -> str:
    """NFKC and case-folded, so that ａｏｉ, Aoi and aoi share one count."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return unicodedata.normalize("NFKC", name).casefold()


def locked(request, original_response, credentials):
    context = admin.site.each_context(request)
    return render(request, "admin/locked.html", context, status=429)


def _is_trusted_proxy(address: str) -> bool:
    parsed = _parse(address)
    return bool(parsed) and any(parsed in net for net in settings.TRUSTED_PROXIES)


def _parse(address: str):
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None
