"""How many posts a list has, by month or category: one query, however long it is."""

from datetime import date

from django.conf import settings
from django.db.models import CharField, Count, Func


class YearMonth(Func):
    """ "2026-11", in the site's zone.

    TruncMonth calls Python for each row on SQLite: 0.9 s for 25,000, where this takes
    0.05 s. There `localtime` is TIME_ZONE, which Django gives to the process.
    """

    output_field = CharField()

    def as_sqlite(self, compiler, connection, **context):
        template = "substr(datetime(%(expressions)s, 'localtime'), 1, 7)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler, connection, **context):
        zone = settings.TIME_ZONE
        template = f"to_char(%(expressions)s AT TIME ZONE '{zone}', 'YYYY-MM')"
        return self.as_sql(compiler, connection, template=template, **context)


def tally_of(windows, instant: str = "sort_at") -> dict[date, int]:
    """How many there are of each month, newest month first; of the first publication
    unless another `instant` of the windows is named."""
    rows = (
        windows.order_by()
        .annotate(month=YearMonth(instant))
        .values_list("month")
        .annotate(Count("pk", distinct=True))
        .order_by("-month")
    )
    return {date.fromisoformat(f"{month}-01"): total for month, total in rows}


def totals(windows) -> dict[int, int]:
    """The number of posts in each category that has any, by its number."""
    rows = windows.order_by().values_list("category").annotate(Count("pk"))
    return dict(rows)
