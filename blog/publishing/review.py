"""From draft to approved: handing in, sending back, approving an exact edition."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Approval, Edition, Post, Stage
from blog.publishing import assignment, audit, checks, comments, permissions, steps
from blog.publishing.errors import NotAllowed, WrongState
from blog.publishing.freezing import freeze
from blog.publishing.locking import lock


@transaction.atomic
def submit(post: Post, *, by, now=None) -> Post:
    """Hand the manuscript in for review."""
    current, now = _open(post, "submit", by=by, now=now)
    checks.check(current, "submit")
    current.sent_back_reason = ""
    assignment.hand_on(current, by=by)
    return _move(current, Stage.IN_REVIEW, "submitted", by=by, at=now)


@transaction.atomic
def request_changes(post: Post, *, by, reason: str, now=None, **marked) -> Post:
    """Send the manuscript back to its writer, who is told why and whose turn it is.

    With `quote` (`before`, `after`) the reason is a comment on those words too, and
    stands in the way until it is settled.
    """
    current, now = _open(post, "request_changes", by=by, now=now)
    permissions.check_reason("request_changes", reason)
    if marked.get("quote"):
        comments.add(current, by=by, text=reason, is_blocking=True, now=now, **marked)
    current.sent_back_reason = reason.strip()
    assignment.hand_on(current, by=by, to=current.owner)
    return _move(
        current, Stage.DRAFT, "changes requested", by=by, at=now, reason=reason
    )


@transaction.atomic
def approve(post: Post, *, by, conditions: str = "", now=None) -> Edition:
    """Freeze the manuscript as it was read and approve that edition.

    Stale when somebody has saved since `post` was read.
    """
    current, now = _open(post, "approve", by=by, now=now)
    steps.check_through(current)
    checks.check_complete(current)
    edition = freeze(current, at=now)
    checks.check_edition(edition, "approve")
    _sign(edition, by=by, at=now, conditions=conditions)
    assignment.hand_on(current, by=by)
    named = audit.named(edition)
    _move(current, Stage.APPROVED, "approved", by=by, at=now, **named)
    return edition


@transaction.atomic
def approve_afterwards(edition: Edition, *, by, now=None) -> Approval:
    """Sign an edition that an emergency put on air unapproved."""
    now = now or timezone.now()
    post = lock(edition.post_id)
    permissions.check(by, "approve_afterwards", post, at=now)
    if edition.is_approved:
        raise WrongState(_("This edition is approved already."))
    _check_published_by_another(edition, post, by)
    approval = _sign(edition, by=by, at=now)
    named = audit.named(edition)
    audit.record(post, "approved afterwards", by=by, at=now, **named)
    return approval


def _check_published_by_another(edition, post, by):
    own = edition.windows.filter(emergency=True, made_by=by)
    if post.category and post.category.two_person and own.exists():
        raise NotAllowed(
            _("In %(category)s somebody else has to approve what you published.")
            % {"category": post.category}
        )


def _open(post, name, *, by, now):
    now = now or timezone.now()
    current = lock(post.pk, version=post.lock_version)
    permissions.check(by, name, current, at=now)
    return current, now


def _move(post, stage, verb, *, by, at, reason="", **details):
    before, post.stage = post.stage, stage
    post.save(update_fields=["stage", "sent_back_reason"])
    audit.record(
        post,
        verb,
        by=by,
        at=at,
        reason=reason,
        before=before,
        after=stage,
        version=post.lock_version,
        **details,
    )
    return post


def _sign(edition, *, by, at, conditions=""):
    return Approval.objects.create(
        edition=edition,
        sha256=edition.sha256,
        approved_by=by,
        approved_at=at,
        conditions=conditions,
    )
