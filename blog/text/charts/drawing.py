"""A chart as SVG: attributes and classes only, since no page allows styles in it."""

from html import escape

from django.utils.translation import gettext

from blog.text.charts.figures import Chart
from blog.text.charts.frame import HEIGHT, WIDTH, Frame, element, text_width

GAP = 0.32  # of the width that each label has, between its bars and the next
RADIUS = 3.5


def draw(chart: Chart) -> str:
    frame = Frame(chart)
    marks = _bars(chart, frame) if chart.kind == "bar" else _lines(chart, frame)
    parts = [*frame.lines(), *frame.legend(), *marks, *frame.names()]
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(describe(chart))}">{"".join(parts)}</svg>'
    )


def describe(chart: Chart) -> str:
    """What it shows, for those who do not see it; every number is in the table."""
    kind = gettext("Bar chart") if chart.kind == "bar" else gettext("Line chart")
    return gettext("%(kind)s. %(series)s") % {
        "kind": kind,
        "series": " ".join(_told(series, chart.labels) for series in chart.series),
    }


def _told(series, labels):
    known = [
        (label, value)
        for label, value in zip(labels, series.values, strict=True)
        if value
    ]
    (first, start), (last, end) = known[0], known[-1]
    most, top = max(known, key=lambda pair: pair[1].number)
    return gettext(
        "%(name)s: %(first)s %(start)s, %(last)s %(end)s, highest %(most)s %(top)s."
    ) % {
        "name": series.name,
        "first": first,
        "start": start.text,
        "last": last,
        "end": end.text,
        "most": most,
        "top": top.text,
    }


def _bars(chart, frame):
    zero = frame.y(0)
    width = frame.step * (1 - GAP) / len(chart.series)
    for place, series in enumerate(chart.series):
        for point, value in enumerate(series.values):
            if value is None:
                continue
            left = frame.x(point) + width * (place - len(chart.series) / 2)
            top, bottom = sorted([frame.y(value.number), zero])
            yield element(
                "rect",
                x=left,
                y=top,
                width=width * 0.94,
                height=max(bottom - top, 0.5),
                class_=_class(place, value),
            )
    yield from _values(chart, frame)


def _lines(chart, frame):
    for place, series in enumerate(chart.series):
        spots = [
            (frame.x(point), frame.y(value.number), value)
            for point, value in enumerate(series.values)
            if value
        ]
        for (x1, y1, _from), (x2, y2, value) in zip(spots, spots[1:], strict=False):
            yield element(
                "line", x1=x1, y1=y1, x2=x2, y2=y2, class_=_class(place, value)
            )
        for x, y, value in spots:
            yield element("circle", cx=x, cy=y, r=RADIUS, class_=_class(place, value))
    yield from _values(chart, frame)


def _class(place, value):
    return f"{'open' if value.expected else 'done'} series-{place + 1}"


def _values(chart, frame):
    """Over the first, the middle and the last; of several series the table tells."""
    if len(chart.series) > 1:
        return
    values = chart.series[0].values
    free_from = 0.0
    for point in sorted({0, (len(values) - 1) // 2, len(values) - 1}):
        value = values[point]
        if value is None:
            continue
        half = text_width(value.text) / 2
        x = min(max(frame.x(point), half), WIDTH - half)
        if x - half < free_from:
            continue
        free_from = x + half + 4
        y = frame.y(value.number) + (-8 if value.number >= 0 else 18)
        yield element("text", escape(value.text), x=x, y=y, class_="value")
