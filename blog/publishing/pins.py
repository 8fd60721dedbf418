"""Composing the front page: which post holds which slot, from when until when."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import FOREVER, Boundary, Pin, Post, Slot
from blog.publishing import audit, permissions
from blog.publishing.errors import WrongState


@transaction.atomic
def pin(
    post: Post,
    slot: Slot,
    *,
    by,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    now=None,
) -> Pin:
    """Let `post` hold `slot` from `starts_at` (None: now) until `ends_at` (None: open).

    Whoever held the slot then makes room, and does not come back. Readers see the post
    while it is on air; before and after, the newest stands there.
    """
    now = (now or timezone.now()).replace(microsecond=0)
    permissions.check(by, "pin", post, at=now)
    start, end = _whole(starts_at) or now, _whole(ends_at) or FOREVER
    _check_span(start, end, now=now)
    _make_room(slot, start, end)
    pinned = Pin.objects.create(
        slot=slot, post=post, starts_at=start, ends_at=end, pinned_by=by
    )
    _mark(start, end)
    audit.record(post, "pinned", by=by, at=now, **_told(pinned))
    return pinned


@transaction.atomic
def unpin(pinned: Pin, *, by, now=None) -> None:
    """Free the slot now; what has not begun is taken back."""
    now = (now or timezone.now()).replace(microsecond=0)
    permissions.check(by, "unpin", pinned.post, at=now)
    if pinned.ends_at <= now:
        raise WrongState(_("This pin is over already."))
    audit.record(pinned.post, "unpinned", by=by, at=now, **_told(pinned))
    _end(pinned, now)


def _whole(moment):
    return moment and moment.replace(microsecond=0)


def _check_span(start, end, *, now):
    if start < now:
        raise WrongState(_("That time has passed. Leave it empty to pin now."))
    if end <= start:
        raise WrongState(_("It ends before it begins."))


def _make_room(slot, start, end):
    for other in Pin.objects.filter(slot=slot, starts_at__lt=end, ends_at__gt=start):
        _end(other, start)


def _end(pinned, at):
    if pinned.starts_at >= at:
        pinned.delete()
        return
    pinned.ends_at = at
    pinned.save(update_fields=["ends_at"])
    _mark(at)


def _mark(*instants):
    """The public site looks different from these on."""
    for instant in instants:
        Boundary.objects.get_or_create(at=instant)


def _told(pinned):
    return {
        "slot": int(pinned.slot),
        "starts_at": pinned.starts_at.isoformat(),
        "ends_at": "" if pinned.is_open_ended else pinned.ends_at.isoformat(),
    }
