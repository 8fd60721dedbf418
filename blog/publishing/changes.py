"""What readers are told when another edition takes the place of one they have seen."""

from django.utils.translation import gettext as _

from blog.models import Window
from blog.publishing.errors import Finding, Incomplete

Change = Window.Change
# Of these readers are told in words, always.
WITH_NOTE = frozenset({Change.ADDITION, Change.CORRECTION, Change.APOLOGY})

TOLD = ("public_note", "wrong", "right", "cause")


def change_of(
    change: str, *, public_note="", wrong="", right="", cause=""
) -> dict[str, str]:
    """The fields of a window that replaces another, or Incomplete.

    `public_note`, `wrong` and `right` (誤 and 正) are for readers, `cause` stays in the
    newsroom. A minor change is one of which readers are told nothing.
    """
    told = {
        "public_note": public_note.strip(),
        "wrong": wrong.strip(),
        "right": right.strip(),
    }
    if found := [*_lacking(change, told), *_too_much(change, told)]:
        raise Incomplete(found)
    return {"change": change, "cause": cause.strip(), **told}


def _lacking(change, told):
    if change in WITH_NOTE and not told["public_note"]:
        said = _("Tell readers what has changed: %(kind)s needs a note.")
        kind = Change(change).label
        yield Finding("public_note", said % {"kind": kind})
    if change == Change.CORRECTION:
        if not told["wrong"]:
            yield Finding("wrong", _("Write what was wrong."))
        if not told["right"]:
            yield Finding("right", _("Write what is right."))


def _too_much(change, told):
    """Words that nobody would see are not swallowed in silence."""
    if change == Change.MINOR and any(told.values()):
        yield Finding(
            "change",
            _(
                "Readers are not told of a minor change. Choose another kind, or leave "
                "the note empty."
            ),
        )
    elif change != Change.CORRECTION and (told["wrong"] or told["right"]):
        yield Finding(
            "change", _("Wrong and right belong to a correction. Choose that kind.")
        )
