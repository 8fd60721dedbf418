"""Public paths: those of posts, and those that lead elsewhere."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.immutable import Immutable


class Address(models.Model):
    """A path that a post has, had, or has reserved. Decoded, NFC, `/` at both ends.

    Which of a post's addresses is the canonical one depends on the instant: it is
    the address of the window on air.
    """

    path = models.CharField(max_length=500, unique=True)
    post = models.ForeignKey(
        "blog.Post", on_delete=models.PROTECT, related_name="addresses"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self):
        return self.path

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Immutable("an address stays with its post")
        super().save(*args, **kwargs)


class Redirect(models.Model):
    """An old path of the site that is no post's, and where it leads now."""

    path = models.CharField(_("old path"), max_length=500, unique=True)
    target = models.CharField(
        _("leads to"),
        max_length=500,
        blank=True,
        help_text=_("A path of this site; empty when the page is gone for good."),
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["path"]
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(target=models.F("path")),
                name="redirect_leads_elsewhere",
            )
        ]

    def __str__(self):
        return f"{self.path} → {self.target or '410'}"
