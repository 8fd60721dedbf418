"""The saves and editions of a post, and what lies between any two of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from blog.models import (
    Byline,
    Category,
    Company,
    CreditRole,
    Edition,
    Image,
    Kind,
    Post,
    SavePoint,
    Series,
    Tag,
)
from blog.models.edition import LONG
from blog.text import diff, figures


@dataclass(frozen=True)
class Version:
    """A save or an edition; `key` names it in addresses: s3, e2."""

    key: str
    row: SavePoint | Edition
    at: datetime
    snapshot: dict

    @property
    def is_edition(self) -> bool:
        return isinstance(self.row, Edition)


def version(post: Post, key: str) -> Version | None:
    """None for a key that names nothing of this post."""
    found = re.fullmatch(r"([es])([0-9]{1,9})", key, re.ASCII)
    if found is None:
        return None
    sort, number = found[1], int(found[2])
    if sort == "s":
        save = post.savepoints.select_related("saved_by").filter(number=number).first()
        return save and Version(key, save, save.saved_at, save.snapshot)
    edition = post.editions.defer(*LONG).filter(number=number).first()
    return edition and _of_edition(post, key, edition)


def _of_edition(post, key, edition):
    """By the save that it was made from, which alone has the lead as it was typed."""
    save = post.savepoints.filter(content_hash=edition.content_hash).first()
    return save and Version(key, edition, edition.made_at, save.snapshot)


@dataclass(frozen=True)
class FieldChange:
    """What is gone is marked in `before`, what is new in `after`."""

    label: str
    before: tuple[diff.Piece, ...]
    after: tuple[diff.Piece, ...]


@dataclass(frozen=True)
class Stretch:
    """Paragraphs in a row that have changed, or that have not."""

    is_changed: bool
    paragraphs: tuple[diff.Paragraph, ...]


@dataclass(frozen=True)
class Comparison:
    fields: list[FieldChange]
    figures: list[figures.FigureChange]
    stretches: list[Stretch]
    text_is_same: bool


def compare(before: Version | None, after: Version) -> Comparison:
    """What changed from one version to the other; from None everything is new."""
    old, new = before.snapshot if before else None, after.snapshot
    words_before, words_after = in_words(before), in_words(after)
    paragraphs = diff.compare(old["body"] if old else "", new["body"])
    return Comparison(
        fields=_field_changes(words_before, words_after),
        figures=figures.changes(paragraphs, _names(words_before, words_after))
        if before
        else [],
        stretches=[
            Stretch(is_changed, tuple(group))
            for is_changed, group in groupby(paragraphs, lambda p: p.is_changed)
        ],
        text_is_same=old is not None and old["body"] == new["body"],
    )


def _field_changes(before, after):
    return [
        FieldChange(
            label=str(_label(name)),
            before=_without(diff.Mark.ADDED, pieces),
            after=_without(diff.Mark.REMOVED, pieces),
        )
        for name in SPOKEN
        if before.get(name, "") != after.get(name, "")
        for pieces in [diff.words(before.get(name, ""), after.get(name, ""))]
    ]


def _without(mark, pieces):
    return tuple(piece for piece in pieces if piece.mark != mark)


def _label(name):
    field = {"credits": "bylines"}.get(name, name)
    return Post._meta.get_field(field).verbose_name


def _names(*versions):
    return {
        name
        for words in versions
        for key in ("tags", "credits")
        for name in words.get(key, "").split("、")
    }


def in_words(version: Version | None) -> dict[str, str]:
    """Every field but the text as a person would read it; {} for no version."""
    if version is None:
        return {}
    return {
        name: say(version.snapshot[name], version)
        for name, say in SPOKEN.items()
        if name in version.snapshot
    }


def _plain(value, version):
    return str(value or "")


def _yes_no(value, version):
    return _("yes") if value else _("no")


def _kind(value, version):
    return str(Kind(value).label)


def _row(model):
    def say(pk, version):
        return "、".join(_rows(model, [pk])) if pk else ""

    return say


def _tags(pks, version):
    if version.is_edition:
        return "、".join(tag["name"] for tag in version.row.tag_list)
    return "、".join(_rows(Tag, pks))


def _companies(pks, version):
    if version.is_edition:
        printed = version.row.company_list
        return "、".join(f"{each['name']}（{each['code']}）" for each in printed)
    return "、".join(_rows(Company, pks))


def _credits(pairs, version):
    if version.is_edition:
        credits = [(each["name"], each["role"]) for each in version.row.bylines]
    else:
        names = _rows(Byline, [pk for pk, _role in pairs])
        credits = zip(names, [role for _pk, role in pairs], strict=True)
    return "、".join(f"{name}（{CreditRole(role).label}）" for name, role in credits)


def _rows(model, pks: Iterable[int]) -> list[str]:
    found = model.objects.in_bulk(pks)
    gone = _("deleted, no. %(number)s")
    return [
        str(found[pk]) if pk in found else f"（{gone % {'number': pk}}）" for pk in pks
    ]


def _sources(sources, version):
    return "\n".join(
        " ".join(filter(None, (str(each.get(name, "")) for name in SOURCE_PARTS)))
        for each in sources
    )


SOURCE_PARTS = ("title", "publisher", "date", "accessed", "url")
SPOKEN = {
    "title": _plain,
    "kind": _kind,
    "category": _row(Category),
    "series": _row(Series),
    "series_number": _plain,
    "slug": _plain,
    "path": _plain,
    "excerpt": _plain,
    "tags": _tags,
    "companies": _companies,
    "credits": _credits,
    "cover": _row(Image),
    "description": _plain,
    "sources": _sources,
    "holdings": _plain,
    "data_as_of": _plain,
    "ai_use": _plain,
    "sponsor": _plain,
    "language": _plain,
    "translation_of": _plain,
    "canonical_url": _plain,
    "noindex": _yes_no,
    "in_sitemap": _yes_no,
    "revised_at": _plain,
}
