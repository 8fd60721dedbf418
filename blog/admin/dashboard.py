"""The first page of the desk: whose turn it is, what waits, what comes, what came."""

from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from blog.admin import queue
from blog.admin.strip import Strip, draw
from blog.admin.turns import Turns
from blog.models import Post, Window
from blog.models.edition import LONG
from blog.publishing import permissions

SHOWN = 8
COMING = 12


class Desk:
    """What `user` finds on the desk at `now`. Each list is one query, made once."""

    def __init__(self, user, now):
        self.user = user
        self.now = now

    @classmethod
    def of(cls, request) -> "Desk":
        """One for a request: the frame and the page share its lists."""
        if not hasattr(request, "desk"):
            request.desk = cls(request.user, timezone.now())
        return request.desk

    @cached_property
    def turns(self) -> Turns:
        return Turns(self.user, self.now)

    @cached_property
    def waiting(self) -> list[Post]:
        """Handed in and not yet approved, the longest wait first."""
        return list(queue.submitted(self.user))

    @property
    def waiting_count(self) -> int:
        return queue.submitted(self.user).count()

    @cached_property
    def coming(self) -> list[Window]:
        """What happens next, by the clock."""
        coming = [window for window in self._windows if window.starts_at > self.now]
        return sorted(coming, key=lambda window: (window.starts_at, window.pk))

    @cached_property
    def strip(self) -> Strip | None:
        return draw(self.coming, self.now)

    @cached_property
    def published(self) -> list[Window]:
        published = [w for w in self._windows if w.starts_at <= self.now]
        return sorted(published, key=lambda w: (w.sort_at, w.post_id), reverse=True)

    @cached_property
    def unapproved(self) -> list[Window]:
        """Put on air in an emergency and approved by nobody since: for all to see."""
        shown = _with_posts(Window.objects.standing()).filter(
            emergency=True, starts_at__lte=self.now, edition__approvals=None
        )
        mine = permissions.readable_posts(self.user).filter(pk=OuterRef("post"))
        return list(
            shown.select_related("made_by").annotate(can_be_opened=Exists(mine))
        )

    @property
    def sees_queue(self) -> bool:
        return self.user.has_perm("blog.view_any_post")

    @cached_property
    def _windows(self):
        """The next that begin and the newest on air, each by its own index, at once."""
        seen = Window.objects.all()
        if not permissions.sees_every_post(self.user):
            mine = permissions.visible_posts(self.user).order_by()
            seen = seen.filter(post__in=mine)
        coming = seen.standing().filter(starts_at__gt=self.now)
        next_ones = coming.order_by("starts_at", "pk").values("pk")[:COMING]
        newest = seen.live(self.now).listed().newest_first().values("pk")[:SHOWN]
        shown = Window.objects.filter(Q(pk__in=next_ones) | Q(pk__in=newest))
        return list(_with_posts(shown))


def _with_posts(windows):
    return windows.select_related("post__category", "edition").defer(
        "post__body", *(f"edition__{name}" for name in LONG)
    )
