"""Bringing in what was public elsewhere, with the dates and paths that it had."""

from django.db import transaction
from django.utils import timezone

from blog.models import Approval, Post, Stage, Window
from blog.publishing import audit, permissions, windows
from blog.publishing.freezing import freeze
from blog.publishing.locking import lock


@transaction.atomic
def bring_in(post: Post, *, published_at, by, conditions: str, now=None) -> Window:
    """Put a manuscript on air as of `published_at`, past or future.

    The edition counts as approved by `by` under `conditions` (where it came from).
    The address is the manuscript's `path`, or made from `published_at`.
    """
    now = now or timezone.now()
    current = lock(post.pk, version=post.lock_version)
    permissions.check(by, "bring_in", current, at=now)
    edition = freeze(current, at=now)
    Approval.objects.create(
        edition=edition,
        sha256=edition.sha256,
        approved_by=by,
        approved_at=now,
        conditions=conditions,
    )
    current.stage = Stage.APPROVED
    current.save(update_fields=["stage"])
    window = windows.insert(
        current,
        starts_at=published_at.replace(microsecond=0),
        now=now,
        edition=edition,
        made_by=by,
    )
    audit.record(
        current, "brought in", by=by, at=now, reason=conditions, window=window.pk
    )
    return window
