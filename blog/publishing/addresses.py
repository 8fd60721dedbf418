"""Which public path an edition has, and keeping it for its post."""

import re

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Address, Redirect, Window
from blog.publishing.errors import AddressTaken
from blog.text.japanese import nfc

# First segments that the site itself answers.
RESERVED = frozenset(
    [
        ".well-known",
        "admin",
        "api",
        "archive",
        "authors",
        "category",
        "companies",
        "corrections",
        "features",
        "feed.atom",
        "feed.json",
        "feed.xml",
        "healthz",
        "llms.txt",
        "media",
        "opensearch.xml",
        "page",
        "popular",
        "preview",
        "reads",
        "robots.txt",
        "search",
        "series",
        "sitemap-news.xml",
        "sitemap.xml",
        "static",
        "tags",
    ]
)

_BY_NUMBER = re.compile(r"/posts/[0-9]+/")


def path_of(edition, *, first_at) -> str:
    """The edition's canonical path when its post is first public at `first_at`."""
    if edition.path_given:
        return nfc(edition.path_given)
    day = timezone.localtime(first_at)
    return settings.PERMALINK.format(
        year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}", slug=nfc(edition.slug)
    )


def reserve(post, path: str) -> Address:
    """The post's address at `path`, taken now; AddressTaken when it is another's."""
    address = Address.objects.filter(path=path).first()
    if address is None:
        _check_free(path)
        address = Address.objects.create(path=path, post=post)
    if address.post_id != post.pk:
        raise AddressTaken(
            _("The address %(path)s belongs to 「%(title)s」. Choose another slug.")
            % {"path": path, "title": address.post.title}
        )
    return address


def release(addresses) -> None:
    """Give back addresses that no standing window uses and that were never public."""
    used = Window.objects.standing().filter(address__in=addresses)
    Address.objects.filter(pk__in=addresses).exclude(
        pk__in=used.values("address")
    ).delete()


def _check_free(path):
    first = path.strip("/").split("/")[0]
    if not first or first in RESERVED or _BY_NUMBER.fullmatch(path):
        raise AddressTaken(
            _("The address %(path)s is the site's own. Choose another.")
            % {"path": path}
        )
    if Redirect.objects.filter(path=path).exists():
        raise AddressTaken(
            _("A redirect stands at %(path)s. Choose another slug, or remove it.")
            % {"path": path}
        )
