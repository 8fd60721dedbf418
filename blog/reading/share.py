"""How a post is passed on: plain links, and its name in a list of sources."""

from urllib.parse import quote

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def links(title: str, address: str) -> list[tuple[str, str]]:
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
