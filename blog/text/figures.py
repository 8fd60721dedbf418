"""The numbers and names of a text: what must be checked again when it has changed."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from blog.text.diff import NUMERALS, Budget, Paragraph, stretches
from blog.text.japanese import KANJI, KATAKANA


class Sort(StrEnum):
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True)
class Figure:
    sort: Sort
    text: str


@dataclass(frozen=True)
class FigureChange:
    """`before` is "" for what is new, `after` for what is gone; `paragraph` is counted
    in the new text, or in the old one where the new has none."""

    sort: Sort
    paragraph: int
    before: str
    after: str


_COUNTERS = (
    "円銭年月日時分秒人名社本件回台戸室位倍割歳棟基店校国県市町村枚冊個点度号版週代株口"
)
_UNIT = (
    "(?:[%％‰℃]|パーセント|ポイント|ドル|ユーロ|トン|メートル|キロ"
    f"|[{_COUNTERS}]| ?[A-Za-zµ]{{1,3}}(?![A-Za-z]))"
)
_ARABIC = "[0-9０-９]+(?:[.,．，][0-9０-９]+)*"
_NUMBER = (
    f"[▲△−±¥￥$＄€£]{{0,2}}{_ARABIC}(?:[千万億兆]+(?:{_ARABIC})?)*{_UNIT}?"
    f"|(?!十分)[{NUMERALS}]{{1,20}}{_UNIT}|[一二三四五六七八九]{{1,4}}[十百千万億兆]+"
)
# Companies, banks, offices and persons; other names in kanji only where they are known.
_NAMED = (
    "(?:電力|電機|電気|電工|銀行|証券|生命|商事|物産|製薬|製鉄|自動車|重工|工業|産業|建設"
    "|半導体|研究所|大学|協会|機構|[省庁県氏])"
)
_NAME = (
    f"[{KATAKANA}]{{2,}}(?:[・＝][{KATAKANA}]+)*"
    "|[A-Z][A-Za-z0-9&]*(?:[ .'’-][A-Z][A-Za-z0-9&]*)*"
    f"|[{KANJI}]{{2,8}}?{_NAMED}(?![{KANJI}])"
)
_ADDRESS = re.compile(r"https?://[!-~]+|(?<=\]\()[^)\n]*")


def figures(text: str, names: Collection[str] = ()) -> list[Figure]:
    """In reading order. `names` are to be found besides those that look like one."""
    known = "|".join(map(re.escape, sorted(filter(None, names), key=len, reverse=True)))
    pattern = f"(?P<name>{known}|{_NAME})" if known else f"(?P<name>{_NAME})"
    return [
        Figure(Sort.NAME if found["name"] else Sort.NUMBER, found[0])
        for found in re.finditer(f"{pattern}|{_NUMBER}", _ADDRESS.sub(" ", text))
    ]


def changes(
    paragraphs: Iterable[Paragraph], names: Collection[str] = ()
) -> list[FigureChange]:
    """What has changed among the numbers and names, paragraph by paragraph."""
    budget = Budget()
    return [
        change
        for paragraph in paragraphs
        if paragraph.is_changed
        for change in _changes(paragraph, names, budget)
    ]


def _changes(paragraph, names, budget):
    number = paragraph.after or paragraph.before
    old, new = figures(paragraph.old, names), figures(paragraph.new, names)
    for sort in Sort:
        olds = [figure.text for figure in old if figure.sort == sort]
        news = [figure.text for figure in new if figure.sort == sort]
        for is_same, before, after in stretches(olds, news, budget):
            if not is_same:
                for pair in zip_longest(olds[before], news[after], fillvalue=""):
                    yield FigureChange(sort, number, *pair)
