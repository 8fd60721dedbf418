"""The tables of a page as rows of words, and where they can be had as a file."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

# As the renderer writes them; the sanitizer keeps the order of attributes.
_TABLE = re.compile(
    r'<div\b[^>]*?\bclass="table-scroll"[^>]*>\s*(<table\b.*?</table>)\s*</div>',
    re.DOTALL,
)


def rows(html: str, number: int) -> list[list[str]] | None:
    """The cells of table `number` (from 1) of sanitised HTML; None for no such table.

    A cell over several columns is followed by empty ones.
    """
    tables = _TABLE.findall(html)
    if not 1 <= number <= len(tables):
        return None
    reader = _Rows()
    reader.feed(tables[number - 1])
    reader.close()
    return reader.rows


def with_links(
    html: str, *, address: Callable[[int], str], words: Callable[[int], str]
) -> str:
    """`html` with a link under each table, to `address(number)`, in `words(number)`."""
    count = 0

    def add_link(table):
        nonlocal count
        count += 1
        link = f'<a href="{escape(address(count))}">{escape(words(count))}</a>'
        return f'{table[0]}<p class="table-csv">{link}</p>'

    return _TABLE.sub(add_link, html)


class _Rows(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows = []
        self._cell = None  # parts of the text of the open cell
        self._columns = 1
        self._left_out = 0  # inside a footnote's mark

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._cell = []
            span = attributes.get("colspan") or "1"
            self._columns = min(int(span), 50) if span.isdecimal() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")
        elif tag == "sup" and attributes.get("class") == "footnote-ref":
            self._left_out += 1

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self._cell is not None and self.rows:
            text = " ".join("".join(self._cell).replace("\u2060", "").split())
            self.rows[-1] += [text, *[""] * (self._columns - 1)]
            self._cell = None
        elif tag == "sup" and self._left_out:
            self._left_out -= 1

    def handle_data(self, text):
        if self._cell is not None and not self._left_out:
            self._cell.append(text)
