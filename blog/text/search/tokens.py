"""The tokens that an index holds, and those that a query asks for.

A text is *spelled* as its runs, each after one space: kana, kanji and Hangul are one
kind of run, other letters and digits the other (生成AIの話 → " 生成 ai の話"). What is
sought is a stretch of this: it may begin and end anywhere in a run of the first kind,
and begins at a word of the second (rag is not found in storage).
"""

import re
from dataclasses import dataclass

from blog.text.japanese import HANGUL, HIRAGANA, KANJI, KATAKANA
from blog.text.search.normal import normalise

TOKENS = 1  # raised when the same text would give other tokens
MOST_LETTERS = 40  # of a word; what is longer is no word
WITHOUT_SPACES = f"{HIRAGANA}{KATAKANA}{KANJI}{HANGUL}"
_RUN = re.compile(f"[{WITHOUT_SPACES}]+|[^\\W_{WITHOUT_SPACES}]+")
_HAS_NO_SPACES = re.compile(f"[{WITHOUT_SPACES}]")


@dataclass(frozen=True)
class Sought:
    """Tokens that follow each other; the last stands for all that begin with it when
    `is_open`."""

    tokens: tuple[str, ...]
    is_open: bool


def spell(text: str) -> str:
    return "".join(f" {_bounded(run)}" for run in _RUN.findall(normalise(text)))


def _bounded(run):
    return run if is_spaceless(run) else run[:MOST_LETTERS]


def is_spaceless(run: str) -> bool:
    """Kana, kanji and Hangul: where a word ends, only a reader knows."""
    return _HAS_NO_SPACES.match(run) is not None


def needle(spelled: str) -> str:
    """What stands in every spelled text that holds these words."""
    return spelled[1:] if is_spaceless(spelled[1:2]) else spelled


def pairs(spelled: str) -> list[str]:
    """The text as tokens: pairs of characters and the last one alone, or whole words.

    Every character begins a token, so that one of them can be asked for too.
    """
    tokens = []
    for run in spelled.split():
        if is_spaceless(run):
            tokens += [run[at : at + 2] for at in range(len(run))]
        else:
            tokens.append(run)
    return tokens


def triples(spelled: str) -> set[str]:
    return {
        run[at : at + 3]
        for run in spelled.split()
        if is_spaceless(run)
        for at in range(len(run) - 2)
    }


def sought(spelled: str) -> Sought:
    """These words as pairs, in order."""
    *before, last = spelled.split()
    tokens = [token for run in before for token in pairs(run)]
    if is_spaceless(last) and len(last) > 1:
        return Sought((*tokens, *pairs(last)[:-1]), is_open=False)
    return Sought((*tokens, last), is_open=True)
