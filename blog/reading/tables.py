"""The tables of a text as files for spreadsheets: `table-1.csv` beside the post."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.models import Edition
from blog.text import spreadsheet, tables
from blog.text.japanese import nfc


@require_safe
def table(request, path, number):
    live = Edition.objects.live(request.at).filter(path=f"/{nfc(path)}/")
    html = live.values_list("html", flat=True).first()
    rows = tables.rows(html or "", number)
    if not rows:
        raise Http404
    head, *body = rows
    return HttpResponse(
        "".join(spreadsheet.lines(head, body)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="table-{number}.csv"'},
    )


def link(edition) -> None:
    """Put a link under each table of an edition that stands at its own address."""
    edition.html = tables.with_links(
        edition.html,
        address=lambda number: f"table-{number}.csv",
        words=lambda number: _("Table %(number)s as CSV") % {"number": number},
    )
