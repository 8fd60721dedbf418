"""Rows as a CSV file that spreadsheets open without harm."""

import csv
from collections.abc import Iterable, Iterator

# Excel takes a file without it for Shift_JIS.
BOM = "\ufeff"
# What begins a formula; a spreadsheet would run it, whoever typed it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class _Line:
    """A file of which each write is handed back."""

    def write(self, line):
        return line


def lines(heads: list[str], rows: Iterable[list]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BOM + writer.writerow([_harmless(head) for head in heads])
    for row in rows:
        yield writer.writerow([_harmless(str(cell)) for cell in row])


def _harmless(cell):
    """A quotation mark in front makes a spreadsheet take the cell as words."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
