"""The first page of the desk: whose turn it is, what waits, what comes, what came."""

from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from blog.admin.strip import Strip, draw
from blog.models import Audit, Post, Stage, Window
from blog.models.edition import LONG
from blog.publishing import permissions
from blog.publishing.workflow import WORKFLOW

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
    def turns(self) -> list[Post]:
        """Own manuscripts in work; those that were sent back first."""
        mine = self._posts.filter(owner=self.user, stage=Stage.DRAFT)
        newest = mine.defer("body").select_related("category")[: SHOWN * 3]
        return sorted(newest, key=lambda post: not post.is_sent_back)[:SHOWN]

    @cached_property
    def waiting(self) -> list[Post]:
        """Handed in and not yet approved, the longest wait first."""
        submitted = Audit.objects.filter(
            kind="post", object_id=OuterRef("pk"), verb="submitted"
        )
        waiting = self._in_review.annotate(
            submitted_at=Subquery(submitted.order_by("-at").values("at")[:1])
        )
        return list(
            waiting.order_by("submitted_at", "pk")
            .defer("body")
            .select_related("category", "owner")
        )

    @property
    def waiting_count(self) -> int:
        return self._in_review.count()

    @cached_property
    def coming(self) -> list[Window]:
        """What happens next, by the clock."""
        coming = self._windows.standing().filter(starts_at__gt=self.now)
        return list(coming.order_by("starts_at", "pk")[:COMING])

    @cached_property
    def strip(self) -> Strip | None:
        return draw(self.coming, self.now)

    @cached_property
    def published(self) -> list[Window]:
        return list(self._windows.live(self.now).listed().newest_first()[:SHOWN])

    @cached_property
    def unapproved(self) -> list[Window]:
        """On air without anybody's approval, after an emergency."""
        live = self._windows.live(self.now).filter(emergency=True)
        return list(live.filter(edition__approvals=None).select_related("made_by"))

    @property
    def may_review(self) -> bool:
        grants = WORKFLOW["approve"].grants
        return any(self.user.has_perm(f"blog.{grant.right}") for grant in grants)

    @property
    def _posts(self):
        return permissions.visible_posts(self.user)

    @property
    def _in_review(self):
        return self._posts.filter(stage=Stage.IN_REVIEW)

    @property
    def _windows(self):
        seen = Window.objects.filter(post__in=self._posts.order_by())
        if self.user.has_perm("blog.view_any_post"):
            seen = Window.objects.all()
        return seen.select_related("post__category", "edition").defer(
            "post__body", *(f"edition__{name}" for name in LONG)
        )
