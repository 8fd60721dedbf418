"""Who works in which category."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Beat(models.Model):
    """That somebody works in a category; with any beat, in no other (担当分野)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="beats",
    )
    category = models.ForeignKey(
        "blog.Category",
        verbose_name=_("category"),
        on_delete=models.CASCADE,
        related_name="beats",
    )

    class Meta:
        verbose_name = _("beat")
        verbose_name_plural = _("beats")
        constraints = [
            models.UniqueConstraint(fields=["user", "category"], name="beat_once")
        ]

    def __str__(self):
        return f"{self.user} {self.category}"
