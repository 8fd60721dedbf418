"""Where a reader goes on from a post, within its category."""

from django.db.models import OuterRef, Q, Subquery

from blog.models import Edition, Window

RELATED = 3
# So many of the newest are weighed by the tags that they share.
CANDIDATES = 24


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


def around(edition, *, at) -> dict:
    """The posts before and after it (None at an end), and three to go on with."""
    windows = Window.objects.live(at).listed().newest_first()
    if edition.category_id:
        windows = windows.in_category(edition.category_id)
    ids = [
        *windows.values_list("pk", flat=True)[: CANDIDATES + 1],
        edition.previous_window,
        edition.next_window,
    ]
    found = Edition.objects.of_windows(ids).with_window_number()
    near = {each.window: each for each in found.for_lists()}
    return {
        "previous": near.get(edition.previous_window),
        "next": near.get(edition.next_window),
        "related": _related(edition, [near[pk] for pk in ids[:-2] if pk in near]),
    }


def _related(edition, candidates):
    """The newest, those with more tags in common first; none hidden from search."""
    tags = {tag["id"] for tag in edition.tag_list}
    others = [
        each
        for each in candidates
        if each.post_id != edition.post_id and not each.noindex
    ]
    others.sort(key=lambda each: -len(tags & {tag["id"] for tag in each.tag_list}))
    return others[:RELATED]
