"""Reading time: Japanese by character, Latin script by word."""

import re
from typing import NamedTuple

from blog.text.japanese import HANGUL, HIRAGANA, KANJI, KATAKANA
from blog.text.rendering import Rendered

# 400–600 characters a minute is the span usually given; see docs/decisions/0002.
CHARACTERS_PER_MINUTE = 500
WORDS_PER_MINUTE = 200

_LETTER = re.compile(f"[{HIRAGANA}{KATAKANA}{KANJI}{HANGUL}]")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[-.,'’+][A-Za-z0-9]+)*%?")
_ADDRESS = re.compile(r"https?://[!-~]+")
_UNREAD = frozenset(["pre", "note"])


class Count(NamedTuple):
    """`japanese` letters and Latin `words` are read; `characters` is what 字数 says:
    all but white space."""

    japanese: int
    words: int
    characters: int


def count(rendered: Rendered) -> Count:
    """Code, footnotes and addresses are not counted, nor are texts of pictures."""
    lines = [
        _ADDRESS.sub(" ", block.text)
        for block in rendered.blocks
        if block.kind not in _UNREAD
    ]
    return Count(
        japanese=sum(len(_LETTER.findall(line)) for line in lines),
        words=sum(len(_WORD.findall(line)) for line in lines),
        characters=sum(len("".join(line.split())) for line in lines),
    )


def minutes(
    count: Count,
    *,
    characters_per_minute: int = CHARACTERS_PER_MINUTE,
    words_per_minute: int = WORDS_PER_MINUTE,
) -> int:
    """Whole minutes, at least 1."""
    time = count.japanese / characters_per_minute + count.words / words_per_minute
    return max(1, round(time))
