"""Keeping the house's own rules: dictionary, levels, synonyms, who pays us."""

from django.db import transaction
from django.forms.models import model_to_dict

from blog.models import (
    AffiliateHost,
    CheckLevel,
    DictionaryEntry,
    Edition,
    SynonymGroup,
)
from blog.publishing import audit
from blog.publishing.checks.words import word
from blog.text.proof import Document
from blog.text.proof.dictionary import hits

HouseRule = AffiliateHost | CheckLevel | DictionaryEntry | SynonymGroup
TRIED_ON = 50  # editions


@transaction.atomic
def keep(row: HouseRule, *, by) -> None:
    """Save a row of the house's rules, with what it was before on record."""
    before = type(row).objects.filter(pk=row.pk).first()
    row.save()
    audit.record(
        row,
        "house rule changed" if before else "house rule made",
        by=by,
        was=model_to_dict(before) if before else {},
        became=model_to_dict(row),
    )


@transaction.atomic
def drop(row: HouseRule, *, by) -> None:
    audit.record(row, "house rule removed", by=by, was=model_to_dict(row))
    row.delete()


def tried(entry: DictionaryEntry) -> tuple[int, int]:
    """In how many of the newest editions it is found, and of how many."""
    editions = Edition.objects.order_by("-pk")
    if entry.category_id:
        editions = editions.filter(category=entry.category_id)
    sought = word(entry)
    found = [
        any(hits(sought, Document(title=title, html=html)))
        for title, html in editions.values_list("title", "html")[:TRIED_ON]
    ]
    return sum(found), len(found)
