"""A title in lines of a given width, broken where a Japanese reader would."""

import re
from collections.abc import Callable

from blog.text.japanese import NOT_FIRST, NOT_LAST, graphemes, phrases

_AFTER_SPACE = re.compile(r"(?<=\s)(?=\S)")


def fill(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """`text` in as few lines as phrases allow. `measure` gives the width of a string,
    in the unit of `width`.

    A phrase wider than a line breaks between characters, by the rules of kinsoku.
    """
    lines = [""]
    for unit in _units(text):
        if measure((lines[-1] + unit).rstrip()) <= width:
            lines[-1] += unit
        elif measure(unit.rstrip()) <= width:
            lines.append(unit)
        else:
            lines[-1:] = _by_character(lines[-1] + unit, width, measure)
    return [line.strip() for line in lines if line.strip()]


def _units(text):
    for phrase in phrases(text):
        yield from _AFTER_SPACE.split(phrase)


def _by_character(text, width, measure):
    lines, line = [], []
    for grapheme in graphemes(text):
        if line and measure("".join(line) + grapheme) > width:
            at = _break(line, grapheme)
            lines.append("".join(line[:at]))
            line = line[at:]
        line.append(grapheme)
    return [*lines, "".join(line)]


def _break(line, following):
    """How much of `line` stays when `following` begins the next, if it may."""
    rest = [*line, following]
    for at in range(len(line), 0, -1):
        if rest[at][0] not in NOT_FIRST and rest[at - 1][-1] not in NOT_LAST:
            return at
    return len(line)
