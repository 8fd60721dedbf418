"""Hits narrowed down by category, year, tag and author, and counted for each.

The counts beside a name are what a reader gets on choosing it: all that is chosen
counts but for the choice in the same list, which it would take the place of.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from blog.models import EditionByline, EditionTag
from blog.reading.search.choice import Choice
from blog.search import Hit
from blog.search.index import backend

LONGEST = 10
LISTS = ("category", "year", "tag", "author")
LINKS = {"tag": (EditionTag, "tag"), "author": (EditionByline, "byline")}


@dataclass(frozen=True)
class Narrowed:
    """`chosen` are the choices to undo; `facets` the lists to choose from."""

    hits: list[Hit]
    chosen: list[dict] = field(default_factory=list)
    facets: list[dict] = field(default_factory=list)


def narrow(hits: list[Hit], choice: Choice, categories) -> Narrowed:
    return _Narrowing(hits, choice, categories).run()


class _Narrowing:
    def __init__(self, hits, choice, categories):
        self.hits, self.choice = hits, choice
        self.categories = {each.pk: each for each in categories}
        # The name of what is chosen, where the hits know it; their editions by list.
        self.names, self.members = {}, {}
        for name in LINKS:
            if getattr(choice, name):
                self._look_up(name)

    def run(self) -> Narrowed:
        facets = {name: self._counts(name) for name in LISTS}
        return Narrowed(
            hits=self._passing(),
            chosen=[self._chosen(name) for name in LISTS if getattr(self.choice, name)],
            facets=[self._facet(name, rows) for name, rows in facets.items() if rows],
        )

    def _look_up(self, name):
        model, other = LINKS[name]
        slug = getattr(self.choice, name)
        rows = model.objects.filter(
            edition__in=backend().among(hit.edition for hit in self.hits),
            **{f"{other}__slug": slug},
        ).values_list("edition", f"{other}__name")
        self.members[name] = {edition for edition, _name in rows}
        self.names[name] = next((printed for _edition, printed in rows), slug)

    def _passing(self, *, but=""):
        """The hits that all choices leave, that in the list `but` set aside."""
        tests = [
            self._test(name)
            for name in LISTS
            if name != but and getattr(self.choice, name)
        ]
        return [hit for hit in self.hits if all(test(hit) for test in tests)]

    def _test(self, name):
        if name == "category":
            wanted = next(
                (
                    pk
                    for pk, each in self.categories.items()
                    if each.slug == self.choice.category
                ),
                None,
            )
            return lambda hit: hit.category == wanted
        if name == "year":
            return lambda hit: hit.year == int(self.choice.year)
        return lambda hit: hit.edition in self.members[name]

    def _counts(self, name):
        """(value in the address, name, count) rows."""
        hits = self._passing(but=name)
        if name == "category":
            counts = Counter(hit.category for hit in hits)
            return [
                (each.slug, each.name, counts[pk])
                for pk, each in sorted(
                    self.categories.items(), key=lambda row: -counts[row[0]]
                )
                if counts[pk]
            ]
        if name == "year":
            counts = Counter(hit.year for hit in hits)
            years = sorted(counts, reverse=True)
            return [(str(year), _year_name(year), counts[year]) for year in years]
        return self._linked(name, hits)

    def _linked(self, name, hits):
        model, other = LINKS[name]
        rows = (
            model.objects.filter(
                edition__in=backend().among(hit.edition for hit in hits)
            )
            .values_list(f"{other}__slug", f"{other}__name")
            .annotate(total=Count("edition", distinct=True))
            .order_by("-total", f"{other}__name", f"{other}__slug")
        )
        return list(rows[:LONGEST])

    def _facet(self, name, rows):
        current = getattr(self.choice, name)
        return {
            "title": _title(name),
            "links": [
                {
                    "address": self.choice.with_(
                        **{name: "" if value == current else value}
                    ).address,
                    "text": text,
                    "count": count,
                    "is_current": value == current,
                }
                for value, text, count in rows
            ],
        }

    def _chosen(self, name):
        value = getattr(self.choice, name)
        if name == "category":
            slugs = {each.slug: each.name for each in self.categories.values()}
            text = slugs.get(value, value)
        elif name == "year":
            text = _year_name(int(value))
        else:
            text = self.names[name]
        return {"text": text, "address": self.choice.with_(**{name: ""}).address}


def _title(name):
    return {
        "category": _("Category"),
        "year": pgettext("facet", "Year"),
        "tag": _("Tags"),
        "author": _("Authors"),
    }[name]


def _year_name(year):
    first = timezone.datetime(year, 1, 1)  # noqa: DTZ001
    return date_format(first, pgettext("date format", "Y"))
