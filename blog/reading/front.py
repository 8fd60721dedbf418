"""The front page: lead and pins, newest and most read, a band for each category.

Editors pin posts to the lead and the four places under it; the newest fill the rest.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, groupby

from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from blog.models import Category, Edition, Pin, Slot
from blog.models.window import on_air
from blog.reading import features, meta, popular, series
from blog.reading.listings import live_windows
from blog.reading.memory import categories
from blog.reading.paging import editions_of, newest_ids

PINS = len(Slot) - 1
NEWEST = 8
# Of these the lead is the newest that has a cover.
LEAD_AMONG = 5
IN_A_BAND = 5
LEAST_IN_A_BAND = 3
OPENING_CHARACTERS = 240
SERIES, FEATURES = 4, 3


@dataclass(frozen=True)
class Band:
    """A category's newest posts: the first large, the others in columns beside it."""

    category: Category
    first: Edition
    columns: list[list[Edition]]


@require_safe
def front(request):
    composed = compose(request)
    if composed is None:
        return render(request, "blog/front.html", _frame())
    lead, pinned = composed.lead, composed.pinned
    return render(
        request,
        "blog/front.html",
        _frame()
        | {
            "lead": lead,
            "opening": opening(lead),
            "pinned": pinned,
            "days": by_day(composed.rest, at=request.at),
            "newest_at": composed.newest_at,
            "popular": popular.ranking(request, hours=popular.DAY),
            "running": newest_series(request),
            "features": features.shown(request)[:FEATURES],
            "bands": bands(request, shown=[lead, *pinned]),
        },
    )


@dataclass(frozen=True)
class Composed:
    """`rest` are the newest that stand in no slot."""

    lead: Edition
    pinned: list[Edition]
    rest: list[Edition]
    newest_at: datetime


def compose(request) -> Composed | None:
    """Who holds the slots at `request.at`; None while nothing is on air."""
    held = _held_slots(request.at)
    ids = newest_ids(live_windows(request), 0, len(Slot) + NEWEST)
    found = editions_of([*ids, *held.values()])
    if not found:
        return None
    by_window = {each.window: each for each in found}
    slots = {slot: by_window[pk] for slot, pk in held.items() if pk in by_window}
    newest = [by_window[pk] for pk in ids if pk in by_window]
    free = [each for each in newest if each not in slots.values()]
    if Slot.LEAD not in slots and free:
        with_cover = (each for each in free[:LEAD_AMONG] if each.cover)
        slots[Slot.LEAD] = next(with_cover, free[0])
        free.remove(slots[Slot.LEAD])
    for slot in Slot:
        if slot not in slots and free:
            slots[slot] = free.pop(0)
    shown = [slots[slot] for slot in Slot if slot in slots]
    return Composed(shown[0], shown[1:], free[:NEWEST], newest[0].published_at)


def _held_slots(at) -> dict[int, int]:
    """Slot to window of the pins that show; a post stands in one slot only."""
    pins = Pin.objects.showing(at).filter(
        on_air(at, via="post__windows__"), post__windows__listed=True
    )
    slots = {}
    rows = pins.order_by("slot", "-starts_at", "-pk")
    for slot, window in rows.values_list("slot", "post__windows"):
        if slot not in slots and window not in slots.values():
            slots[slot] = window
    return slots


def _frame():
    return {"is_front": True, "meta": meta.of_front()}


def newest_series(request):
    """Those with the newest posts."""
    by_date = sorted(series.running(request), key=lambda each: each.newest)
    return by_date[::-1][:SERIES]


def opening(edition) -> str:
    """The first sentences of the text, unless the excerpt was made from them."""
    text = Edition.objects.values_list("text", flat=True).get(pk=edition.pk)
    start = text[:OPENING_CHARACTERS].replace("\n", "")
    if edition.excerpt[:20] in start:
        return ""
    sentences = re.match(r".*[。！？]", start)
    return sentences.group() if sentences else ""


def by_day(editions, *, at):
    """(heading, editions) pairs: today, yesterday, then dates (JST)."""
    today = timezone.localdate(at)
    names = {today: _("Today"), today - timedelta(days=1): _("Yesterday")}
    day_format = pgettext("date format", "F j")
    return [
        (names.get(day) or date_format(day, day_format), list(group))
        for day, group in groupby(
            editions, key=lambda each: timezone.localdate(each.published_at)
        )
    ]


def bands(request, *, shown) -> list[Band]:
    """One for each category with enough posts beside those `shown` above."""
    above = [each.post_id for each in shown]
    windows = live_windows(request).exclude(post__in=above)
    picked = [
        newest_ids(windows.in_category(category), 0, IN_A_BAND)
        for category in categories(request)
    ]
    by_category = defaultdict(list)
    for edition in editions_of(chain.from_iterable(picked)):
        by_category[edition.category_id].append(edition)
    return [
        _band(category, by_category[category.pk])
        for category in categories(request)
        if len(by_category[category.pk]) >= LEAST_IN_A_BAND
    ]


def _band(category, editions):
    first, *others = editions
    columns = [others[:3]] if first.cover else [others[:2], others[2:]]
    return Band(category, first, [column for column in columns if column])
