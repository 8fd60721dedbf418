"""One form for all that is the same to a reader who searches: width, case, kana, 々."""

import re
import unicodedata

from blog.text.japanese import HIRAGANA, KANJI

# ァ … ヶ and the iteration marks ヽヾ lie 96 places after their hiragana.
_TO_HIRAGANA = {code: code - 0x60 for code in [*range(0x30A1, 0x30F7), 0x30FD, 0x30FE]}
_REPEATED = re.compile(f"([{KANJI}])\u3005")
# Hyphens and dashes typed for the long vowel mark: デ−タ, デ―タ.
_DASHES = re.compile(
    f"(?<=[{HIRAGANA}\u30fc])[-\u2010-\u2015\u2212](?=[{HIRAGANA}\u30fc])"
)
# A character with what composes with it: か + ゛, ｶ + ﾞ, e + acute, Hangul letters.
_UNIT = re.compile(
    "[\u1100-\u11ff]+|.[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL
)
_COMPOSES = re.compile("[\u0300-\u036f\u1100-\u11ff\u3099\u309a\uff9e\uff9f]")
_PIECE = re.compile(
    "[\\s\\S]{1,200}[\u0300-\u036f\u1100-\u11ff\u3099\u309a\uff9e\uff9f]*"
)


def normalise(text: str) -> str:
    """ＥＴＦ and etf, ガイド, ｶﾞｲﾄﾞ and がいど, 人々 and 人人 become the same.

    ー stays: サーバ is found in サーバー; the other way round is a synonym's business.
    """
    return _in_context(_fold(text))


def normalise_with_offsets(text: str) -> tuple[str, list[int]]:
    """The normal form, and for each of its characters where in `text` it came from.

    One more offset, the length of `text`, stands at the end.
    """
    parts, offsets = [], []
    for piece in _PIECE.finditer(text):
        folded = _fold(piece[0])
        if len(folded) == len(piece[0]) and not _COMPOSES.search(piece[0]):
            offsets.extend(range(piece.start(), piece.end()))
        else:
            folded = _fold_units(piece, offsets)
        parts.append(folded)
    return _in_context("".join(parts)), [*offsets, len(text)]


def _fold_units(piece, offsets):
    folded = []
    for unit in _UNIT.finditer(piece[0]):
        letters = _fold(unit[0])
        offsets.extend([piece.start() + unit.start()] * len(letters))
        folded.append(letters)
    return "".join(folded)


def _fold(text):
    composed = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", composed).translate(_TO_HIRAGANA)


def _in_context(folded):
    """What depends on the character before; it changes no length."""
    return _DASHES.sub("ー", _REPEATED.sub(r"\1\1", folded))
