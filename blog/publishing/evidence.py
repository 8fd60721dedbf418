"""What readers saw of a post at an instant, and whether it still is what it was."""

from dataclasses import dataclass
from datetime import datetime

from blog.models import Approval, Audit, Edition, Post, StepPass, Window
from blog.models.post import digest
from blog.publishing.freezing import fingerprint

# Fields that an edition has as its manuscript had them, by their name in the snapshot.
COPIED = {
    "kind": "kind",
    "title": "title",
    "slug": "slug",
    "path": "path_given",
    "body": "body",
    "description": "description",
    "category": "category_id",
    "cover": "cover_id",
    "series": "series_id",
    "series_number": "series_number",
    "language": "language",
    "translation_of": "translation_of_id",
    "canonical_url": "canonical_url",
    "noindex": "noindex",
    "in_sitemap": "in_sitemap",
    "sources": "sources",
    "sponsor": "sponsor",
}


@dataclass(frozen=True)
class Evidence:
    """`window` is the one that held the instant `at`; None before the first of all.

    `is_genuine` says that the edition's row and its save give the edition's hash, and
    that this is the hash that was approved and went on record.
    """

    at: datetime
    window: Window | None
    edition: Edition | None
    is_genuine: bool
    approvals: list[Approval]
    passes: list[StepPass]
    windows: list[Window]
    records: list[Audit]


def at_instant(post: Post, at: datetime) -> Evidence:
    windows = list(
        post.windows.select_related(
            "edition__category", "edition__cover", "made_by", "cancelled_by", "address"
        )
    )
    window = next((one for one in windows if _holds(one, at)), None)
    edition = window and window.edition
    approvals = list(edition.approvals.select_related("approved_by")) if edition else []
    return Evidence(
        at=at,
        window=window,
        edition=edition,
        is_genuine=edition is not None and is_genuine(edition, approvals),
        approvals=approvals,
        passes=_passes(edition) if edition else [],
        windows=windows,
        records=_records(post, at),
    )


def is_genuine(edition: Edition, approvals: list[Approval]) -> bool:
    save = edition.post.savepoints.filter(content_hash=edition.content_hash).first()
    return (
        save is not None
        and digest(save.snapshot) == edition.content_hash
        and fingerprint(edition, save.snapshot) == edition.sha256
        and all(
            save.snapshot.get(name) == getattr(edition, field)
            for name, field in COPIED.items()
            if name in save.snapshot or name == "translation_of"
        )
        and all(approval.sha256 == edition.sha256 for approval in approvals)
        and _on_record(edition) <= {edition.sha256}
    )


def _on_record(edition):
    """The hashes under which the audit knows the edition."""
    rows = Audit.objects.filter(
        kind="post", object_id=edition.post_id, details__edition=edition.number
    )
    return set(rows.values_list("details__sha256", flat=True)) - {None}


def _holds(window, at):
    return window.cancelled_at is None and window.starts_at <= at < window.ends_at


def _passes(edition):
    passes = edition.post.step_passes.filter(content_hash=edition.content_hash)
    return list(passes.select_related("passed_by"))


def _records(post, at):
    """What was done to the post until then, besides mere saves."""
    rows = Audit.objects.filter(kind="post", object_id=post.pk, at__lte=at)
    return list(rows.exclude(verb="saved").select_related("by").order_by("at", "pk"))
