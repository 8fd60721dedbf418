"""What is typed and not saved: kept for its typist alone, never in history."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from blog.models import Autosave, Post
from blog.publishing import permissions

KEPT = timedelta(days=30)


@transaction.atomic
def keep(
    post: Post | None, *, by, tab: str, base_version: int, fields: dict, now=None
) -> Autosave:
    """Keep `fields` (name to list of values) as what stands in the tab's form.

    `post` is None for a new one; a tab that has begun its post keeps to that.
    """
    now = now or timezone.now()
    row = Autosave.objects.select_for_update().filter(user=by, tab=tab).first()
    row = row or Autosave(user=by, tab=tab)
    if post is None and row.post:
        post, base_version = row.post, max(base_version, 1)
    if post is None:
        permissions.check(by, "create")
    else:
        permissions.check(by, "edit", post, at=now)
    row.post, row.base_version = post, base_version
    row.fields, row.saved_at = fields, now
    row.save()
    return row


def kept(user, post: Post | None) -> list[Autosave]:
    """What `user` has typed of `post` (None: of new posts), newest first."""
    rows = Autosave.objects.filter(user=user, post=post).exclude(fields={})
    return list(rows.select_related("post"))


def find(user, tab: str) -> Autosave | None:
    rows = Autosave.objects.select_related("post").exclude(fields={})
    return rows.filter(user=user, tab=tab).first()


def discard(user, *tabs: str, now=None) -> None:
    """Forget what stood in these tabs, and what everybody left a month ago."""
    Autosave.objects.filter(user=user, tab__in=tabs).delete()
    stale = (now or timezone.now()) - KEPT
    Autosave.objects.filter(saved_at__lt=stale).delete()


def clear(row: Autosave) -> None:
    """Forget the words of a tab, which stays known: see `begin_once`."""
    Autosave.objects.filter(pk=row.pk, saved_at=row.saved_at).update(fields={})


@transaction.atomic
def begin_once(
    user, tab: str, begin: Callable[[], Post], *, now=None
) -> tuple[Post, bool]:
    """The post that this tab's form began, and whether `begin` made it just now.

    The tab's row stays without fields as a receipt: a form sent twice makes one post.
    """
    begun = {"base_version": 0, "fields": {}, "saved_at": now or timezone.now()}
    row, _is_new = Autosave.objects.select_for_update().get_or_create(
        user=user, tab=tab, defaults=begun
    )
    if row.post:
        return row.post, False
    row.post = begin()
    row.fields, row.base_version = {}, row.post.lock_version
    row.save()
    return row.post, True
