"""What readers asked for, counted without knowing who they are."""

from datetime import datetime, timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReadCountQuerySet(models.QuerySet):
    def add(self, post_id: int, hour: datetime) -> bool:
        """One read more; whether it is the hour's first of this post."""
        row = self.filter(post=post_id, hour=hour)
        if row.update(count=F("count") + 1):
            return False
        try:
            with transaction.atomic():
                self.create(post_id=post_id, hour=hour, count=1)
        except IntegrityError:  # another process was first
            row.update(count=F("count") + 1)
            return False
        return True

    def totals(self, post, hours) -> list[int]:
        """The reads of a post from each of these hours on."""
        sums = {
            f"since_{place}": Sum("count", filter=Q(hour__gte=hour))
            for place, hour in enumerate(hours)
        }
        counted = self.filter(post=post).aggregate(**sums)
        return [counted[name] or 0 for name in sums]


class ReadCount(models.Model):
    """How often a post was read in the hour that begins at `hour`."""

    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="read_counts"
    )
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    objects = ReadCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("reads of an hour")
        verbose_name_plural = _("reads by the hour")
        constraints = [
            models.UniqueConstraint(fields=["hour", "post"], name="read_count_once")
        ]

    def __str__(self):
        return f"{self.post_id}, {self.hour:%Y-%m-%d %H}Z: {self.count}"


MOST_MISSING = 1000
# Of so many, one that nobody asked for since gives way to a new one.
FORGOTTEN_AFTER = timedelta(days=7)


class MissingPathQuerySet(models.QuerySet):
    def note(self, path: str, *, at: datetime) -> None:
        again = {"count": F("count") + 1, "last_seen_at": at}
        if self.filter(path=path).update(**again) or not self._make_room(at):
            return
        _row, is_new = self.get_or_create(path=path, defaults={"last_seen_at": at})
        if not is_new:
            self.filter(path=path).update(**again)

    def _make_room(self, at) -> bool:
        if self.count() < MOST_MISSING:
            return True
        rarest = self.order_by("count", "last_seen_at").first()
        if rarest.last_seen_at > at - FORGOTTEN_AFTER:
            return False
        rarest.delete()
        return True


class MissingPath(models.Model):
    """A path that readers asked for in vain, and how often. Decoded, NFC."""

    path = models.CharField(_("path"), max_length=200, unique=True)
    count = models.PositiveIntegerField(_("asked for"), default=1)
    last_seen_at = models.DateTimeField(_("last asked for"), default=timezone.now)

    objects = MissingPathQuerySet.as_manager()

    class Meta:
        ordering = ["-count", "-last_seen_at"]
        verbose_name = _("missing page")
        verbose_name_plural = _("missing pages")

    def __str__(self):
        return self.path
