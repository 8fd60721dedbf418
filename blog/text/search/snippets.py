"""Where the words of a query stand in a text, and the places worth showing."""

import re
from dataclasses import dataclass
from html import escape, unescape

from blog.text.search.normal import normalise_with_offsets
from blog.text.search.tokens import MOST_LETTERS, WITHOUT_SPACES, is_spaceless

WINDOW = 60  # characters after which a place is cut
WINDOWS = 2
# So much of a text is looked through at a time, and so many hits are enough to choose.
STRETCH = 2000
ENOUGH = 12
_LETTER = f"[^\\W_{WITHOUT_SPACES}]"
# Where a place may begin: after a sentence, or after a clause.
_SENTENCE = re.compile(r"[。！？!?]")
_CLAUSE = re.compile(r"[、」』)）]")
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


def snippet(text: str, words: re.Pattern, *, wanted: int = 1) -> str:
    """The places of `text` (one block a line) with most hits, as HTML; "" for none.

    It is read as far as `wanted` different words are met, often enough to choose.
    """
    found = _first_hits(text, words, wanted)
    places, shown = [], set()
    while len(places) < WINDOWS and (hit := _best(found, places, shown)):
        begin = _beginning(text, hit.start)
        places.append((begin, _place_end(text, begin, hit.start)))
        shown |= _words_near(found, hit.start)
    return _joined(text, found, sorted(places))


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    word: str


def _first_hits(text, words, wanted):
    found, met = [], set()
    for line in _LINE.finditer(text):
        for start, end in spans(line[0], words):
            word = line[0][start:end].casefold()
            found.append(_Hit(line.start() + start, line.start() + end, word))
            met.add(word)
        if len(found) >= ENOUGH and len(met) >= wanted:
            break
    return found


def _best(found, places, shown):
    """The hit outside of `places` with most new words near it, then most hits."""
    free = [
        hit
        for hit in found
        if not any(
            begin - WINDOW // 2 <= hit.start < end + WINDOW // 2
            for begin, end in places
        )
    ]

    def worth(hit):
        near = sum(hit.start <= other.start < hit.start + WINDOW for other in found)
        return len(_words_near(found, hit.start) - shown), near, -hit.start

    return max(free, key=worth, default=None)


def _words_near(found, start):
    return {hit.word for hit in found if start <= hit.start < start + WINDOW // 2}


def _beginning(text, start):
    """The line, else a sentence, else a clause at most half a window before the hit."""
    reach = max(0, start - WINDOW // 2)
    if (line := text.rfind("\n", reach, start)) >= 0:
        return line + 1
    if reach == 0:
        return 0
    if sentences := [each.end() for each in _SENTENCE.finditer(text, reach, start)]:
        return sentences[-1]
    clause = _CLAUSE.search(text, reach, start)
    return clause.end() if clause else start - WINDOW // 4


def _place_end(text, begin, start):
    line = text.find("\n", start)
    return min(begin + WINDOW, len(text) if line < 0 else line)


def _joined(text, found, places):
    """The places in their order, … where something is left out."""
    hits, shown = [(hit.start, hit.end) for hit in found], ""
    for begin, end in places:
        if not shown.endswith("…") and (shown or not _ends(text, begin)):
            shown += "…"
        shown += _marked(text, hits, begin, end)
        if not _ends(text, end):
            shown += "…"
    return shown


def _ends(text, at):
    """Whether a sentence, a line or the whole text ends before `at`."""
    return at in (0, len(text)) or text[at - 1] in "。！？!?\n」" or text[at] == "\n"
