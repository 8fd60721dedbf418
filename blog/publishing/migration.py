"""Bringing in what was public elsewhere, with the dates and paths that it had."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Address, Approval, Edition, Post, Redirect, Stage, Window
from blog.publishing import audit, permissions, windows
from blog.publishing.errors import AddressTaken, WrongState
from blog.publishing.freezing import freeze
from blog.publishing.locking import lock


@transaction.atomic
def bring_in(post: Post, *, published_at, by, conditions: str, now=None) -> Window:
    """Put a manuscript on air as of `published_at`, past or future.

    The edition counts as approved by `by` under `conditions` (where it came from).
    The address is the manuscript's `path`, or made from `published_at`.
    """
    now = now or timezone.now()
    current, edition = _approved(post, by=by, conditions=conditions, now=now)
    window = windows.insert(
        current,
        starts_at=published_at.replace(microsecond=0),
        now=now,
        edition=edition,
        made_by=by,
    )
    _note(current, "brought in", window, by=by, at=now, reason=conditions)
    return window


@transaction.atomic
def bring_in_again(post: Post, *, by, conditions: str, now=None) -> Window:
    """Replace what is on air by the manuscript, which its source has changed since.

    Readers are told of no update: the text is as it stood at its source.
    """
    now = now or timezone.now()
    if not post.publication(now).is_on_air:
        raise WrongState(_("Nothing of this post is on air at that time."))
    current, edition = _approved(post, by=by, conditions=conditions, now=now)
    window = windows.insert(
        current,
        starts_at=windows.free_second(current, now),
        now=now,
        edition=edition,
        change=Window.Change.MINOR,
        made_by=by,
    )
    _note(current, "brought in again", window, by=by, at=now, reason=conditions)
    return window


@transaction.atomic
def remember_source(post: Post, *, path: str, sha256: str, extra: dict, by) -> None:
    """Note which file of its source a manuscript is, and what had no field here."""
    permissions.check(by, "bring_in")
    Post.objects.filter(pk=post.pk).update(
        source_path=path, source_hash=sha256, extra=extra
    )


@transaction.atomic
def lead_on(path: str, target: str, *, by, now=None) -> Redirect:
    """Let an old path of the source lead to `target`, a path of this site."""
    permissions.check(by, "bring_in")
    if Address.objects.filter(path=path).exists():
        raise AddressTaken(
            _("The address %(path)s belongs to a post.") % {"path": path}
        )
    redirect, is_new = Redirect.objects.get_or_create(
        path=path, defaults={"target": target}
    )
    if is_new:
        audit.record(redirect, "brought in", by=by, at=now)
    elif redirect.target != target:
        raise AddressTaken(
            _("The address %(path)s leads to %(target)s already.")
            % {"path": path, "target": redirect.target}
        )
    return redirect


def _approved(post, *, by, conditions, now) -> tuple[Post, Edition]:
    """The locked post with an edition of its manuscript that counts as approved."""
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
    return current, edition


def _note(post, verb, window, *, by, at, reason):
    named = audit.named(window.edition)
    audit.record(post, verb, by=by, at=at, reason=reason, window=window.pk, **named)
