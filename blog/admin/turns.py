"""Whose turn it is: what waits for one person, and what is late for everybody."""

from datetime import timedelta
from functools import cached_property

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from blog.models import Approval, Comment, Post, Stage, Window
from blog.publishing import permissions

UNFINISHED = (Stage.DRAFT, Stage.IN_REVIEW)
SHOWN = 8
LOOKED_AT = 100
SOON = timedelta(days=1)


def is_late(post: Post, now) -> bool:
    return post.due_at is not None and post.due_at < now and post.stage in UNFINISHED


def late(now) -> Q:
    return Q(stage__in=UNFINISHED, due_at__lt=now)


def without_time() -> Q:
    """Approved not long ago, and the text has neither been on air nor waits for it."""
    newest = Approval.objects.order_by("-pk").values("edition__post")[:LOOKED_AT]
    has_window = Window.objects.standing().filter(
        post=OuterRef("pk"), edition__content_hash=OuterRef("content_hash")
    )
    return Q(~Exists(has_window), pk__in=newest, stage=Stage.APPROVED)


class Turns:
    """Of `user` at `now`: what was given or sent back, calls by name, own drafts; for
    who may schedule, what was approved and has no time yet.

    One query, which for those who may assign every post brings what else is late too.
    """

    def __init__(self, user, now):
        self.user = user
        self.now = now

    @cached_property
    def mine(self) -> list[Post]:
        """The most pressing first."""
        mine = [post for post in self._posts if post.is_mine]
        return sorted(mine, key=self._urgency)

    @property
    def shown(self) -> list[Post]:
        return self.mine[:SHOWN]

    @property
    def late_elsewhere(self) -> int:
        return sum(not post.is_mine for post in self._posts)

    def verb(self, post) -> str:
        """What this person does next with one of these."""
        if post.is_called:
            return _("Read the comment")
        if post.stage == Stage.DRAFT and post.owner_id == self.user.pk:
            return _("Mend it") if post.is_sent_back else _("Go on writing")
        if post.stage == Stage.IN_REVIEW:
            return _("Read it")
        if post.stage == Stage.APPROVED and self.may_schedule:
            return _("Give it its time")
        return _("Open it")

    @cached_property
    def may_schedule(self) -> bool:
        return self.user.has_perm("blog.schedule_post")

    @cached_property
    def _posts(self):
        calls = Comment.objects.calling(self.user)
        mine = (
            Q(owner=self.user, stage=Stage.DRAFT, assignee=None)
            | Q(assignee=self.user) & ~Q(stage=Stage.SPIKED)
            | Q(pk__in=calls.values("post"))
        )
        if self.may_schedule:
            mine |= without_time()
        wanted = mine
        if self.user.has_perm("blog.edit_any_post"):
            wanted |= late(self.now)
        posts = permissions.visible_posts(self.user).filter(wanted)
        return list(
            posts.annotate(
                is_mine=Case(
                    When(mine, then=True),
                    default=Value(False),
                    output_field=BooleanField(),
                ),
                is_called=Exists(calls.filter(post=OuterRef("pk"))),
            )
            .select_related("category", "owner")
            .defer("body")
            .order_by("-is_mine", F("due_at").asc(nulls_last=True), "-saved_at", "-pk")[
                :LOOKED_AT
            ]
        )

    def _urgency(self, post):
        is_pressing = (
            post.is_sent_back
            or post.is_called
            or post.stage == Stage.APPROVED
            or (post.due_at and post.due_at < self.now + SOON)
        )
        return (
            not is_late(post, self.now),
            not is_pressing,
            post.due_at is None,
            post.due_at or self.now,
            -post.saved_at.timestamp(),
        )
