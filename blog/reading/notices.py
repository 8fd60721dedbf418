"""What stands above a text beside corrections: who has paid, and how old it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from blog.models import AffiliateHost
from blog.reading.dates import changed_at
from blog.text import paid_links


@dataclass(frozen=True)
class Notice:
    """Of age alone it has `at`, the instant since when the text stands as it does."""

    label: str
    text: str = ""
    at: datetime | None = None


def mark_paid_links(
    editions, *, hosts: Callable[[], Iterable[str]] | None = None
) -> None:
    """Put a `rel` on the paid links of the editions' HTML; `has_paid_links` says more.

    Of a post with a sponsor that is every link to another site, else those to the
    `hosts` of the house's partners (asked for only when a text links anywhere).
    """
    own = urlsplit(settings.SITE_URL).hostname
    known = None

    def is_partner(host):
        nonlocal known
        if known is None:
            known = tuple(hosts() if hosts else AffiliateHost.objects.names())
        return paid_links.is_under(host, known)

    for edition in editions:
        is_paid = (lambda host: True) if edition.sponsor else is_partner
        edition.html, edition.has_paid_links = paid_links.mark(
            edition.html,
            lambda host, is_paid=is_paid: host != own and is_paid(host),
        )


def payment(edition) -> list[Notice]:
    """Of an edition whose paid links are marked."""
    label = pgettext("label", "PR")
    if edition.sponsor:
        said = _("%(sponsor)s has paid for this post.")
        return [Notice(label, said % {"sponsor": edition.sponsor})]
    if edition.has_paid_links:
        said = _("This post has links for which we are paid by advertisers.")
        return [Notice(label, said)]
    return []


def age(edition, *, at) -> list[Notice]:
    """From midnight (JST) of the day on which the category calls it old.

    Pages are kept for a day at most, so no kept page outlives the youth of its post.
    """
    limit = edition.category.old_after_months if edition.category else None
    if limit is None:
        return []
    since = changed_at(edition) or edition.published_at
    months = _months(timezone.localdate(since), timezone.localdate(at))
    if months < limit:
        return []
    return [Notice(_ago(months), at=since)]


def _ago(months):
    if months < 12:
        said = ngettext("%(count)s month ago", "%(count)s months ago", months)
        return said % {"count": months}
    years = months // 12
    return ngettext("%(count)s year ago", "%(count)s years ago", years) % {
        "count": years
    }


def _months(since: date, today: date) -> int:
    """Whole months: from the 31st of a month to the last day of the next is none."""
    months = (today.year - since.year) * 12 + today.month - since.month
    return months - (today.day < since.day)
