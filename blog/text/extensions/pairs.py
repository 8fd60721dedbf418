"""Backticks and brackets that have no partner become placeholders, in linear time."""

import re
from bisect import bisect_left
from collections import defaultdict

from markdown.util import ETX, STX

MAX_LINK_DEPTH = 4
FEW_BRACKETS = 20  # in a block; so few cost nothing, and stay as they are

# Code spans, links and inline tags end with their paragraph, item, row or heading.
BLOCK_END = r"\n[ >]*\n|\n(?=[ >]*(?:\||(?:[-*+#]|\d{1,9}\.)[ ]))"
_BLOCK_END = re.compile(BLOCK_END)
_TICKS = re.compile(r"\\.|`+", re.DOTALL)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_TARGET = re.compile(r"\([^\[\n]{0,2000}\)")


def placeholder(char: str) -> str:
    """What the library itself writes for an escaped `char`."""
    return f"{STX}{ord(char)}{ETX}"


def pair_ticks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` with placeholders for ticks without partner, and where code spans are."""
    parts, code, length = [], [], 0
    for start, end in _spans(text):
        part, spans = _pair_ticks_in(text[start:end])
        code += [(length + a, length + b) for a, b in spans]
        parts.append(part)
        length += len(part)
    return "".join(parts), code


def _pair_ticks_in(block):
    if "`" not in block:
        return block, []
    runs = defaultdict(list)
    for run in re.finditer(r"`+", block):
        runs[len(run[0])].append(run.start())
    parts, spans, length, at = [], [], 0, 0
    while run := _TICKS.search(block, at):
        parts.append(block[at : run.start()])
        size = len(run[0])
        closings = runs[size] if run[0][0] == "`" else []
        next_closing = bisect_left(closings, run.end())
        if run[0][0] == "\\":
            piece, at = run[0], run.end()
        elif next_closing < len(closings):
            at = closings[next_closing] + size
            piece = block[run.start() : at]
        else:
            piece, at = placeholder("`") * size, run.end()
        length += len(parts[-1])
        if piece[0] == "`":
            spans.append((length, length + len(piece)))
        parts.append(piece)
        length += len(piece)
    return "".join([*parts, block[at:]]), spans


def pair_brackets(text: str) -> str:
    if text.count("[") <= FEW_BRACKETS:
        return text
    return "".join(_pair_brackets_in(text[start:end]) for start, end in _spans(text))


def _pair_brackets_in(block):
    if block.count("[") <= FEW_BRACKETS:
        return block
    open_brackets, unpaired = [], set()
    for bracket in _BRACKET.finditer(block):
        if bracket[0] == "[":
            if len(open_brackets) < MAX_LINK_DEPTH:
                open_brackets.append(bracket.start())
            else:
                unpaired.add(bracket.start())
        elif bracket[0] == "]" and open_brackets:
            opening = open_brackets.pop()
            has_target = block.startswith("(", bracket.end())
            if has_target and not _TARGET.match(block, bracket.end()):
                unpaired.add(opening)
    unpaired.update(open_brackets)
    return "".join(
        placeholder("[") if index in unpaired else char
        for index, char in enumerate(block)
    )


def _spans(text):
    start = 0
    for end in _BLOCK_END.finditer(text):
        yield start, end.start()
        start = end.start()
    yield start, len(text)
