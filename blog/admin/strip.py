"""The next 24 hours as a strip: a flag for each plan, words that never collide."""

from dataclasses import dataclass
from datetime import timedelta
from unicodedata import east_asian_width

from django.utils import timezone

from blog.models import Window

# Units of the drawing: x counts 24 hours from 8 to 1192, four rows of words.
LEFT, RIGHT, WIDTH = 8, 1192, 1184
ROWS = 4
ROW_TOP, ROW_HEIGHT = 14, 34
HOURS = 24
# A character of the words, half-width; and how many of them a flag may carry.
HALF_WIDTH, MOST_HALF_WIDTHS = 6.4, 44
NIGHT = (22, 6)


@dataclass(frozen=True)
class Flag:
    """`top` is the y of its head; words stand left of the pole when `is_left`."""

    window: Window
    x: int
    top: int
    words: str
    is_left: bool

    @property
    def anchor(self) -> str:
        return "end" if self.is_left else "start"

    @property
    def time_y(self) -> int:
        return self.top + 11

    @property
    def words_y(self) -> int:
        return self.top + 26

    @property
    def words_x(self) -> int:
        return self.x - 6 if self.is_left else self.x + 6


@dataclass(frozen=True)
class Strip:
    flags: list[Flag]
    hours: list[tuple[int, object]]
    nights: list[tuple[int, int]]


def draw(windows, now) -> Strip | None:
    """None when nothing begins within the day, or more than can be read."""
    within = [w for w in windows if w.starts_at < now + timedelta(hours=HOURS)]
    flags = _flags(within, now)
    if not flags:
        return None
    return Strip(flags, _hours(now), _nights(now))


def _x(at, now) -> int:
    share = (at - now).total_seconds() / (HOURS * 3600)
    return round(LEFT + WIDTH * min(max(share, 0), 1))


def _flags(windows, now):
    """Each in the first row whose words end before its own begin; [] when none is."""
    taken = [[] for _row in range(ROWS)]
    flags = []
    for window in windows:
        x, words = _x(window.starts_at, now), _shortened(window.post.title)
        length = _half_widths(words) * HALF_WIDTH + 12
        is_left = x + length > RIGHT
        span = (x - length, x) if is_left else (x, x + length)
        row = next((r for r in range(ROWS) if _is_free(taken[r], span)), None)
        if row is None:
            return []
        taken[row].append(span)
        flags.append(Flag(window, x, ROW_TOP + row * ROW_HEIGHT, words, is_left))
    return flags


def _is_free(spans, span):
    return all(span[1] <= start or end <= span[0] for start, end in spans)


def _half_widths(text):
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def _shortened(title):
    if _half_widths(title) <= MOST_HALF_WIDTHS:
        return title
    while _half_widths(title) > MOST_HALF_WIDTHS - 2:
        title = title[:-1]
    return f"{title}…"


def _hours(now):
    """Every third full hour, with room for the word いま at the left."""
    first = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    hours = [first + timedelta(hours=n) for n in range(1, HOURS + 1)]
    marks = [(_x(hour, now), hour) for hour in hours if hour.hour % 3 == 0]
    return [(x, hour) for x, hour in marks if 90 < x < RIGHT - 20]


def _nights(now):
    dusk, dawn = NIGHT
    midnight = timezone.localtime(now).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    spans = [
        (
            midnight + timedelta(days=d - 1, hours=dusk),
            midnight + timedelta(days=d, hours=dawn),
        )
        for d in range(3)
    ]
    ends = now + timedelta(hours=HOURS)
    return [(_x(a, now), _x(b, now)) for a, b in spans if b > now and a < ends]
