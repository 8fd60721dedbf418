"""Who has a post open: advice, not a lock. What protects a text is its version."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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


def ping(post: Post, *, by, tab: str, typed: bool = False, now=None) -> list[Other]:
    """Note that the tab is open, and with `typed` that somebody writes in it.

    The form comes back from a save in a new tab: it has been open since the first one.
    Returns who else has the post open.
    """
    now = now or timezone.now()
    permissions.check(by, "edit", post, at=now)
    rows = _rows(post)
    if any(row.seen_at <= now - FORGOTTEN for row in rows):
        Presence.objects.filter(post=post, seen_at__lte=now - FORGOTTEN).delete()
    mine = [row for row in rows if row.user_id == by.pk and row.seen_at > now - GONE]
    opened_at = min((row.opened_at for row in mine), default=now)
    this_tab = Presence(
        post=post,
        user=by,
        tab=tab,
        opened_at=opened_at,
        seen_at=now,
        typed_at=now if typed else None,
    )
    Presence.objects.bulk_create(
        [this_tab],
        update_conflicts=True,
        unique_fields=["post", "user", "tab"],
        update_fields=["seen_at", *(["typed_at"] if typed else [])],
    )
    return _others(rows, by, now)


def others(post: Post, user, *, now=None) -> list[Other]:
    """Who else has `post` open at `now`, who came first first; idle ones left out."""
    return _others(_rows(post), user, now or timezone.now())


def _rows(post):
    rows = Presence.objects.filter(post=post).select_related("user")
    return list(rows.order_by("opened_at", "pk"))


def _others(rows, user, now):
    found = {}
    for row in rows:
        if row.user_id == user.pk or row.seen_at <= now - GONE or _is_idle(row, now):
            continue
        first = found.get(row.user_id)
        typed = max(
            filter(None, (first and first.typed_at, row.typed_at)), default=None
        )
        opened = first.opened_at if first else row.opened_at
        found[row.user_id] = Other(row.user, opened, typed)
    return list(found.values())


def _is_idle(row, now):
    return (row.typed_at or row.opened_at) <= now - IDLE
