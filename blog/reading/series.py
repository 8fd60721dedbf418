"""Series: their index, the posts of one in its own order, a post's place in it."""

from dataclasses import dataclass

from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from blog.models import Edition, Series, Window
from blog.models.window import on_air
from blog.reading import meta
from blog.reading.listings import live_windows, unless_empty
from blog.reading.memory import remembered
from blog.reading.paging import listing


@dataclass(frozen=True)
class SeriesPlace:
    """No. `number` of `total`; the windows before and after it, None at an end."""

    series: Series
    number: int
    total: int
    previous: int | None
    next: int | None


@require_safe
def index(request):
    title = pgettext("readers", "Series")
    context = {
        "all_series": running(request),
        "meta": meta.of_index(reverse("series_index"), title),
    }
    return render(request, "blog/series_index.html", context)


def running(request) -> list[Series]:
    """Series with posts on air: how many, the highest number, the newest's date."""
    via = "editions__windows__"
    live = Series.objects.filter(
        on_air(request.at, via=via), **{f"{via}listed": True}
    ).annotate(
        total=Count("editions__windows", distinct=True),
        highest=Max("editions__series_number"),
        newest=Max("editions__windows__sort_at"),
    )
    return remembered(
        request, "series", lambda: list(live.order_by("position", "name"))
    )


@require_safe
def series(request, slug, number=1):
    found = get_object_or_404(Series, slug=slug)
    windows = live_windows(request).in_series(found)
    address = found.get_absolute_url()
    shown = unless_empty(
        listing(request, windows, address=address, number=number, pick=in_order)
    )
    return render(
        request,
        "blog/series.html",
        {
            "series": found,
            "listing": shown,
            "feed": f"{address}feed.xml",
            "meta": meta.of_list(
                shown,
                title=found.name,
                description=found.description,
                trail=[(pgettext("readers", "Series"), reverse("series_index"))],
                own_feeds=True,
            ),
        },
    )


def in_order(windows, start: int, size: int) -> list[Edition]:
    """Their editions without the long columns, by their number in the series."""
    ids = windows.order_by("edition__series_number", "post_id")
    ids = list(ids.values_list("pk", flat=True)[start : start + size])
    editions = Edition.objects.of_windows(ids).for_lists()
    return list(editions.order_by("series_number", "post_id"))


def place_of(edition, *, at) -> SeriesPlace | None:
    """None for a post of no series. One query, however long the series."""
    if edition.series_id is None:
        return None
    windows = Window.objects.live(at).listed().in_series(edition.series_id)
    rows = list(
        windows.order_by("edition__series_number", "post_id").values_list(
            "pk", "post_id", "edition__series_number"
        )
    )
    here = next(
        (place for place, row in enumerate(rows) if row[1] == edition.post_id), None
    )
    if here is None:
        return None
    highest = max(number or 0 for _pk, _post, number in rows)
    return SeriesPlace(
        series=edition.series,
        number=edition.series_number,
        total=max(edition.series.planned or 0, highest, len(rows)),
        previous=rows[here - 1][0] if here else None,
        next=rows[here + 1][0] if here + 1 < len(rows) else None,
    )
