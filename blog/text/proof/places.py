"""Where the words of a page stand in the Markdown that it was made from.

Markup comes between words but leaves their letters alone, so we look for letters.
"""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

_LETTERS = re.compile(r"[^\W_]+")
# Readings and marks of notes: their letters are not on the page.
_UNSEEN = re.compile(r"《[^《》\n]{1,30}》|\[\^[^\]\n]{1,100}\]|&#?[A-Za-z0-9]{1,8};")
_HEADS = (12, 5)  # letters by which a block is known
_CONTEXT = 8  # letters before a quote
_QUOTE = 24  # letters of a quote
_SLACK = 400  # letters of links' targets and the like inside a block
_NEARBY = 12  # characters of markup between two letters


class Places:
    """`prose` is the source, of the same length, without the letters of addresses."""

    def __init__(self, source: str, prose: str, blocks: list[str]):
        self.source = source
        self.blocks = blocks
        seen = _UNSEEN.sub(lambda match: " " * len(match[0]), prose)
        runs = list(_LETTERS.finditer(seen))
        self.letters = "".join(run[0] for run in runs)
        self.run_starts = [run.start() for run in runs]
        self.counts = [0, *accumulate(len(run[0]) for run in runs)]

    def find(self, number: int, text: str, start: int, end: int) -> int | None:
        """The offset in the source of `text[start:end]`, `text` being a block's."""
        base = self._starts[number]
        if base is None:
            return None
        before = _letters(text[:start])[-_CONTEXT:]
        quote = _letters(text[start:end])[:_QUOTE]
        limit = base + len(_letters(text)) + _SLACK
        at = self.letters.find(before + quote, base, limit)
        if at != -1:
            at += len(before)
        elif quote:
            at = self.letters.find(quote, base, limit)
        if at == -1:
            return self._offset(base)
        return self._exact(at, text[start:end], has_letters=bool(quote))

    def _exact(self, at, quote, *, has_letters):
        """From letter `at` back or on to the very sign that `quote` begins with."""
        if not has_letters:
            after = self._offset(at - 1) + 1 if at else 0
            found = self.source.find(quote, after, after + len(quote) + _NEARBY)
            return after if found == -1 else found
        offset = self._offset(at)
        if _LETTERS.match(quote):
            return offset
        found = self.source.rfind(quote[0], max(0, offset - _NEARBY), offset)
        return offset if found == -1 else found

    def _offset(self, at):
        """The source offset of the letter number `at`."""
        run = min(bisect_right(self.counts, at), len(self.run_starts)) - 1
        return self.run_starts[run] + at - self.counts[run]

    @cached_property
    def _starts(self) -> list[int | None]:
        """Where each block begins among the letters; None for one not found."""
        starts, cursor = [], 0
        for block in self.blocks:
            letters = _letters(block)
            at = self._start(letters, cursor)
            starts.append(at)
            if at is not None and at >= cursor:
                cursor = at + len(letters)
        return starts

    def _start(self, letters, cursor):
        for head in (letters[:size] for size in _HEADS):
            for since in (cursor, 0):
                at = self.letters.find(head, since)
                if head and at != -1:
                    return at
        return None


def _letters(text):
    return "".join(_LETTERS.findall(text))
