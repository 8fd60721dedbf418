"""When a text was published and last changed, as every surface says it."""

from django.utils import timezone


def changed_at(edition):
    """When the text last changed after its publication, here or before its import."""
    moments = (edition.updated_at, edition.revised_at)
    return max(
        (each for each in moments if each and each > edition.published_at), default=None
    )


def as_written(moment) -> str:
    """An instant as machines read it, in the site's zone."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
