"""Keeping a post's windows one unbroken line. The post's row is locked throughout."""

from datetime import timedelta

from django.utils.translation import gettext as _

from blog.models import FOREVER, Boundary, Generation, Kind, Post, Window
from blog.publishing import addresses
from blog.publishing.errors import WrongState
from blog.signals import timeline_changed

DERIVED = [
    *("sort_at", "updated_at", "updated_by", "noted"),
    *("category", "listed", "address"),
]


def insert(post: Post, *, starts_at, now, **fields) -> Window:
    """A new window from `starts_at` to the next one, cutting short the one before."""
    standing = post.windows.standing()
    if standing.filter(starts_at=starts_at).exists():
        raise WrongState(_("Another window of this post begins at that very time."))
    standing.filter(starts_at__lt=starts_at, ends_at__gt=starts_at).update(
        ends_at=starts_at
    )
    following = standing.filter(starts_at__gt=starts_at).order_by("starts_at").first()
    window = Window.objects.create(
        post=post,
        starts_at=starts_at,
        ends_at=following.starts_at if following else FOREVER,
        made_at=now,
        **fields,
    )
    Boundary.objects.get_or_create(at=starts_at)
    _settle(post, by=window.made_by, now=now)
    window.refresh_from_db()
    return window


def remove(post: Post, unwanted, *, by, now) -> None:
    """Cancel windows that have not begun and heal the seams."""
    for window in unwanted:
        _cancel(post, window, by=by, now=now)
    _settle(post, by=by, now=now)


def use_up(post: Post, edition, *, by, now) -> None:
    """Cancel the bookings of `edition` that come next, since it goes on air now."""
    for window in post.windows.standing().filter(starts_at__gt=now):
        if window.edition_id != edition.pk:
            break
        _cancel(post, window, by=by, now=now)


def free_second(post: Post, now):
    """The current second, or the next in which no window of the post begins."""
    second = now.replace(microsecond=0)
    taken = set(
        post.windows.standing()
        .filter(starts_at__gte=second)
        .values_list("starts_at", flat=True)
    )
    while second in taken:
        second += timedelta(seconds=1)
    return second


def _cancel(post, window, *, by, now):
    standing = post.windows.standing()
    if not standing.filter(pk=window.pk).update(cancelled_at=now, cancelled_by=by):
        return
    standing.filter(ends_at=window.starts_at).update(ends_at=window.ends_at)


def _settle(post, *, by, now):
    """Derive what lists and addresses need from the windows as they now stand."""
    used = set(post.windows.values_list("address", flat=True)) - {None}
    _drop_idle_ends(post, by=by, now=now)
    first = updated = previous = None
    updated_by = ""
    for window in post.windows.standing().select_related("edition", "address"):
        if window.edition is None:
            continue
        first = first or window.starts_at
        is_other = previous not in (None, window.edition_id)
        if is_other and window.change != Window.Change.MINOR:
            updated, updated_by = window.starts_at, window.change
        window.noted = is_other and bool(window.public_note)
        previous = window.edition_id
        window.sort_at, window.updated_at = first, updated
        window.updated_by = updated_by
        _derive(post, window, now=now)
    addresses.release(used)
    Generation.objects.advance()
    timeline_changed.send(sender=Post, post=post)


def _drop_idle_ends(post, *, by, now):
    """An end that no longer ends anything goes with the window it belonged to."""
    on_air = False
    for window in post.windows.standing():
        if window.edition_id is None and not on_air and window.starts_at > now:
            _cancel(post, window, by=by, now=now)
        on_air = window.edition_id is not None


def _derive(post, window, *, now):
    edition = window.edition
    window.category_id = edition.category_id
    window.listed = edition.kind == Kind.POST
    if window.address is None or window.starts_at > now:
        path = addresses.path_of(edition, first_at=window.sort_at)
        window.address = addresses.reserve(post, path)
    window.save(update_fields=DERIVED)
