"""Writing the audit: one row for each thing that somebody did, chained to the last."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from blog.models import Audit

# What is recorded, here so that it is translated.
VERBS = (
    _("created"),
    _("saved"),
    _("submitted"),
    _("changes requested"),
    _("approved"),
    _("approved afterwards"),
    _("step passed"),
    _("step skipped"),
    _("steps changed"),
    _("assigned"),
    _("commented"),
    _("comment answered"),
    _("comment settled"),
    _("comment reopened"),
    _("scheduled"),
    _("cancelled"),
    _("moved"),
    _("published"),
    _("updated"),
    _("rolled back"),
    _("ended"),
    _("taken down"),
    _("published in an emergency"),
    _("brought in"),
    _("brought in again"),
    _("held"),
    _("spiked"),
    _("resumed"),
    _("trashed"),
    _("recovered"),
    _("thrown away"),
    _("preview shared"),
    _("preview link revoked"),
    _("shared preview viewed"),
    _("let pass"),
    _("no longer let pass"),
    _("house rule made"),
    _("house rule changed"),
    _("house rule removed"),
    _("crawlers changed"),
    _("saves thinned"),
    _("picture taken in"),
    _("passage made"),
    _("passage changed"),
    _("template made"),
    _("template changed"),
    _("template removed"),
    _("pinned"),
    _("unpinned"),
    _("related posts chosen"),
    _("furniture made"),
    _("furniture changed"),
    _("furniture removed"),
    _("account made"),
    _("account changed"),
    _("rights given"),
    _("rights taken"),
    _("removed"),
)
# Any number of our own; PostgreSQL knows advisory locks by number.
CHAIN_LOCK = 0xA0D17


@transaction.atomic
def record(
    subject, verb: str, *, by, at=None, reason="", before="", after="", **details
) -> Audit:
    """Note that `by` (None: the system) did `verb` to a saved row at `at`."""
    row = Audit(
        at=at or timezone.now(),
        by=by,
        verb=verb,
        kind=subject._meta.model_name,
        object_id=subject.pk,
        label=str(subject)[:255],
        from_state=before,
        to_state=after,
        reason=reason,
        details=details,
        previous=_end_of_chain(),
    )
    row.sha256 = row.fingerprint()
    row.save()
    return row


def named(edition) -> dict:
    """The details by which the record vouches for an edition's text."""
    return {"edition": edition.number, "sha256": edition.sha256} if edition else {}


def _end_of_chain():
    """The last row's hash. Nobody else adds a row until this transaction ends.

    On SQLite a transaction is alone by itself (IMMEDIATE). On PostgreSQL a lock of the
    last row would not do: who waited for it would still read that row as the last.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    newest = Audit.objects.order_by("-pk")
    return newest.values_list("sha256", flat=True).first() or ""


@dataclass(frozen=True)
class Flaw:
    """`row` was changed, or (is_gap) what stood before it is not there any more."""

    row: Audit
    is_gap: bool


def flaws() -> Iterator[Flaw]:
    """Where the record is no longer what was written.

    Rows cut off at its end leave no trace in it; who has kept the hash of one of them
    can still ask for it.
    """
    previous = ""
    for row in Audit.objects.order_by("pk").iterator():
        if row.sha256 != row.fingerprint():
            yield Flaw(row, is_gap=False)
        elif row.previous != previous:
            yield Flaw(row, is_gap=True)
        previous = row.sha256
