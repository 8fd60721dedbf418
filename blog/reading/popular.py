"""What is read most: counted here, by the hour, without cookies or addresses.

A ranking covers whole hours, so it changes at full hours only: those are boundaries,
and the page cache needs to know nothing of it.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from blog.models import Boundary, Edition, ReadCount, Window
from blog.reading import meta
from blog.reading.memory import remembered

DAY, WEEK = 24, 24 * 7  # hours
# Fewer posts are no ranking, and fewer reads would tell of single readers.
LEAST_POSTS, LEAST_READS = 3, 3
IN_A_BOX, ON_THE_PAGE = 5, 20
# As many are looked at, in case some are off the air or of other categories.
LOOKED_AT = 200
KEPT = timedelta(days=35)
MOST_A_MINUTE = 60  # of one post

BOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|headless|fetch|monitor|curl|wget|python|java/|http",
    re.IGNORECASE,
)


def ranking(
    request, *, hours: int, most: int = IN_A_BOX, category=None
) -> list[Edition]:
    """The most read of what is on air, or [] when there is too little to tell."""
    key = f"popular:{hours}:{most}:{category.pk if category else 0}"
    ids = remembered(
        request, key, lambda: _most_read(request.at, hours, most, category)
    )
    if len(ids) < LEAST_POSTS:
        return []
    editions = {
        each.post_id: each
        for each in Edition.objects.live(request.at).filter(post__in=ids).for_lists()
    }
    return [editions[pk] for pk in ids if pk in editions]


def _most_read(at, hours, most, category) -> list[int]:
    until = _hour(at)
    counts = ReadCount.objects.filter(
        hour__gte=until - timedelta(hours=hours), hour__lt=until
    )
    totals = (
        counts.values("post")
        .annotate(total=Sum("count"))
        .filter(total__gte=LEAST_READS)
        .order_by("-total", "-post")
    )
    posts = list(totals.values_list("post", flat=True)[:LOOKED_AT])
    if not posts:
        return []
    windows = Window.objects.live(at).listed().filter(post__in=posts)
    if category:
        windows = windows.in_category(category)
    shown = set(windows.values_list("post_id", flat=True))
    return [pk for pk in posts if pk in shown][:most]


@require_safe
def popular(request):
    return render(
        request,
        "blog/popular.html",
        {
            "rankings": [
                (str(hours), label, ranking(request, hours=hours, most=ON_THE_PAGE))
                for hours, label in ((DAY, _("24 hours")), (WEEK, _("7 days")))
            ],
            "meta": meta.of_index(reverse("popular"), _("Most read")),
        },
    )


# Nothing is done in anybody's name, and the page that sends it has no cookie to check.
@csrf_exempt
@require_POST
def read(request):
    """One read of the post whose number is sent; every answer is the same."""
    number = request.POST.get("post", "")
    if re.fullmatch(r"[0-9]{1,15}", number, re.ASCII) and _is_reader(request):
        _count(int(number), request.at)
    return HttpResponse(status=204)


def _is_reader(request) -> bool:
    """A browser on our own page, and nobody of the newsroom."""
    agent = request.headers.get("User-Agent", "")
    own = (settings.SITE_URL, f"{request.scheme}://{request.get_host()}")
    return (
        bool(agent)
        and not BOTS.search(agent)
        and request.headers.get("Origin") in own
        and not request.user.is_authenticated
    )


def _count(post_id, at):
    if not _has_room(post_id, at):
        return
    if not Window.objects.live(at).listed().filter(post=post_id).exists():
        return
    hour = _hour(at)
    if ReadCount.objects.add(post_id, hour):
        for after in (1, DAY + 1, WEEK + 1):
            Boundary.objects.get_or_create(at=hour + timedelta(hours=after))
        ReadCount.objects.filter(hour__lt=at - KEPT).delete()


def _has_room(post_id, at) -> bool:
    """Whether a flood of reads of this post still counts."""
    key = f"reads:{post_id}:{at:%Y%m%d%H%M}"
    cache.add(key, 0, timeout=120)
    try:
        return (cache.incr(key) or 0) <= MOST_A_MINUTE
    except ValueError:  # the cache is full, or away
        return True


def _hour(at):
    return at.replace(minute=0, second=0, microsecond=0)
