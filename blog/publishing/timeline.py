"""When readers see which edition. The only place that writes windows."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Edition, Post, Window
from blog.models.edition import LONG
from blog.publishing import audit, checks, permissions, preview, windows
from blog.publishing.changes import TOLD, change_of
from blog.publishing.errors import NotAllowed, WrongState
from blog.publishing.freezing import freeze
from blog.publishing.locking import lock

Change = Window.Change
Ending = Window.Ending
# What a window keeps when it gets another start.
MOVED = ("edition", "change", *TOLD, "ending", "redirect_to", "reason")


@transaction.atomic
def schedule(
    edition: Edition, *, at, by, change=Change.UPDATE, reason="", now=None, **told
) -> Window:
    """Put an approved edition on air at `at`, a future instant (whole seconds).

    `change` and what readers are `told` of it: see `changes.change_of`.
    """
    post, now = _take(edition.post_id, "schedule", by=by, now=now)
    _check_printable(edition)
    fields = change_of(change, **told)
    starts_at = _future(at, now)
    window = windows.insert(
        post,
        starts_at=starts_at,
        now=now,
        edition=edition,
        reason=reason,
        made_by=by,
        **fields,
    )
    _note(post, "scheduled", window, by=by, at=now)
    return window


@transaction.atomic
def publish(edition: Edition, *, by, now=None) -> Window:
    """Put an approved edition of a post that is off air on air now.

    A booking of the same edition that comes next is thereby used up.
    """
    post, now = _take(edition.post_id, "publish", by=by, now=now)
    return _put_on_air(post, edition, "published", by=by, now=now)


@transaction.atomic
def update(edition: Edition, *, by, change=Change.UPDATE, now=None, **told) -> Window:
    """Replace what is on air by a newer approved edition, now.

    `change` and what readers are `told` of it: see `changes.change_of`.
    """
    post, now = _take(edition.post_id, "update", by=by, now=now)
    if edition.number <= _on_air(post, now).number:
        raise WrongState(_("This edition is not newer than the one on air."))
    fields = change_of(change, **told)
    return _put_on_air(post, edition, "updated", by=by, now=now, **fields)


@transaction.atomic
def roll_back(edition: Edition, *, by, reason="", now=None) -> Window:
    """Put an older edition that was on air before back on air, now."""
    post, now = _take(edition.post_id, "roll_back", by=by, now=now)
    was_on_air = post.windows.standing().filter(edition=edition, starts_at__lte=now)
    if edition.number >= _on_air(post, now).number or not was_on_air.exists():
        raise WrongState(_("Only an older edition that was on air can come back."))
    return _put_on_air(
        post, edition, "rolled back", by=by, now=now, reason=reason, approved=True
    )


@transaction.atomic
def cancel(window: Window, *, by, reason="", now=None) -> None:
    """Take a window back before it starts; the one before it heals over the gap."""
    post, now = _take(window.post_id, "cancel", by=by, now=now)
    _check_coming(window, now)
    windows.remove(post, [window], by=by, now=now)
    _note(post, "cancelled", window, by=by, at=now, reason=reason)


@transaction.atomic
def move(window: Window, *, at, by, reason="", now=None) -> Window:
    """Give a window that has not begun another start; everything else of it stays."""
    post, now = _take(window.post_id, "move", by=by, now=now)
    _check_coming(window, now)
    starts_at = _future(at, now)
    if starts_at == window.starts_at:
        raise WrongState(_("This is the time that it has already."))
    if window.edition_id is None:
        windows.remove(post, [window], by=by, now=now)
        _check_on_air_at(post, starts_at)
    kept = {name: getattr(window, name) for name in MOVED}
    moved = windows.insert(post, starts_at=starts_at, now=now, made_by=by, **kept)
    # After the new one: cancelling takes an end that belongs to it along.
    if window.edition_id is not None:
        window.refresh_from_db()
        windows.remove(post, [window], by=by, now=now)
        moved.refresh_from_db()
    was = window.starts_at.isoformat()
    _note(post, "moved", moved, by=by, at=now, reason=reason, was=was)
    return moved


@transaction.atomic
def end(post: Post, *, by, at=None, redirect_to="", now=None) -> Window:
    """Take the post off air at `at` (None: now), leading readers on to `redirect_to`.

    `redirect_to` is a path of this site, or "" for a plain 410.
    """
    post, now = _take(post.pk, "end", by=by, now=now)
    _check_on_site(redirect_to)
    starts_at = windows.free_second(post, now) if at is None else _future(at, now)
    _check_on_air_at(post, starts_at)
    window = windows.insert(
        post,
        starts_at=starts_at,
        now=now,
        ending=Ending.ENDED,
        redirect_to=redirect_to,
        made_by=by,
    )
    _note(post, "ended", window, by=by, at=now)
    return window


@transaction.atomic
def take_down(post: Post, *, by, reason: str, now=None) -> None:
    """Off air at once, with everything that was planned or shared."""
    post, now = _take(post.pk, "take_down", by=by, now=now)
    permissions.check_reason("take_down", reason)
    preview.revoke_all(post, now=now)
    windows.remove(
        post, post.windows.standing().filter(starts_at__gt=now), by=by, now=now
    )
    if not post.windows.standing().exists():
        audit.record(post, "taken down", by=by, at=now, reason=reason)
        return
    window = windows.insert(
        post,
        starts_at=windows.free_second(post, now),
        now=now,
        ending=Ending.TAKEN_DOWN,
        reason=reason,
        made_by=by,
    )
    _note(post, "taken down", window, by=by, at=now, reason=reason)


@transaction.atomic
def emergency(
    post: Post, *, by, reason: str, change=Change.UPDATE, now=None, **told
) -> Window:
    """Freeze the manuscript as it stands and put it on air unapproved, now.

    `change` and what readers are `told` of it: see `changes.change_of`.
    """
    current, now = _take(
        post.pk, "emergency", by=by, now=now, version=post.lock_version
    )
    permissions.check_reason("emergency", reason)
    fields = change_of(change, **told)
    return _put_on_air(
        current,
        freeze(current, at=now),
        "published in an emergency",
        by=by,
        now=now,
        reason=reason,
        emergency=True,
        approved=True,
        **fields,
    )


def latest_approved(post: Post) -> Edition | None:
    """The newest edition that somebody approved, or None."""
    return (
        post.editions.filter(approvals__isnull=False)
        .defer(*LONG)
        .order_by("-number")
        .first()
    )


def _take(post_id, name, *, by, now, version=None):
    now = now or timezone.now()
    post = lock(post_id, version=version)
    permissions.check(by, name, post, at=now)
    return post, now


def _put_on_air(post, edition, verb, *, by, now, approved=False, reason="", **fields):
    if not approved:
        _check_printable(edition)
    windows.use_up(post, edition, by=by, now=now)
    window = windows.insert(
        post,
        starts_at=windows.free_second(post, now),
        now=now,
        edition=edition,
        made_by=by,
        reason=reason,
        **fields,
    )
    _note(post, verb, window, by=by, at=now, reason=reason)
    return window


def _on_air(post, now):
    return post.publication(now).edition


def _check_printable(edition):
    if not edition.is_approved:
        raise NotAllowed(
            _("Edition %(number)s has not been approved.") % {"number": edition.number}
        )
    # What had a window before was let through then, or came in from elsewhere.
    if not edition.windows.exists():
        checks.check_edition(edition, "publish")


def _check_coming(window, now):
    window.refresh_from_db()
    if window.cancelled_at is not None:
        raise WrongState(_("This window has been cancelled already."))
    if window.starts_at <= now:
        raise WrongState(_("This window has begun. End the post or update it."))


def _check_on_air_at(post, at):
    before = post.windows.at_instant(at).first()
    if before is None or before.edition_id is None:
        raise WrongState(_("Nothing of this post is on air at that time."))


def _future(at, now):
    """`at` in whole seconds; a time that has passed is refused."""
    starts_at = at.replace(microsecond=0)
    if starts_at <= now:
        raise WrongState(
            _("%(time)s JST has passed. Choose a later time, or publish now.")
            % {"time": f"{timezone.localtime(at):%Y-%m-%d %H:%M}"}
        )
    if starts_at > now + timedelta(days=366 * 20):
        raise WrongState(_("That time is more than twenty years away."))
    return starts_at


def _check_on_site(path):
    if path and (not path.startswith("/") or path.startswith(("//", "/\\"))):
        raise WrongState(_("Readers can only be led to a path of this site."))


def _note(post, verb, window, *, by, at, reason="", **details):
    audit.record(
        post,
        verb,
        by=by,
        at=at,
        reason=reason,
        window=window.pk,
        starts_at=window.starts_at.isoformat(),
        **_told(window),
        **details,
        **audit.named(window.edition),
    )


def _told(window):
    """What readers are told, and what only the newsroom knows."""
    told = {name: getattr(window, name) for name in ("change", *TOLD)}
    is_plain = window.change == Change.UPDATE and not any(told[name] for name in TOLD)
    return {} if is_plain else told
