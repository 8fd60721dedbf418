"""Who has a post open: advice, not a lock. What protects a text is its version."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q
from django.utils import timezone

from blog.models import Post, Presence
from blog.publishing import permissions

PING_SECONDS = 15
GONE = timedelta(seconds=60)
FORGOTTEN = timedelta(days=1)
# A tab left open overnight holds nobody up.
IDLE = timedelta(minutes=30)


@dataclass(frozen=True)
class Other:
    """Somebody else with the post open, since when, and when they last typed."""

    user: object
    opened_at: datetime
    typed_at: datetime | None


def ping(post: Post, *, by, tab: str, typed: bool = False, now=None) -> None:
    """Note that the tab is open, and with `typed` that somebody writes in it.

    The form comes back from a save in a new tab: it has been open since the first one.
    """
    now = now or timezone.now()
    permissions.check(by, "edit", post, at=now)
    Presence.objects.filter(post=post, seen_at__lte=now - FORGOTTEN).delete()
    mine = Presence.objects.filter(post=post, user=by, seen_at__gt=now - GONE)
    opened_at = mine.aggregate(first=Min("opened_at"))["first"] or now
    seen = {"seen_at": now} | ({"typed_at": now} if typed else {})
    Presence.objects.update_or_create(
        post=post,
        user=by,
        tab=tab,
        defaults=seen,
        create_defaults=seen | {"opened_at": opened_at},
    )


def others(post: Post, user, *, now=None) -> list[Other]:
    """Who else has `post` open at `now`, who came first first; idle ones left out."""
    now = now or timezone.now()
    fresh = Q(typed_at__gt=now - IDLE) | Q(typed_at=None, opened_at__gt=now - IDLE)
    rows = Presence.objects.filter(fresh, post=post, seen_at__gt=now - GONE)
    rows = rows.exclude(user=user).select_related("user")
    found = {}
    for row in rows.order_by("opened_at", "pk"):
        first = found.get(row.user_id)
        typed = max(
            filter(None, (first and first.typed_at, row.typed_at)), default=None
        )
        opened = first.opened_at if first else row.opened_at
        found[row.user_id] = Other(row.user, opened, typed)
    return list(found.values())
