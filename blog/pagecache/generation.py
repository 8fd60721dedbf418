"""Which state of the public site an instant belongs to, and how long it lasts."""

from datetime import datetime, time, timedelta

from django.core.cache import cache
from django.db.models import Max, Min
from django.utils import timezone

from blog.models import Boundary, Generation


def generation(at) -> str:
    """A key for everything public at `at`: two instants with one key show the same.

    It carries the count of changes, the last boundary passed and the day in JST, since
    pages name the day.
    """
    passed = Boundary.objects.filter(at__lte=at).aggregate(Max("at"))["at__max"]
    stamp = f"{passed:%Y%m%d%H%M%S}" if passed else "0"
    day = timezone.localdate(at)
    return f"{Generation.objects.current()}.{stamp}.{day:%Y%m%d}"


def next_boundary(at) -> datetime:
    """When the public site next looks different: a window's edge, or midnight JST."""
    coming = Boundary.objects.filter(at__gt=at).aggregate(Min("at"))["at__min"]
    midnight = timezone.make_aware(
        datetime.combine(timezone.localdate(at) + timedelta(days=1), time())
    )
    return min(coming, midnight) if coming else midnight


def remembered(at, key: str, compute):
    """`compute()`, kept in the cache for as long as the site stays as it is at `at`."""
    return cache.get_or_set(f"{generation(at)}:{key}", compute, timeout=86_400)
