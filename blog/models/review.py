"""The way to approval: a category's steps, and what reviewers say on the way."""

import re

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.immutable import WrittenOnce

# After @name: nothing that would make another account's name of it (@aoiさん is aoi).
_NAME_ENDS = r"(?![A-Za-z0-9_@+-]|\.[A-Za-z0-9_])"


class Step(models.Model):
    """A step of a category's review between 提出 and 校了, in its order.

    `group` passes it (None: anyone who may review). A step that may be skipped needs
    a reason for it.
    """

    category = models.ForeignKey(
        "blog.Category", on_delete=models.CASCADE, related_name="steps"
    )
    name = models.CharField(_("name"), max_length=40)
    group = models.ForeignKey(
        "auth.Group",
        verbose_name=_("passed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    may_skip = models.BooleanField(_("may be skipped with a reason"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["category", "position", "pk"]
        verbose_name = _("review step")
        verbose_name_plural = _("review steps")
        constraints = [
            models.UniqueConstraint(fields=["category", "name"], name="step_name_once")
        ]

    def __str__(self):
        return self.name


class StepPass(WrittenOnce):
    """That the text of one version went through a step, or past it."""

    post = models.ForeignKey(
        "blog.Post", on_delete=models.PROTECT, related_name="step_passes"
    )
    step_name = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=64)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    passed_at = models.DateTimeField()
    is_skip = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["passed_at", "pk"]


class CommentQuerySet(models.QuerySet):
    def open(self):
        return self.filter(parent__isnull=True, resolved_at__isnull=True)

    def calling(self, user):
        """Those, and answers to open ones, that name @user and wait for an answer."""
        of_thread = models.Q(parent=models.OuterRef("pk")) | models.Q(
            parent=models.OuterRef("parent")
        )
        answered = Comment.objects.filter(
            of_thread, author=user, pk__gt=models.OuterRef("pk")
        )
        return self.filter(
            ~models.Exists(answered),
            models.Q(parent=None, resolved_at=None)
            | models.Q(parent__isnull=False, parent__resolved_at=None),
            text__regex=f"@{re.escape(user.get_username())}{_NAME_ENDS}",
        )


class Comment(models.Model):
    """A remark on a manuscript, or an answer to one (`parent`).

    It is anchored by `quote` with the text `before` and `after` it, in the source of
    save `version`; an empty quote speaks of the whole. From a share link it is signed
    by `guest_name` alone.
    """

    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="answers"
    )
    version = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    guest_name = models.CharField(max_length=60, blank=True)
    quote = models.CharField(max_length=500, blank=True)
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)
    text = models.TextField(_("comment"), max_length=4000)
    is_blocking = models.BooleanField(_("stands in the way of approval"), default=False)
    made_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return self.text[:40]
