"""Rows as a CSV file that spreadsheets open without harm."""

import csv
import re
from collections.abc import Iterable, Iterator

# Excel takes a file without it for Shift_JIS.
BOM = "\ufeff"
# What begins a formula; a spreadsheet would run it, whoever typed it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

# −3.2% and +71% begin like one and are only figures.
_FIGURE = re.compile(r"[-+＋－]?[0-9][0-9,.]*[%％]?")


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
    if _FIGURE.fullmatch(cell) or not cell.startswith(_FORMULA):
        return cell
    return f"'{cell}"
