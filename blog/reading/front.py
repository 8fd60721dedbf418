"""The front page: the lead, four pins, the newest by day, a band for each category."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, groupby

from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from blog.models import Category, Edition
from blog.reading import meta
from blog.reading.listings import live_windows
from blog.reading.memory import categories
from blog.reading.paging import editions_of, newest, newest_ids

PINS = 4
NEWEST = 8
# Of these the lead is the newest that has a cover.
LEAD_AMONG = 5
IN_A_BAND = 5
LEAST_IN_A_BAND = 3
OPENING_CHARACTERS = 240


@dataclass(frozen=True)
class Band:
    """A category's newest posts: the first large, the others in columns beside it."""

    category: Category
    first: Edition
    columns: list[list[Edition]]


@require_safe
def front(request):
    editions = newest(live_windows(request), 0, 1 + PINS + NEWEST)
    if not editions:
        return render(request, "blog/front.html", _frame())
    lead = next((each for each in editions[:LEAD_AMONG] if each.cover), editions[0])
    rest = [each for each in editions if each != lead]
    pinned = rest[:PINS]
    return render(
        request,
        "blog/front.html",
        _frame()
        | {
            "lead": lead,
            "opening": opening(lead),
            "pinned": pinned,
            "days": by_day(rest[PINS:], at=request.at),
            "newest_at": editions[0].published_at,
            "bands": bands(request, shown=[lead, *pinned]),
        },
    )


def _frame():
    return {"is_front": True, "meta": meta.of_front()}


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
