"""Setting posts aside: held for later, spiked for good, or in the trash for 30 days."""

from django.db import transaction
from django.utils import timezone

from blog.models import Post, Stage
from blog.publishing import audit, permissions, preview, windows
from blog.publishing.locking import lock


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
    current.trashed_at = now
    current.save(update_fields=["trashed_at"])
    preview.revoke_all(current, now=now)
    audit.record(current, "trashed", by=by, at=now, reason=reason)
    return current


@transaction.atomic
def recover(post: Post, *, by, now=None) -> Post:
    """Out of the trash, as it was."""
    current, now = _take(post, "recover", by=by, now=now)
    current.trashed_at = None
    current.save(update_fields=["trashed_at"])
    audit.record(current, "recovered", by=by, at=now)
    return current


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
