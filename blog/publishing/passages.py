"""Keeping passages (定型文): every text that one has had stays known by its number."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Edition, Passage, PassageVersion
from blog.publishing import audit
from blog.publishing.errors import WrongState
from blog.text import passages


@transaction.atomic
def keep(passage: Passage, *, by, now=None) -> None:
    """Save a passage; a new text becomes its next version.

    What is printed already keeps the version that it was printed with.
    """
    now = now or timezone.now()
    check(passage)
    standing = Passage.objects.select_for_update().filter(pk=passage.pk).first()
    passage.version = standing.version if standing else 0
    is_new_text = standing is None or standing.body != passage.body
    if is_new_text:
        passage.version += 1
    passage.save()
    if is_new_text:
        PassageVersion.objects.create(
            passage=passage,
            number=passage.version,
            body=passage.body,
            made_by=by,
            made_at=now,
        )
    verb = "passage changed" if standing else "passage made"
    audit.record(passage, verb, by=by, at=now, version=passage.version)


def check(passage: Passage) -> None:
    """Raise WrongState when it holds another passage, or loses a name in use."""
    if passages.names(passage.body):
        raise WrongState(_("A passage cannot contain another passage."))
    was = Passage.objects.filter(pk=passage.pk).exclude(name=passage.name).first()
    if was and was.versions.exists():
        raise WrongState(
            _("Texts refer to “%(name)s” by its name: it stays.") % {"name": was.name}
        )


def outdated(passage: Passage, *, at) -> list[Edition]:
    """The editions on air at `at` that print an older version of the passage."""
    live = Edition.objects.live(at).for_lists().exclude(passages=[])
    return [
        edition
        for edition in live.newest_first()
        for each in edition.passages
        if each["name"] == passage.name and each["number"] < passage.version
    ]
