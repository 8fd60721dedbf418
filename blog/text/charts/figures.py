"""The numbers of a table: first column and row are names, the rest are values."""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

POINTS = range(2, 41)
SERIES = range(1, 5)
MOST = 10**15

_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_READING = re.compile(r"<(rt|rp)>.*?</\1>")
_TAG = re.compile(r"<[^>]*>")
# After NFKC: a sign, perhaps a currency, digits, perhaps a unit and 予 or E.
_VALUE = re.compile(
    r"(?:\+|(?P<sign>[▲△−-]))?\s*[¥$€£]?\s*(?P<number>\d[\d,]*(?:\.\d{1,6})?)"
    r"(?P<unit>[^\d]{0,12})"
)
_NOTHING = frozenset(["", "-", "–", "—", "―", "…", "n/a", "N/A", "NA", "未定", "なし"])
_EXPECTED = re.compile(r"[（(]?(?:予想?|見込み?|E)[）)]?$")


class Unfit(Exception):
    """No chart can be made of a table; `rule` is a key of `sheet.MESSAGES`."""

    def __init__(self, rule: str, place: str):
        super().__init__(rule)
        self.rule = rule
        self.place = place


@dataclass(frozen=True)
class Value:
    """`text` as written, `number` for its place; `expected` when it is not yet real."""

    text: str
    number: float
    expected: bool


@dataclass(frozen=True)
class Series:
    """A value for each label of the chart, None where there is none."""

    name: str
    values: tuple[Value | None, ...]


@dataclass(frozen=True)
class Chart:
    """`kind`: "bar" or "line"."""

    kind: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


def read(rows: str, *, kind: str) -> Chart:
    """The chart of a sanitised table's rows, or Unfit."""
    head, *body = [
        [_words(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(rows)
    ] or [[]]
    place = " ".join(head)
    if "<table" in rows or len(body) not in POINTS or len(head) - 1 not in SERIES:
        raise Unfit("chart_unfit", place)
    if any(len(row) != len(head) for row in body):
        raise Unfit("chart_unfit", place)
    labels = tuple(row[0] for row in body)
    series = tuple(
        Series(name, tuple(_value(row[column], row[0]) for row in body))
        for column, name in enumerate(head[1:], start=1)
    )
    if not all(any(each.values) for each in series):
        raise Unfit("chart_unfit", place)
    return Chart(kind, labels, series)


def _words(cell):
    plain = unescape(_TAG.sub("", _READING.sub("", cell)))
    return " ".join(plain.split())


def _value(text, label):
    plain = unicodedata.normalize("NFKC", text)
    if plain in _NOTHING:
        return None
    found = _VALUE.fullmatch(plain)
    number = float(found["number"].replace(",", "")) if found else MOST
    if number >= MOST:
        raise Unfit("chart_without_number", text)
    return Value(
        text=text,
        number=-number if found["sign"] else number,
        expected=bool(_EXPECTED.search(found["unit"]) or _EXPECTED.search(label)),
    )
