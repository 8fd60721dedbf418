"""What shows from one instant until another. Nothing is executed at either."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.window import FOREVER


class SpanQuerySet(models.QuerySet):
    def showing(self, at):
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def not_over(self, at):
        return self.filter(ends_at__gt=at)


class Span(models.Model):
    """Shows over `[starts_at, ends_at)`, whole seconds; FOREVER for no end."""

    starts_at = models.DateTimeField(_("shows from"), default=timezone.now)
    ends_at = models.DateTimeField(_("shows until"), default=FOREVER)

    objects = SpanQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="%(class)s_has_length",
                violation_error_message=_("It ends before it begins."),
            )
        ]

    @property
    def is_open_ended(self) -> bool:
        return self.ends_at == FOREVER
