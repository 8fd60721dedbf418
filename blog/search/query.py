"""From what a reader typed to the live editions that have it, best first."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import add, or_
from typing import NamedTuple

from django.db.models import Case, FloatField, Q, Value, When
from django.utils import timezone

from blog.models import Window
from blog.search.index import backend
from blog.search.synonyms import expand
from blog.text.search import query as typed
from blog.text.search.query import Query
from blog.text.search.tokens import needle

# What a word counts where it stands; in the body at most 1.
POINTS = {"title": 10, "names": 4, "headings": 4, "excerpt": 2}
HALVED_IN = 4 * 365.25 * 86_400  # seconds
DOCUMENT = "edition__search_document"


class Hit(NamedTuple):
    """An edition on air and what it is narrowed down by; `year` is that of its first
    publication in the site's zone. There may be thousands."""

    edition: int
    window: int
    category: int | None
    year: int
    published_at: datetime
    rank: tuple


@dataclass(frozen=True)
class Found:
    """`hits`, best first; `is_loose` when none has every word and these have some.

    `words` and what may stand for them are spelled, to be marked in the texts.
    """

    query: Query
    words: tuple[str, ...] = ()
    hits: list[Hit] = field(default_factory=list)
    is_loose: bool = False


def search(text: str, *, at) -> list[int]:
    """The ids of the editions on air at `at` that have the words, best first."""
    return [hit.edition for hit in find(text, at=at).hits]


def find(text: str, *, at) -> Found:
    query = typed.parse(text)
    if not query.words:
        return Found(query)
    words, excluded = expand(query.words), expand(query.excluded)
    hits = _ranked(query, words, excluded, at=at)
    is_loose = not hits and len(words) > 1
    if is_loose:
        hits = _some_of(query, words, excluded, at=at)
    spellings = tuple(each for spellings in words for each in spellings)
    return Found(query, spellings, hits, is_loose)


def _ranked(query, words, excluded, *, at):
    hits = _hits(query, words, excluded, at=at)
    return sorted(hits, key=lambda hit: hit.rank, reverse=True)


def _some_of(query, words, excluded, *, at):
    """Those that have any of the words; who has more of them comes first."""
    ranks, hits = defaultdict(list), {}
    for word in words:
        for hit in _hits(query, (word,), excluded, at=at):
            ranks[hit.edition].append(hit.rank)
            hits[hit.edition] = hit

    def rank(edition):
        return len(ranks[edition]), sorted(ranks[edition], reverse=True)

    return [hits[edition] for edition in sorted(hits, key=rank, reverse=True)]


def _hits(query, words, excluded, *, at) -> list[Hit]:
    weights = backend().match(words, excluded)
    windows = (
        Window.objects.live(at)
        .listed()
        .filter(edition__in=backend().among(weights))
        .annotate(
            points=_points(words),
            is_title=Case(
                When(**{f"{DOCUMENT}__title": query.title}, then=1), default=0
            ),
        )
        .order_by()
        .values_list("edition", "pk", "category", "sort_at", "is_title", "points")
    )
    zone = timezone.get_current_timezone()
    return [
        Hit(
            edition=edition,
            window=window,
            category=category,
            year=sort_at.astimezone(zone).year,
            published_at=sort_at,
            rank=(
                is_title,
                (points + weights[edition]) * _freshness(at - sort_at),
                sort_at,
                edition,
            ),
        )
        for edition, window, category, sort_at, is_title, points in windows
    ]


def _freshness(age):
    return 1 / (1 + max(age.total_seconds() / HALVED_IN, 0))


def _points(words):
    """The mean over the words of what they count in the short fields."""
    each = [
        Case(
            When(_holds(name, spellings), then=Value(float(points))),
            default=Value(0.0),
            output_field=FloatField(),
        )
        for spellings in words
        for name, points in POINTS.items()
    ]
    return reduce(add, each) / len(words)


def _holds(name, spellings):
    column = f"{DOCUMENT}__{name}__contains"
    return reduce(or_, [Q(**{column: needle(each)}) for each in spellings])
