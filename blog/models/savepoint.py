"""A snapshot of every explicit save: base for history, diff, restore and merge."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.immutable import WrittenOnce, WrittenOnceQuerySet


class SavePointQuerySet(WrittenOnceQuerySet):
    def thin(self) -> int:
        """Remove these saves and say how many: a right of the retention rules alone."""
        return models.QuerySet.delete(self)[0]


class SavePoint(WrittenOnce):
    """`number` is the manuscript's lock version that this save made."""

    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="savepoints"
    )
    number = models.PositiveIntegerField(_("save"))
    snapshot = models.JSONField()
    content_hash = models.CharField(max_length=64)
    note = models.CharField(_("note"), max_length=200, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved at"))

    objects = SavePointQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("save point")
        verbose_name_plural = _("save points")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "number"], name="savepoint_number_unique"
            )
        ]

    def __str__(self):
        return f"{self.post_id}/{self.number}"
