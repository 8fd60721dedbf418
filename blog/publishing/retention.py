"""Thinning old working saves. Editions, windows and the audit are kept for ever."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from blog.models import Comment, Post, ShareLink
from blog.publishing import audit
from blog.publishing.locking import lock

# Every save of the last three months, then the last one of each day, and after a year
# the last one of each week.
KEEP_EVERY = timedelta(days=90)
KEEP_DAILY = timedelta(days=365)


def posts_with_old_saves(now):
    return (
        Post.objects.filter(savepoints__saved_at__lt=now - KEEP_EVERY)
        .distinct()
        .order_by("pk")
    )


@transaction.atomic
def thin(post: Post, *, now=None) -> list[int]:
    """Remove the saves that the rules do not keep; their numbers."""
    now = now or timezone.now()
    current = lock(post.pk)
    numbers = surplus(current, now=now)
    if numbers:
        current.savepoints.filter(number__in=numbers).thin()
        audit.record(current, "saves thinned", by=None, at=now, numbers=numbers)
    return numbers


def surplus(post: Post, *, now) -> list[int]:
    """The numbers of the working saves that the rules do not keep, newest first.

    Never the first and the newest, one that an edition was made from, or one that a
    comment or a share link speaks of.
    """
    saves = list(post.savepoints.values_list("number", "saved_at", "content_hash"))
    frozen = set(post.editions.values_list("content_hash", flat=True))
    needed = _spoken_of(post) | {number for number, *_rest in (saves[:1] + saves[-1:])}
    covered, found = set(), []
    for number, saved_at, content_hash in saves:
        period = _period(saved_at, now)
        is_working_save = number not in needed and content_hash not in frozen
        if is_working_save and period in covered:
            found.append(number)
        elif period:
            covered.add(period)
    return found


def _spoken_of(post):
    comments = Comment.objects.filter(post=post).values_list("version", flat=True)
    links = ShareLink.objects.filter(post=post, version__isnull=False)
    return {*comments, *links.values_list("version", flat=True)}


def _period(saved_at, now):
    """The day or week (JST) of which one save is enough; None while all are kept."""
    day = timezone.localdate(saved_at)
    if saved_at >= now - KEEP_EVERY:
        return None
    if saved_at >= now - KEEP_DAILY:
        return day
    year, week, _weekday = day.isocalendar()
    return year, week
