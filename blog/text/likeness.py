"""How like two short texts are, by the pairs of letters that they share."""

import re

from blog.text.japanese import nfkc

_SIGNS = re.compile(r"[\W_]+")


def bigrams(text: str) -> set[str]:
    """Every two letters that follow each other, without signs, width or case."""
    letters = _SIGNS.sub("", nfkc(text).casefold())
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def jaccard(ours: set[str], theirs: set[str]) -> float:
    """0 to 1: what they share of all that they have."""
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def dice(ours: set[str], theirs: set[str]) -> float:
    """0 to 1, kinder than `jaccard` to texts of different lengths."""
    return (
        2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0
    )
