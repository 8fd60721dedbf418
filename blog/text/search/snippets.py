"""Where the words of a query stand in a text, and the places worth showing."""

import re
from html import escape, unescape

from blog.text.search.normal import normalise_with_offsets
from blog.text.search.tokens import MOST_LETTERS, WITHOUT_SPACES, is_spaceless

WINDOW = 60  # characters after which a place is cut
WINDOWS = 2
# So much of a text is looked through at a time, and so many hits are enough to choose.
STRETCH = 2000
ENOUGH = 12
_LETTER = f"[^\\W_{WITHOUT_SPACES}]"
# Where a place may begin: after a sentence, a clause or a line.
_BEGINNING = re.compile(r"[。！？!?、\n」』)）]")
_LINE = re.compile(rf"[^\n]{{1,{STRETCH}}}")


def pattern(words) -> re.Pattern | None:
    """What finds spelled words in a normalised text; None for no words."""
    found = sorted(set(words), key=len, reverse=True)
    return re.compile("|".join(map(_expression, found))) if found else None


def _expression(spelled):
    runs = spelled.split()
    start = "" if is_spaceless(runs[0]) else f"(?<!{_LETTER})"
    return start + r"[\W_]*".join(map(_run, runs))


def _run(run):
    # A longer word is indexed, and sought, by its beginning.
    rest = f"{_LETTER}*" if len(run) == MOST_LETTERS and not is_spaceless(run) else ""
    return re.escape(run) + rest


def spans(text: str, words: re.Pattern) -> list[tuple[int, int]]:
    """The hits in `text` from its beginning, as (start, end)."""
    normal, offsets = normalise_with_offsets(text)
    return [
        (offsets[hit.start()], _end(offsets, hit.end()))
        for hit in words.finditer(normal)
        if hit.end() > hit.start()
    ]


def variety(text: str, words: re.Pattern) -> int:
    """How many different words are hit in `text`."""
    return len({text[start:end].casefold() for start, end in spans(text, words)})


def _end(offsets, at):
    """Behind the character that the last letter came from: ㈱ is marked whole."""
    last = offsets[at - 1]
    while offsets[at] == last:
        at += 1
    return offsets[at]


def marked(text: str, words: re.Pattern | None) -> str:
    """`text` as HTML with its hits in <mark>."""
    return _marked(text, spans(text, words) if words else [], 0, len(text))


def marked_title(title_html: str, words: re.Pattern | None) -> str:
    """A title with its phrase breaks (`japanese.with_breaks`) and its hits."""
    phrases = [unescape(phrase) for phrase in title_html.split("<wbr>")]
    title = "".join(phrases)
    found = spans(title, words) if words else []
    shown, at = [], 0
    for phrase in phrases:
        shown.append(_marked(title, found, at, at + len(phrase)))
        at += len(phrase)
    return "<wbr>".join(shown)


def _marked(text, found, start, end):
    """`text[start:end]`, escaped first."""
    parts, at = [], start
    for begin, close in found:
        begin, close = max(begin, at), min(close, end)
        if begin < close:
            parts += [
                escape(text[at:begin]),
                f"<mark>{escape(text[begin:close])}</mark>",
            ]
            at = close
    parts.append(escape(text[at:end]))
    return "".join(parts)


def snippet(text: str, words: re.Pattern) -> str:
    """The densest places of `text` (one block a line) as HTML; "" without a hit."""
    found = _first_spans(text, words)
    places = []
    for start in _densest(found):
        begin = _beginning(text, start)
        end = _place_end(text, begin, start)
        if not any(begin < other[1] and other[0] < end for other in places):
            places.append((begin, end))
        if len(places) == WINDOWS:
            break
    return "".join(_place(text, found, *place) for place in sorted(places))


def _first_spans(text, words):
    found = []
    for line in _LINE.finditer(text):
        for start, end in spans(line[0], words):
            found.append((line.start() + start, line.start() + end))
        if len(found) >= ENOUGH:
            break
    return found


def _densest(found):
    """Where hits begin, the one with most other words and hits near it first."""

    def near(start):
        return sum(start <= other < start + WINDOW for other, _end in found)

    return [start for start, _end in sorted(found, key=lambda hit: -near(hit[0]))]


def _beginning(text, start):
    """A sentence, clause or line at most half a window before the hit."""
    reach = max(0, start - WINDOW // 2)
    breaks = [each.end() for each in _BEGINNING.finditer(text, reach, start)]
    if breaks:
        return breaks[0]
    return 0 if reach == 0 else max(reach, start - WINDOW // 4)


def _place_end(text, begin, start):
    line = text.find("\n", start)
    return min(begin + WINDOW, len(text) if line < 0 else line)


def _place(text, found, begin, end):
    opening = "" if begin == 0 or text[begin - 1] in "。！？!?\n" else "…"
    closing = "" if end == len(text) or text[end - 1] in "。！？!?" else "…"
    return f"{opening}{_marked(text, found, begin, end)}{closing}"
