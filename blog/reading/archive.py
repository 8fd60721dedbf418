"""Posts by the year, month and day of their first publication, in JST."""

from datetime import date, timedelta

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from blog.reading import meta
from blog.reading.listings import live_windows
from blog.reading.memory import remembered
from blog.reading.paging import Listing, listing
from blog.reading.tally import tally_of


@require_safe
def archive(request):
    windows = live_windows(request)
    tally = remembered(request, "tally:/", lambda: tally_of(windows))
    numbers = sorted({month.year for month in tally}, reverse=True)
    path = reverse("archive")
    return render(
        request,
        "blog/archive.html",
        {
            "listing": Listing(path, 1, tally),
            "years": [year_row(number, tally) for number in numbers],
            "meta": meta.of_index(path, _("Archive by month")),
        },
    )


@require_safe
def year(request, year, number=1):
    start, end = _beginning(year), _beginning(year + 1)
    address = reverse("archive_year", args=[year])
    shown = _between(request, start, end, address=address, number=number)
    heading = date_format(start, pgettext("date format", "Y"))
    return render(
        request,
        "blog/archive_year.html",
        {
            "heading": heading,
            "listing": shown,
            "year": year_row(year, shown.tally),
            "meta": meta.of_list(shown, title=heading, trail=[_archive()]),
        },
    )


@require_safe
def month(request, year, month, number=1):
    start = _beginning(year, month)
    end = _beginning(year + month // 12, month % 12 + 1)
    address = reverse("archive_month", args=[year, month])
    shown = _between(request, start, end, address=address, number=number)
    heading = date_format(start, pgettext("date format", "F Y"))
    trail = [_archive(), _year(start)]
    return render(
        request,
        "blog/archive_month.html",
        {
            "heading": heading,
            "listing": shown,
            "has_days": True,
            "meta": meta.of_list(shown, title=heading, trail=trail),
        },
    )


@require_safe
def day(request, year, month, day, number=1):
    start = _beginning(year, month, day)
    end = start + timedelta(days=1)  # JST has no summer time
    address = reverse("archive_day", args=[year, month, day])
    shown = _between(request, start, end, address=address, number=number)
    heading = date_format(start, pgettext("date format", "F j, Y"))
    trail = [_archive(), _year(start), _month(start)]
    return render(
        request,
        "blog/archive_month.html",
        {
            "heading": heading,
            "listing": shown,
            "meta": meta.of_list(shown, title=heading, trail=trail),
        },
    )


def year_row(number: int, tally: dict[date, int]) -> dict:
    """Twelve months with their counts."""
    firsts = [date(number, month, 1) for month in range(1, 13)]
    months = [{"first": first, "total": tally.get(first, 0)} for first in firsts]
    return {"number": number, "first": firsts[0], "months": months}


def _between(request, start, end, *, address, number):
    windows = live_windows(request).published_between(start, end)
    shown = listing(request, windows, address=address, number=number)
    if not shown.total:
        raise Http404
    return shown


def _beginning(year, month=1, day=1):
    """Midnight JST; Http404 for what no calendar has."""
    try:
        return timezone.make_aware(timezone.datetime(year, month, day))
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def _archive():
    return (_("Archive by month"), reverse("archive"))


def _year(start):
    name = date_format(start, pgettext("date format", "Y"))
    return (name, reverse("archive_year", args=[start.year]))


def _month(start):
    name = date_format(start, pgettext("date format", "F Y"))
    return (name, reverse("archive_month", args=[start.year, start.month]))
