"""Setting posts aside: held for later, spiked for good, or in the trash for 30 days."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Post, Stage
from blog.publishing import audit, links, permissions, preview, windows
from blog.publishing.errors import WrongState
from blog.publishing.locking import lock

KEPT_IN_TRASH = timedelta(days=30)


@transaction.atomic
def hold(post: Post, *, by, reason="", now=None) -> Post:
    """Rest the manuscript (保留). What was planned for it is cancelled."""
    return _set_aside(post, "hold", Stage.HELD, by=by, reason=reason, now=now)


@transaction.atomic
def spike(post: Post, *, by, reason: str, now=None) -> Post:
    """Drop the manuscript (ボツ). What was planned for it and shared of it ends."""
    spiked = _set_aside(post, "spike", Stage.SPIKED, by=by, reason=reason, now=now)
    preview.revoke_all(spiked, now=now or timezone.now())
    return spiked


@transaction.atomic
def resume(post: Post, *, by, now=None) -> Post:
    """Back to the stage that it was set aside from."""
    current, now = _take(post, "resume", by=by, now=now)
    before, current.stage = current.stage, current.set_aside_from
    current.set_aside_from = ""
    current.save(update_fields=["stage", "set_aside_from"])
    audit.record(current, "resumed", by=by, at=now, before=before, after=current.stage)
    return current


@transaction.atomic
def trash(post: Post, *, by, reason="", now=None) -> Post:
    """Out of sight. Only what was never public can go there."""
    current, now = _take(post, "trash", by=by, now=now)
    links.check_unused(current, by=by)
    current.trashed_at = now
    current.save(update_fields=["trashed_at"])
    preview.revoke_all(current, now=now)
    audit.record(current, "trashed", by=by, at=now, reason=reason)
    return current


@transaction.atomic
def recover(post: Post, *, by, now=None) -> Post:
    """Out of the trash, as it was."""
    current, now = _take(post, "recover", by=by, now=now)
    if current.trashed_at is None:
        raise WrongState(_("This post is not in the trash."))
    current.trashed_at = None
    current.save(update_fields=["trashed_at"])
    audit.record(current, "recovered", by=by, at=now)
    return current


def empty(*, now=None) -> Iterator[str]:
    """Throw away what has lain in the trash for 30 days, and tell the titles.

    What something that is kept for good holds on to (an edition, a link to the post,
    the record of a step) stays where it is, out of sight.
    """
    now = now or timezone.now()
    old = Post.objects.filter(trashed_at__lte=now - KEPT_IN_TRASH)
    for pk in list(old.order_by("pk").values_list("pk", flat=True)):
        try:
            title = _throw_away(pk, now)
        except ProtectedError:
            continue
        if title is not None:
            yield title


@transaction.atomic
def _throw_away(pk, now):
    """None when somebody has taken it out in between."""
    post = lock(pk)
    if post.trashed_at is None:
        return None
    audit.record(post, "thrown away", by=None, at=now, trashed_at=str(post.trashed_at))
    post.delete()
    return post.title


def _take(post, name, *, by, now):
    now = now or timezone.now()
    current = lock(post.pk, version=post.lock_version)
    permissions.check(by, name, current, at=now)
    return current, now


def _set_aside(post, name, stage, *, by, reason, now):
    current, now = _take(post, name, by=by, now=now)
    permissions.check_reason(name, reason)
    planned = current.windows.standing().filter(starts_at__gt=now)
    if planned:
        windows.remove(current, planned, by=by, now=now)
    before = current.stage
    if before != Stage.HELD:
        current.set_aside_from = before
    current.stage = stage
    current.save(update_fields=["stage", "set_aside_from"])
    audit.record(
        current, stage, by=by, at=now, reason=reason, before=before, after=stage
    )
    return current
