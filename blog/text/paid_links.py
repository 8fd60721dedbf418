"""Links that somebody pays for, marked as such in the text's HTML."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlsplit

REL = "sponsored nofollow"

# The sanitizer writes every tag in this one form and lets no text have a `rel`.
_LINK = re.compile(r'<a\b(?P<before>[^>]*?) href="(?P<address>[^"]*)"(?P<after>[^>]*)>')


def mark(html: str, is_paid: Callable[[str], bool]) -> tuple[str, bool]:
    """`html` (sanitised) with a `rel` on paid links, and whether there are any.

    `is_paid` is asked of each host that is linked to, in lower case.
    """
    marked = False

    def put_in(link):
        nonlocal marked
        host = host_of(unescape(link["address"]))
        if not host or not is_paid(host):
            return link[0]
        marked = True
        return '<a{} href="{}" rel="{}"{}>'.format(
            link["before"], link["address"], REL, link["after"]
        )

    return _LINK.sub(put_in, html), marked


def host_of(address: str) -> str:
    """In lower case; "" for an address of this site, or for none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # half an IPv6 address
        return ""


def is_under(host: str, domains) -> bool:
    """Whether `host` is one of the domains or lies below one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
