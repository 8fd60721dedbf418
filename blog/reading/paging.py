"""One page of a list of posts: twenty of them, month by month, newest first."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from django.http import Http404
from django.utils import timezone

from blog.models import Edition
from blog.reading.memory import remembered
from blog.reading.tally import tally_of

PER_PAGE = 20


@dataclass(frozen=True)
class Page:
    number: int
    address: str


@dataclass(frozen=True)
class Month:
    """A month on this page; `total` counts its posts in the whole list."""

    first: date
    total: int
    editions: list


@dataclass(frozen=True)
class Listing:
    """Page `number` of the list at `address`; `tally` counts its posts by month."""

    address: str
    number: int
    tally: dict[date, int]
    editions: list = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.tally.values())

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def since(self) -> date | None:
        return min(self.tally, default=None)

    @property
    def months(self) -> list[Month]:
        by_month = groupby(self.editions, key=lambda each: month_of(each.published_at))
        return [
            Month(first, self.tally.get(first, 0), list(editions))
            for first, editions in by_month
        ]

    @property
    def pages(self) -> list[Page | None]:
        """The first, the last and those near this one; None for a gap."""
        near = range(self.number - 2, self.number + 3)
        shown = sorted({1, self.last, *near} & set(range(1, self.last + 1)))
        pages = []
        for number in shown:
            if pages and number > pages[-1].number + 1:
                pages.append(None)
            pages.append(Page(number, self.page_address(number)))
        return pages

    def page_address(self, number: int) -> str:
        # The front page is no list: the list behind it begins at /page/1/.
        is_plain = number == 1 and self.address != "/"
        return self.address if is_plain else f"{self.address}page/{number}/"

    @property
    def here(self) -> str:
        return self.page_address(self.number)

    @property
    def previous_address(self) -> str:
        return self.page_address(self.number - 1) if self.number > 1 else ""

    @property
    def next_address(self) -> str:
        return self.page_address(self.number + 1) if self.number < self.last else ""

    @property
    def next_size(self) -> int:
        return min(PER_PAGE, self.total - self.number * PER_PAGE)


def listing(request, windows, *, address: str, number: int, pick=None) -> Listing:
    """A page of `windows`; Http404 beyond the last one.

    Window ids are picked from one index first and their editions fetched after: page
    1,000 then takes as long as page 1. `pick` is for lists that are not newest first.
    """
    tally = remembered(request, f"tally:{address}", lambda: tally_of(windows))
    empty = page_of(address, number, tally)
    start = (number - 1) * PER_PAGE
    return replace(empty, editions=(pick or newest)(windows, start, PER_PAGE))


def page_of(address: str, number: int, tally: dict[date, int]) -> Listing:
    """A page with nothing on it yet; Http404 beyond the last one."""
    listing = Listing(address, number, tally)
    if not 1 <= number <= listing.last:
        raise Http404
    return listing


def newest(windows, start: int, size: int) -> list[Edition]:
    """Their editions without the long columns, newest first."""
    return editions_of(newest_ids(windows, start, size))


def newest_ids(windows, start: int, size: int) -> list[int]:
    ids = windows.newest_first().values_list("pk", flat=True)
    return list(ids[start : start + size])


def editions_of(ids) -> list[Edition]:
    """The editions of windows, without the long columns, newest first."""
    return list(Edition.objects.of_windows(ids).for_lists().newest_first())


def month_of(moment) -> date:
    return timezone.localdate(moment).replace(day=1)
