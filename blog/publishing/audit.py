"""Writing the audit: one row for each thing that somebody did."""

from django.utils import timezone

from blog.models import Audit


def record(
    subject, verb: str, *, by, at=None, reason="", before="", after="", **details
) -> Audit:
    """Note that `by` (None: the system) did `verb` to a saved row at `at`."""
    return Audit.objects.create(
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
    )
