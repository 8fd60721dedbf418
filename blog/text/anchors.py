"""Finding again, in a text that has changed since, the words that somebody marked.

They may have been marked in the source or on the page: what a page does not show is
left out of the comparison.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

CONTEXT = 80
LONGEST = 500

# Where a link leads, the mark of a footnote, white space and the signs of Markdown.
_UNSEEN = re.compile(r"\]\([^()\n]*\)|\[\^[^\]\n]+\]:?|[\s*_~`#>|\[\]\\《》｜-]+")
# A quote of this length holds its place by itself, a shorter one by its neighbours.
_LONG_ENOUGH = 8
_LIKE_ENOUGH = 4
# So much of both neighbours tells the place of words that were changed since.
_NEIGHBOUR = 6


@dataclass(frozen=True)
class Anchor:
    """The words of the source from `start` to `end`, and what stands around them.

    With `is_changed` they are what stands now in the place of those that were marked.
    """

    start: int
    end: int
    line: int
    quote: str
    before: str
    after: str
    is_changed: bool = False


class Source:
    """A text in which quotes are looked up; read once, it serves them all."""

    def __init__(self, text: str):
        self.text = text
        self.seen, self.places = _seen(text)
        self.line_ends = [found.start() for found in re.finditer("\n", text)]

    def find(self, quote: str, before: str = "", after: str = "") -> Anchor | None:
        """Where `quote` stands now, or None when that cannot be told."""
        words, before, after = (_seen(part)[0] for part in (quote, before, after))
        if not words:
            return None
        known = min(_LIKE_ENOUGH, len(before) + len(after))
        found = [
            (self._likeness(at, at + len(words), before, after), -at)
            for at in _occurrences(self.seen, words)
        ]
        likeness, at = max(found, default=(0, 0))
        is_sure = len(found) == 1 and len(words) >= _LONG_ENOUGH
        if found and (likeness >= known or is_sure):
            return self._anchor(-at, -at + len(words))
        return self._between(before, after, longest=2 * len(words) + CONTEXT)

    def _between(self, before, after, *, longest):
        """What stands between the neighbours, when they alone are left."""
        before, after = before[-_NEIGHBOUR:], after[:_NEIGHBOUR]
        if min(len(before), len(after)) < _NEIGHBOUR:
            return None
        if self.seen.count(before) != 1:
            return None
        start = self.seen.index(before) + len(before)
        end = self.seen.find(after, start, start + longest + len(after))
        return self._anchor(start, end, is_changed=True) if end > start else None

    def _likeness(self, start, end, before, after):
        """How many characters next to the words are those that stood there."""
        ahead = self.seen[max(start - CONTEXT, 0) : start]
        behind = self.seen[end : end + CONTEXT]
        return _common(ahead[::-1], before[::-1]) + _common(behind, after)

    def _anchor(self, start, end, *, is_changed=False):
        start, end = self.places[start], self.places[end - 1] + 1
        return Anchor(
            start=start,
            end=end,
            line=bisect_right(self.line_ends, start) + 1,
            quote=self.text[start:end][:LONGEST],
            before=self.text[max(start - CONTEXT, 0) : start],
            after=self.text[end : end + CONTEXT],
            is_changed=is_changed,
        )


def _seen(text):
    """What a page shows of a source, and the place of each character in it."""
    seen, places, at = [], [], 0
    for unseen in _UNSEEN.finditer(text):
        seen.append(text[at : unseen.start()])
        places += range(at, unseen.start())
        at = unseen.end()
    seen.append(text[at:])
    places += range(at, len(text))
    return "".join(seen), places


def _occurrences(text, words):
    at = text.find(words)
    while at != -1:
        yield at
        at = text.find(words, at + 1)


def _common(one, other):
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count
