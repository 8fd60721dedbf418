"""What editors choose to show: on the front page, and at the end of a post."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.span import Span


class Slot(models.IntegerChoices):
    """The places of the front page that an editor fills."""

    LEAD = 0, _("lead")
    FIRST = 1, _("first pin")
    SECOND = 2, _("second pin")
    THIRD = 3, _("third pin")
    FOURTH = 4, _("fourth pin")


class Pin(Span):
    """That a post holds a slot of the front page. A slot has one at a time."""

    slot = models.PositiveSmallIntegerField(_("slot"), choices=Slot)
    post = models.ForeignKey(
        "blog.Post",
        verbose_name=_("post"),
        on_delete=models.CASCADE,
        related_name="pins",
    )
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Span.Meta):
        ordering = ["slot", "starts_at"]
        verbose_name = _("pin")
        verbose_name_plural = _("pins")

    def __str__(self):
        return f"{self.get_slot_display()}: {self.post}"


class RelatedPin(models.Model):
    """That an editor wants `related` read after `post`."""

    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="related_pins"
    )
    related = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("related post")
        verbose_name_plural = _("related posts")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "related"], name="related_pin_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(post=models.F("related")),
                name="related_pin_is_another",
            ),
        ]

    def __str__(self):
        return f"{self.post} → {self.related}"
