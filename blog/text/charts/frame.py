"""Where things stand in a chart: its scale, its lines, the names along its edges."""

import math
import re
from html import escape

from blog.text.charts.figures import Chart
from blog.text.japanese import cut_to_width, display_width

WIDTH, HEIGHT = 480, 290
TOP, BOTTOM = 44, 34
SIZE = 15  # of the letters, as wide as they get on phones
TICKS = 4
_UNIT = re.compile(r"[（(][^（）()]*[）)]$")
MAX_LABEL = 16  # columns of half-width letters
MAX_NAME = 44  # for all names of series together


def text_width(text: str) -> float:
    return display_width(text) * SIZE * 0.55


def number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, content: str = "", **attributes) -> str:
    """`content` is escaped already; so are attributes that are no numbers."""
    written = "".join(
        f' {key.rstrip("_")}="{value if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>"


class Frame:
    """Bars stand on zero; lines lie between round numbers around their values."""

    def __init__(self, chart: Chart):
        self.chart = chart
        self.labels = [cut_to_width(label, MAX_LABEL) for label in chart.labels]
        self.has_ticks = chart.kind == "line" or len(chart.series) > 1
        values = [
            value.number for series in chart.series for value in series.values if value
        ]
        least, most = min(values), max(values)
        if chart.kind == "bar":
            least, most = min(least, 0), max(most, 0)
        self.ticks = _round_numbers(least, most)
        if self.has_ticks:
            least, most = self.ticks[0], self.ticks[-1]
        step = self.ticks[1] - self.ticks[0]
        self.decimals = max(0, -math.floor(math.log10(step) + 1e-9))
        self.least, self.span = least, (most - least) or 1
        self.left = self._width_of_ticks() if self.has_ticks else 4
        self.step = (WIDTH - self.left - 4) / len(chart.labels)

    def _width_of_ticks(self):
        return max(text_width(self._tick_text(each)) for each in self.ticks) + 10

    def _tick_text(self, tick):
        return f"{tick:,.{self.decimals}f}"

    def x(self, point: int) -> float:
        """The middle of the room that the point has."""
        return self.left + self.step * (point + 0.5)

    def y(self, value: float) -> float:
        height = HEIGHT - TOP - self._bottom()
        return TOP + height * (1 - (value - self.least) / self.span)

    def _bottom(self):
        # Values below zero are written under their bars.
        return BOTTOM + (20 if self.least < 0 and not self.has_ticks else 0)

    def lines(self):
        for tick in self.ticks if self.has_ticks else []:
            y = self.y(tick)
            yield element("line", x1=self.left, x2=WIDTH, y1=y, y2=y, class_="grid")
            text = self._tick_text(tick)
            yield element("text", text, x=self.left - 8, y=y + 5, class_="tick")
        if self.least <= 0 <= self.least + self.span:
            y = self.y(0)
            yield element("line", x1=self.left, x2=WIDTH, y1=y, y2=y, class_="axis")

    def legend(self):
        """The names of the series, with the look of each when there are several.

        What they all end in, 「（億円）」, is written once.
        """
        names, unit = _parted([series.name for series in self.chart.series])
        if len(names) == 1:
            name = cut_to_width(names[0] + unit, MAX_NAME)
            yield element("text", escape(name), x=0, y=16, class_="name")
            return
        x = 0.0
        columns = (MAX_NAME - display_width(unit)) // len(names)
        for place, name in enumerate(names, start=1):
            text = cut_to_width(name, columns)
            look = f"done series-{place}"
            yield element("rect", x=x, y=5, width=12, height=12, class_=look)
            yield element("text", escape(text), x=x + 18, y=16, class_="name")
            x += 36 + text_width(text)
        if unit:
            yield element("text", escape(unit), x=x, y=16, class_="name")

    def names(self):
        """As many labels as there is room for, the first and the last before others."""
        widest = max(map(text_width, self.labels)) + 6
        last = len(self.labels) - 1
        every = max(1, math.ceil(widest / self.step))
        shown = [point for point in range(0, last + 1, every) if last - point >= every]
        for point in [*shown, last]:
            label = self.labels[point]
            half = text_width(label) / 2
            x = min(max(self.x(point), half), WIDTH - half)
            yield element("text", escape(label), x=x, y=HEIGHT - 10, class_="label")


def _parted(names):
    """The names without the unit in brackets that all of them end in, and that."""
    units = {found[0] if (found := _UNIT.search(name)) else "" for name in names}
    unit = units.pop() if len(units) == 1 else ""
    return [name.removesuffix(unit) for name in names], unit


def _round_numbers(least, most):
    """Ticks at 1, 2 or 5 times a power of ten that span both ends."""
    # Numbers that differ in their last digits only get ticks that still differ.
    finest = max(abs(least), abs(most)) / 1e6
    rough = max((most - least) / TICKS, finest) or 1 / TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough)
    first, last = math.floor(least / step), math.ceil(most / step)
    return [round(step * each, 9) for each in range(first, max(last, first + 1) + 1)]
