"""The house's own words: what to look for, and what to write instead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from blog.text.proof.document import Document, Mark, Part
from blog.text.proof.patterns import bounded


@dataclass(frozen=True, slots=True)
class Word:
    """`replacement` "" means that there is only advice; in a regular expression it may
    hold \\1. A hit inside one of the `exceptions` is none."""

    pattern: str
    is_regex: bool = False
    replacement: str = ""
    exceptions: tuple[str, ...] = ()


def hits(word: Word, document: Document) -> Iterable[Mark]:
    """Where `word` stands; PatternRefused for a pattern that is not allowed."""
    if not word.is_regex and word.pattern not in document.text:
        return
    find = _by_pattern if word.is_regex else _by_letters
    for part in document.read:
        for start, end, instead in find(word, part.text):
            if not any(_covers(part, start, end, other) for other in word.exceptions):
                yield Mark(part, start, end, instead or None)


def _by_letters(word, text) -> Iterator[tuple[int, int, str]]:
    size = len(word.pattern)
    at = text.find(word.pattern)
    while at != -1:
        if _stands_alone(text, at, at + size):
            yield at, at + size, word.replacement
        at = text.find(word.pattern, at + size)


def _stands_alone(text, start, end):
    """Whether no Latin word goes on at either end: AI is not in FAIR."""
    return not (
        _is_latin(text[start - 1 : start] + text[start : start + 1])
        or _is_latin(text[end - 1 : end + 1])
    )


def _is_latin(pair):
    return len(pair) == 2 and pair.isascii() and pair.isalnum()


def _by_pattern(word, text) -> Iterator[tuple[int, int, str]]:
    for hit in bounded(word.pattern).finditer(text):
        if hit[0]:
            yield *hit.span(), _filled_in(hit, word.replacement)


def _filled_in(hit, replacement):
    try:
        return hit.expand(replacement)
    except (re.error, IndexError):
        return replacement


def _covers(part: Part, start, end, other) -> bool:
    """Whether `part.text[start:end]` lies inside the words `other`."""
    at = part.text.find(other, max(0, end - len(other)), start + len(other))
    return at != -1 and at <= start and end <= at + len(other)
