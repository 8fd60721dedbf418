"""Counting what readers look for in vain: a list of words for the newsroom."""

import re
from contextlib import suppress

from django.core.cache import cache
from django.db import OperationalError
from django.db.models import F
from django.utils import timezone

from blog.models import SearchMiss
from blog.text.japanese import nfkc

LONGEST = 40
MOST_ROWS = 500
# At most one note in so many seconds: a flood of nonsense costs no more than that.
PAUSE = 1
# An address, a telephone or card number, a link: what somebody typed by mistake.
_PRIVATE = re.compile(r"@|://|(?:\d[-\s]?){7}")


def note(text: str, *, at) -> None:
    """Count a search without a hit, unless it is long or looks like personal data.

    The page cache answers a repeated search, so that the count is the least there was.
    """
    words = " ".join(nfkc(text).casefold().split())
    if len(words) > LONGEST or _PRIVATE.search(words):
        return
    if not cache.add("search-miss-noted", 1, timeout=PAUSE):
        return
    # A database that is busy with a writer must not cost a reader the page.
    with suppress(OperationalError):
        _count(words, timezone.localdate(at))


def _count(words, today):
    row, is_new = SearchMiss.objects.get_or_create(
        words=words, defaults={"count": 1, "last_on": today}
    )
    if is_new:
        _make_room()
    else:
        again = SearchMiss.objects.filter(pk=row.pk)
        again.update(count=F("count") + 1, last_on=today)


def _make_room():
    """The rarest and oldest go."""
    kept = SearchMiss.objects.order_by("-count", "-last_on", "-pk")
    surplus = kept.values_list("pk", flat=True)[MOST_ROWS:]
    SearchMiss.objects.filter(pk__in=list(surplus)).delete()
