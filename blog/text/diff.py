"""What changed between two Japanese texts, as a reader would mark it by hand.

Paragraphs first, then the changed ones paired by likeness; inside a pair sentences and
lines, then tokens: a number is one token and so is a run of kanji, since half of either
cannot be checked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate, chain
from math import ceil, sqrt

from blog.text.japanese import HIRAGANA, KANJI, KATAKANA

# How many comparisons one diff may cost; what lies beyond is shown as replaced.
MAX_COMPARISONS = 4_000_000
# Paragraphs are paired all with all up to this many pairs, then slice by slice.
MAX_PAIRS = 4000
# Dice's coefficient of their 2-grams, from which on two paragraphs are one, changed.
ALIKE = 0.4


class Mark(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    mark: Mark
    text: str


@dataclass(frozen=True)
class Paragraph:
    """`before` and `after` are its numbers in the two texts, None where it is not.

    The gaps are the blank lines that follow it there.
    """

    before: int | None
    after: int | None
    pieces: tuple[Piece, ...]
    gap_before: str
    gap_after: str

    @property
    def is_changed(self) -> bool:
        return any(piece.mark != Mark.SAME for piece in self.pieces)

    @property
    def old(self) -> str:
        return without(Mark.ADDED, self.pieces)

    @property
    def new(self) -> str:
        return without(Mark.REMOVED, self.pieces)


def without(mark: Mark, pieces) -> str:
    return "".join(piece.text for piece in pieces if piece.mark != mark)


class TooCostly(Exception):
    """The texts are such that comparing them would not end in time."""


class Budget:
    """How many comparisons there may still be."""

    def __init__(self, comparisons: int = MAX_COMPARISONS):
        self.left = comparisons

    def spend(self, comparisons: int) -> None:
        if comparisons > self.left:
            raise TooCostly
        self.left -= comparisons


def compare(old: str, new: str) -> list[Paragraph]:
    """Every paragraph of both texts, in reading order, with its changes marked."""
    budget = Budget()
    olds, news = _blocks(old), _blocks(new)
    found = []
    for is_same, before, after in stretches(
        [block.text for block in olds], [block.text for block in news], budget
    ):
        if is_same:
            pairs = zip(olds[before], news[after], strict=True)
        else:
            pairs = _pairs(olds[before], news[after], budget)
        found += [_paragraph(one, other, budget) for one, other in pairs]
    return found


def words(old: str, new: str, budget: Budget | None = None) -> tuple[Piece, ...]:
    """The changes inside one paragraph, token by token."""
    budget = budget or Budget()
    runs = []
    for is_same, old_part, new_part in _runs(_SENTENCE, old, new, budget):
        if is_same:
            runs.append((True, old_part, new_part))
        else:
            runs += _runs(_TOKEN, old_part, new_part, budget)
    return tuple(chain.from_iterable(map(_pieces, _joined(_folded(runs)))))


def _runs(part, old, new, budget):
    olds, news = part.findall(old), part.findall(new)
    for is_same, before, after in stretches(olds, news, budget):
        yield is_same, "".join(olds[before]), "".join(news[after])


def stretches(
    olds: Sequence[str], news: Sequence[str], budget: Budget
) -> Iterator[tuple[bool, slice, slice]]:
    """Slices of both that are the same, and those between them that are not."""
    head = _common(olds, news)
    tail = _common(olds[head:][::-1], news[head:][::-1])
    old_end, new_end = len(olds) - tail, len(news) - tail
    if head:
        yield True, slice(0, head), slice(0, head)
    yield from _middle(olds, news, slice(head, old_end), slice(head, new_end), budget)
    if tail:
        yield True, slice(old_end, None), slice(new_end, None)


def _common(olds, news):
    count = 0
    for one, other in zip(olds, news, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(olds, news, before, after, budget):
    olds, news = olds[before], news[after]
    if not olds and not news:
        return
    try:
        opcodes = _Matcher(olds, news, budget).get_opcodes()
    except TooCostly:
        yield False, before, after
        return
    for tag, i1, i2, j1, j2 in opcodes:
        yield (
            tag == "equal",
            slice(before.start + i1, before.start + i2),
            slice(after.start + j1, after.start + j2),
        )


class _Matcher(SequenceMatcher):
    """difflib's, which alone takes minutes over two thousand tokens of あいあい."""

    def __init__(self, olds, news, budget):
        super().__init__(None, olds, news, autojunk=False)
        self.budget = budget
        meetings = [len(self.b2j.get(token, ())) + 1 for token in olds]
        self.meetings = [0, *accumulate(meetings)]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        self.budget.spend(self.meetings[ahi] - self.meetings[alo])
        return super().find_longest_match(alo, ahi, blo, bhi)


@dataclass(frozen=True)
class _Block:
    number: int
    text: str
    gap: str


_GAP = re.compile(r"(\n(?:[ \t\u3000]*\n)+|\n\Z)")


def _blocks(text):
    parts = _GAP.split(text)
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    else:
        parts.append("")
    return [
        _Block(number, *pair)
        for number, pair in enumerate(
            zip(parts[::2], parts[1::2], strict=True), start=1
        )
        if any(pair)
    ]


def _paragraph(old, new, budget):
    if old is None:
        pieces = (Piece(Mark.ADDED, new.text),)
        return Paragraph(None, new.number, pieces, "", new.gap)
    if new is None:
        pieces = (Piece(Mark.REMOVED, old.text),)
        return Paragraph(old.number, None, pieces, old.gap, "")
    pieces = words(old.text, new.text, budget)
    return Paragraph(old.number, new.number, pieces, old.gap, new.gap)


def _pairs(olds, news, budget):
    """Paragraphs in order, each with its like in the other text or with None."""
    parts = ceil(sqrt(len(olds) * len(news) / MAX_PAIRS)) or 1
    for part in range(parts):
        yield from _pairs_of_slice(
            olds[_part(len(olds), part, parts)],
            news[_part(len(news), part, parts)],
            budget,
        )


def _part(length, part, parts):
    return slice(length * part // parts, length * (part + 1) // parts)


def _pairs_of_slice(olds, news, budget):
    try:
        budget.spend(_cost(olds, news))
    except TooCostly:
        yield from [(block, None) for block in olds]
        yield from [(None, block) for block in news]
        return
    old_grams = [_grams(block.text) for block in olds]
    new_grams = [_grams(block.text) for block in news]
    likeness = [[_likeness(one, other) for other in new_grams] for one in old_grams]
    yield from _walk(olds, news, likeness)


def _cost(olds, news):
    """What it takes to hold every paragraph against every other, at most."""
    of_old, of_new = (sum(len(block.text) for block in part) for part in (olds, news))
    return min(of_old * len(news), of_new * len(olds)) + 10 * len(olds) * len(news)


def _grams(text):
    return {text[at : at + 2] for at in range(max(len(text) - 1, 1))}


def _likeness(one, other):
    """0 where it is too little to call the two alike."""
    dice = 2 * len(one & other) / (len(one) + len(other))
    return dice if dice >= ALIKE else 0


def _walk(olds, news, likeness):
    """The pairs of the greatest likeness in sum that keep the order of both texts."""
    best = _best_from(likeness, len(olds), len(news))
    i = j = 0
    while i < len(olds) and j < len(news):
        like = likeness[i][j]
        if like and best[i][j] == like + best[i + 1][j + 1]:
            yield olds[i], news[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield olds[i], None
            i += 1
        else:
            yield None, news[j]
            j += 1
    yield from [(block, None) for block in olds[i:]]
    yield from [(None, block) for block in news[j:]]


def _best_from(likeness, rows, columns):
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            like = likeness[i][j]
            best[i][j] = max(
                best[i + 1][j],
                best[i][j + 1],
                like + best[i + 1][j + 1] if like else 0,
            )
    return best


_SENTENCE = re.compile(r"[^。\n]+[。\n]?|[。\n]")
# A numeral among kanji stands by itself: of 百円高 → 二百円高 only 二 is new.
NUMERALS = "〇一二三四五六七八九十百千万億兆"
_JOINED = "\u0300-\u036f\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
_TOKEN = re.compile(
    "[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％]?"
    f"|[{KATAKANA}]+"
    f"|[{NUMERALS}]"
    f"|(?:(?![{NUMERALS}])[{KANJI}])+"
    f"|[{HIRAGANA}][\u3099\u309a]*"
    f"|[^\\W\\d_{HIRAGANA}{KATAKANA}{KANJI}][^\\W{HIRAGANA}{KATAKANA}{KANJI}]*"
    r"|[^\S\n]+"
    f"|.[{_JOINED}]*(?:\u200d.[{_JOINED}]*)*",
    re.DOTALL,
)
_LONE_KANA = re.compile(f"[{HIRAGANA}]")


def _folded(runs):
    """A lone kana left standing between two changes is noise: it changes with them."""
    inside = range(1, len(runs) - 1)
    for place, (is_same, old, new) in enumerate(runs):
        is_noise = place in inside and _LONE_KANA.fullmatch(old)
        yield is_same and not is_noise, old, new


def _joined(runs):
    """Neighbouring changes as one."""
    old = new = ""
    for is_same, before, after in runs:
        if not is_same:
            old, new = old + before, new + after
            continue
        if old or new:
            yield False, old, new
            old = new = ""
        yield True, before, after
    if old or new:
        yield False, old, new


def _pieces(run):
    is_same, old, new = run
    if is_same:
        return [Piece(Mark.SAME, old)]
    marked = [(Mark.REMOVED, old), (Mark.ADDED, new)]
    return [Piece(mark, text) for mark, text in marked if text]
