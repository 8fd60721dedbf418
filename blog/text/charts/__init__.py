"""Charts: a table with `{: .棒グラフ}` or `{: .折れ線}` under it is drawn as well.

Drawn after the sanitizer, from the numbers and words of the table alone: a text cannot
bring an SVG of its own. Where nothing draws (feeds, Markdown), the table stays.
"""

import re

from django.utils.translation import gettext

from blog.text.charts.drawing import draw
from blog.text.charts.figures import Chart, Unfit, read
from blog.text.sanitizer import CHART_CLASSES
from blog.text.sheet import Sheet

MAX_CHARTS = 30  # in a text; further ones stay tables
_KINDS = {name: kind for kind, names in CHART_CLASSES.items() for name in names}
# The sanitizer writes every tag in this one form, `<` and `>` in values escaped.
_TABLE = re.compile(
    r'(?P<region><div aria-label="[^"]*" class="table-scroll"[^>]*>\s*)?'
    r'<table class="(?P<classes>[^"]*)"[^>]*>(?P<rows>.*?)</table>'
    r"(?(region)\s*</div>|)",
    re.DOTALL,
)


def with_charts(html: str, sheet: Sheet) -> str:
    """Sanitised `html` with a chart above each table that asks for one."""
    left = MAX_CHARTS

    def put_in(table):
        nonlocal left
        kind = _kind(table["classes"])
        if kind is None:
            return table[0]
        left -= 1
        if left < 0:
            sheet.report("chart_unfit", table["classes"])
            return table[0]
        try:
            chart = read(table["rows"], kind=kind)
        except Unfit as reason:
            sheet.report(reason.rule, reason.place)
            return table[0]
        return _figure(chart, table[0])

    return _TABLE.sub(put_in, html) if "<table class=" in html else html


def _kind(classes):
    return next((_KINDS[word] for word in classes.split() if word in _KINDS), None)


def _figure(chart: Chart, table: str) -> str:
    words = gettext("The numbers as a table")
    return (
        f'<figure class="chart">{draw(chart)}'
        f'<details class="chart-table"><summary class="chart-summary">{words}</summary>'
        f"{table}</details></figure>"
    )
