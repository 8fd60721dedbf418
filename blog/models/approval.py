"""Who approved exactly which edition."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.immutable import WrittenOnce


class Approval(WrittenOnce):
    edition = models.ForeignKey(
        "blog.Edition", on_delete=models.PROTECT, related_name="approvals"
    )
    sha256 = models.CharField(max_length=64)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"))
    conditions = models.TextField(_("conditions"), blank=True)

    class Meta:
        ordering = ["approved_at"]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "approved_by"], name="approval_once_each"
            )
        ]

    def __str__(self):
        return f"{self.edition_id} {self.approved_by}"
