"""Where a reader goes on from a post: before and after it, and what is near to it."""

from math import log2

from django.db.models import (
    Case,
    FloatField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)

from blog.models import Edition, RelatedPin, Window
from blog.models.window import on_air
from blog.reading.memory import posts_by_tag, posts_with_pins
from blog.reading.series import place_of
from blog.text.likeness import bigrams, jaccard

RELATED = 3
# So many of those that share tags, and of the newest in the category, are weighed.
CANDIDATES = 24
# What a shared category and a title of the same words count beside rare tags (about 1).
CATEGORY_WEIGHT = 0.25
TITLE_WEIGHT = 2.0
TAG = "edition__tag_links__tag"


def with_neighbours(editions, at):
    """Adds `previous_window` and `next_window`, by date within the category."""
    here, post = OuterRef("published_at"), OuterRef("post_id")
    windows = Window.objects.live(at).listed().filter(category=OuterRef("category_id"))
    older = windows.filter(Q(sort_at__lt=here) | Q(post__lt=post), sort_at__lte=here)
    newer = windows.filter(Q(sort_at__gt=here) | Q(post__gt=post), sort_at__gte=here)
    return editions.annotate(
        previous_window=Subquery(older.newest_first().values("pk")[:1]),
        next_window=Subquery(newer.newest_first().reverse().values("pk")[:1]),
    )


def around(edition, request) -> dict:
    """The posts before and after it (None at an end), and three to go on with.

    In a series these are its neighbours there, else those by date in its category.
    """
    at = request.at
    place = place_of(edition, at=at)
    previous = place.previous if place else edition.previous_window
    following = place.next if place else edition.next_window
    pinned = _pinned(edition, request)
    shared = _sharing_tags(edition, request)
    ids = [*pinned, *shared, *_newest_near(edition, at), previous, following]
    found = Edition.objects.of_windows(ids).for_lists()
    near = {each.window: each for each in found}
    candidates = [near[pk] for pk in dict.fromkeys(ids[:-2]) if pk in near]
    return {
        "place": place,
        "previous": near.get(previous),
        "next": near.get(following),
        "related": _related(edition, candidates, pinned, shared),
    }


def _pinned(edition, request) -> list[int]:
    """The windows of what an editor chose, in that order."""
    if edition.post_id not in posts_with_pins(request):
        return []
    pins = RelatedPin.objects.filter(
        on_air(request.at, via="related__windows__"),
        post=edition.post_id,
        related__windows__listed=True,
    )
    ids = pins.order_by("position", "pk").values_list("related__windows", flat=True)
    return list(ids[:RELATED])


def _sharing_tags(edition, request) -> dict[int, float]:
    """Windows by what their tags weigh: a rare tag in common says more."""
    tags = [tag["id"] for tag in edition.tag_list]
    if not tags:
        return {}
    counts = posts_by_tag(request)
    weights = [
        When(**{TAG: pk, "then": Value(1 / log2(1 + counts.get(pk, 1)))}) for pk in tags
    ]
    scored = (
        Window.objects.live(request.at)
        .listed()
        .filter(**{f"{TAG}__in": tags})
        .exclude(post=edition.post_id)
        .values("pk", "sort_at")
        .annotate(weight=Sum(Case(*weights, output_field=FloatField())))
        .order_by("-weight", "-sort_at", "-pk")
    )
    return dict(scored.values_list("pk", "weight")[:CANDIDATES])


def _newest_near(edition, at) -> list[int]:
    windows = Window.objects.live(at).listed().newest_first()
    if edition.category_id:
        windows = windows.in_category(edition.category_id)
    return list(windows.values_list("pk", flat=True)[: CANDIDATES + 1])


def _related(edition, candidates, pinned, shared):
    """Pinned ones first, then the nearest; never itself or hidden from search."""
    words = bigrams(edition.title)

    def distance(each):
        if each.window in pinned:
            return (0, pinned.index(each.window))
        nearness = (
            shared.get(each.window, 0)
            + CATEGORY_WEIGHT * (each.category_id == edition.category_id)
            + TITLE_WEIGHT * jaccard(words, bigrams(each.title))
        )
        return (1, -nearness)

    others = [
        each
        for each in candidates
        if each.post_id != edition.post_id and not each.noindex
    ]
    # Newest first among equals: sorting keeps their order.
    others.sort(key=lambda each: (each.published_at, each.post_id), reverse=True)
    return sorted(others, key=distance)[:RELATED]
