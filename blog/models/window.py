"""When an edition is on air. A post's windows follow each other without a gap."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The end of a window that has none: a date, so that one index serves both.
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


def on_air(at, via: str = "") -> Q:
    """The one definition of public: half-open, edition present, not cancelled."""
    return Q(
        **{
            f"{via}cancelled_at__isnull": True,
            f"{via}edition__isnull": False,
            f"{via}starts_at__lte": at,
            f"{via}ends_at__gt": at,
        }
    )


class WindowQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(cancelled_at__isnull=True)

    def live(self, at):
        return self.filter(on_air(at))

    def listed(self):
        """Those that stand in lists and feeds: posts, not pages."""
        return self.filter(listed=True)

    def in_category(self, category):
        return self.filter(category=category)

    def in_series(self, series):
        return self.filter(edition__series=series)

    def tagged(self, tag):
        return self.filter(edition__tag_links__tag=tag)

    def naming(self, company):
        return self.filter(edition__company_links__company=company)

    def by(self, byline):
        return self.filter(edition__byline_links__byline=byline).distinct()

    def published_between(self, start, end):
        return self.filter(sort_at__gte=start, sort_at__lt=end)

    def newest_first(self):
        return self.order_by("-sort_at", "-post_id")

    def noted(self, at):
        """Those by which readers have been told of a change, until `at`."""
        return self.standing().filter(noted=True, starts_at__lte=at)

    def at_instant(self, at):
        """The standing windows that hold `at`, on air or off."""
        return self.standing().filter(starts_at__lte=at, ends_at__gt=at)


class Window(models.Model):
    """`edition` is on air over `[starts_at, ends_at)`; None means off the air.

    `sort_at` (first publication of the post), `updated_at`, `updated_by`, `noted`,
    `address`, `category` and `listed` are derived when windows are made, so that one
    covering index answers a list; see `publishing.timeline`. `updated_by` is the kind
    of change that `updated_at` is of, "" before the first; `noted` says that readers
    find the window's note on the post and in the log of corrections.
    """

    class Change(models.TextChoices):
        UPDATE = "update", _("update")
        MINOR = "minor", _("minor")
        ADDITION = "addition", _("addition")
        CORRECTION = "correction", _("correction")
        APOLOGY = "apology", _("apology")

    class Ending(models.TextChoices):
        ENDED = "ended", _("ended")
        TAKEN_DOWN = "taken_down", _("taken down")

    post = models.ForeignKey(
        "blog.Post", on_delete=models.PROTECT, related_name="windows"
    )
    edition = models.ForeignKey(
        "blog.Edition", null=True, on_delete=models.PROTECT, related_name="windows"
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), default=FOREVER)

    change = models.CharField(max_length=10, choices=Change, default=Change.UPDATE)
    public_note = models.TextField(_("note to readers"), blank=True, max_length=1000)
    wrong = models.CharField(_("wrong"), max_length=300, blank=True)
    right = models.CharField(_("right"), max_length=300, blank=True)
    cause = models.TextField(_("cause, for the newsroom"), blank=True)
    ending = models.CharField(max_length=12, choices=Ending, blank=True)
    redirect_to = models.CharField(max_length=500, blank=True)
    emergency = models.BooleanField(default=False)
    reason = models.TextField(_("reason"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)

    address = models.ForeignKey(
        "blog.Address", null=True, on_delete=models.SET_NULL, related_name="windows"
    )
    category = models.ForeignKey(
        "blog.Category", null=True, on_delete=models.PROTECT, related_name="+"
    )
    listed = models.BooleanField(default=False)
    sort_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    updated_by = models.CharField(max_length=10, choices=Change, blank=True)
    noted = models.BooleanField(default=False)

    objects = WindowQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("window")
        verbose_name_plural = _("windows")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")), name="window_has_length"
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=False, ending="")
                | (Q(edition__isnull=True) & ~Q(ending="")),
                name="window_is_on_air_or_ends",
            ),
            models.UniqueConstraint(
                fields=["post", "starts_at"],
                condition=Q(cancelled_at__isnull=True),
                name="window_start_unique",
            ),
            models.UniqueConstraint(
                fields=["post", "ends_at"],
                condition=Q(cancelled_at__isnull=True),
                name="window_end_unique",
            ),
        ]
        # `cancelled_at` and `listed` only so that SQLite need not visit the table.
        # Never an index on starts_at or ends_at alone: SQLite's planner would take it
        # for lists and sort everything. The next boundary is asked of Boundary.
        indexes = [
            models.Index(
                fields=[
                    "-sort_at",
                    "-post",
                    "starts_at",
                    "ends_at",
                    "edition",
                    "cancelled_at",
                    "listed",
                ],
                condition=Q(
                    cancelled_at__isnull=True, edition__isnull=False, listed=True
                ),
                name="window_newest",
            ),
            models.Index(
                fields=[
                    "category",
                    "-sort_at",
                    "-post",
                    "starts_at",
                    "ends_at",
                    "edition",
                    "cancelled_at",
                    "listed",
                ],
                condition=Q(
                    cancelled_at__isnull=True, edition__isnull=False, listed=True
                ),
                name="window_newest_in_category",
            ),
            models.Index(
                fields=["post"], condition=Q(emergency=True), name="window_emergency"
            ),
            # Of the few with a note, whose `updated_at` is their own start.
            models.Index(
                fields=["-updated_at", "-id"],
                condition=Q(cancelled_at__isnull=True, noted=True),
                name="window_noted",
            ),
        ]

    def __str__(self):
        what = self.edition or self.get_ending_display()
        return f"{self.starts_at:%Y-%m-%d %H:%M:%S}Z {what}"

    @property
    def is_open_ended(self) -> bool:
        return self.ends_at == FOREVER


class Boundary(models.Model):
    """An instant at which readers see something else without anybody doing anything.

    A window, a pin or a box starts or ends; an hour of counted reads is over. What is
    cancelled leaves it behind.
    """

    at = models.DateTimeField(primary_key=True)

    def __str__(self):
        return self.at.isoformat()


class GenerationQuerySet(models.QuerySet):
    def advance(self) -> None:
        """Note, in the caller's transaction, that something public has changed."""
        now = int(timezone.now().timestamp())
        changed = self.filter(pk=1).update(
            number=models.F("number") + 1,
            changed_second=Greatest(models.F("changed_second") + 1, now),
        )
        if not changed:
            self.create(pk=1, number=1, changed_second=now)

    def current(self) -> int:
        return self.filter(pk=1).values_list("number", flat=True).first() or 0


class Generation(models.Model):
    """One row that counts the changes to anything public; it stands in cache keys.

    `changed_second` (since 1970, UTC) is that of the latest change, and another one for
    each: of changes that are committed out of order, too.
    """

    number = models.PositiveBigIntegerField(default=0)
    changed_second = models.PositiveBigIntegerField(default=0)

    objects = GenerationQuerySet.as_manager()

    def __str__(self):
        return str(self.number)
