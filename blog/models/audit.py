"""Who did what to which object, when and why. Rows are only ever added."""

from datetime import UTC

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models.immutable import WrittenOnce
from blog.models.post import digest


class Audit(WrittenOnce):
    """`previous` is the `sha256` of the row before, "" in the first, so that each row
    vouches for all before it. `by` is None for the system or a reader."""

    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verb = models.CharField(_("what"), max_length=40)
    kind = models.CharField(_("kind"), max_length=40)
    object_id = models.BigIntegerField(_("number"))
    label = models.CharField(_("object"), max_length=255)
    from_state = models.CharField(_("before"), max_length=40, blank=True)
    to_state = models.CharField(_("after"), max_length=40, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    details = models.JSONField(_("details"), default=dict)
    previous = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("audit record")
        verbose_name_plural = _("audit")
        indexes = [models.Index(fields=["kind", "object_id", "-at"])]

    def __str__(self):
        at = timezone.localtime(self.at)
        return f"{at:%Y-%m-%d %H:%M:%S} {gettext(self.verb)} {self.label}"

    def fingerprint(self) -> str:
        """What `sha256` must be while nobody has touched the row."""
        return digest(
            {
                "previous": self.previous,
                "at": self.at.astimezone(UTC).isoformat(),
                "by": self.by_id,
                "verb": self.verb,
                "kind": self.kind,
                "object": self.object_id,
                "label": self.label,
                "states": [self.from_state, self.to_state],
                "reason": self.reason,
                "details": self.details,
            }
        )
