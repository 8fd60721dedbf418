"""What somebody is typing: kept apart from saves, and who has a post open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Autosave(models.Model):
    """The form of one browser tab as last typed; never in history.

    `tab` is the tab's own random name; `post` is None for a post not saved yet.
    `fields` are the form's, as they would be posted.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    post = models.ForeignKey(
        "blog.Post", null=True, on_delete=models.CASCADE, related_name="autosaves"
    )
    tab = models.CharField(max_length=64)
    base_version = models.PositiveIntegerField()
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        verbose_name = _("autosave")
        verbose_name_plural = _("autosaves")
        constraints = [
            models.UniqueConstraint(fields=["user", "tab"], name="autosave_tab_unique")
        ]


class Presence(models.Model):
    """That somebody has a post open in a tab, and when the tab was last heard of."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="presences"
    )
    tab = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "user", "tab"], name="presence_tab_unique"
            )
        ]
