"""What readers are told of interests: who holds what, who has read it, what made it.

One function for the page, for print, for feeds and for mail.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from blog.models import CreditRole


@dataclass(frozen=True)
class Row:
    """`at` is an instant that belongs to the words, or None."""

    label: str
    text: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Disclosure:
    sentence: str
    rows: list[Row]


def disclosure_of(edition) -> Disclosure | None:
    """None when there is nothing to tell.

    The sentence is the one that was approved with the text. A text approved when its
    category had none (all that came by import) is told the category's present one.
    """
    told, sentence = edition.disclosure, sentence_of(edition)
    if not (sentence or told):
        return None
    rows = [
        Row(pgettext_lazy("disclosure", "Holdings"), told.get("holdings", "")),
        _data_day(told.get("data_as_of")),
        _review(edition),
        Row(pgettext_lazy("disclosure", "Use of AI"), told.get("ai_use", "")),
    ]
    return Disclosure(sentence, [row for row in rows if row.text or row.at])


def _data_day(day):
    """`day` is YYYY-MM-DD, or None."""
    label = pgettext_lazy("disclosure", "Data as of")
    if not day:
        return Row(label)
    midnight = datetime.combine(date.fromisoformat(day), time())
    return Row(label, at=timezone.make_aware(midnight))


def sentence_of(edition) -> str:
    of_category = edition.category.disclosure if edition.category else ""
    return edition.disclosure.get("sentence") or of_category


def _review(edition):
    """Names as printed, never accounts; the day is that of the approval."""
    names = [
        each["name"]
        for each in edition.bylines
        if each["role"] == CreditRole.SUPERVISOR
    ]
    label = pgettext_lazy("disclosure", "Reviewed by")
    if not names:
        return Row(label)
    joined = pgettext("between names", ", ").join(names)
    return Row(label, joined, _reviewed_at(edition))


def _reviewed_at(edition):
    """None where nobody has read it before readers did: in an emergency, by import."""
    if edition.on_air_since is None or edition.emergency:
        return None
    made_at = edition.made_at.replace(microsecond=0)
    return made_at if made_at <= edition.on_air_since else None
