"""Japanese writing: scripts, width, graphemes, sentences and phrases."""

import re
import unicodedata
from functools import lru_cache
from html import escape

import budoux

HIRAGANA = "\u3041-\u3096\u3099\u309a\u309d-\u309f"
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # ー too, no ・
KANJI = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
# Between these a line end is nothing; Hangul parts its words by spaces.
WRITTEN_WITHOUT_SPACES = (
    f"{HIRAGANA}{KATAKANA}{KANJI}"
    "\u30a0\u30fb\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)

BRACKETS = dict(zip("「『（【〈《〔［“(", "」』）】〉》〕］”)", strict=True))
NOT_FIRST = "、。，．・：；？！!?）」』】〉》〕］｝)]}”’…‥ー々ゝゞヽヾ〜～％%\u2060" + (
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
NOT_LAST = "（「『【〈《〔［｛([{“‘\u2060"


def nfc(text: str) -> str:
    """Composed form: か + ゛ → が. For addresses and text that is kept as typed."""
    return unicodedata.normalize("NFC", text)


def nfkc(text: str) -> str:
    """Compatibility form: ＥＴＦ → ETF, ｶﾞｲﾄﾞ → ガイド, ① → 1."""
    return unicodedata.normalize("NFKC", text)


def display_width(text: str) -> int:
    """Columns in a terminal or a result list: wide and ambiguous characters take 2."""
    return sum(_columns(char) for char in text)


def _columns(char):
    if unicodedata.category(char) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def cut_to_width(text: str, columns: int) -> str:
    """`text` in at most so many columns, with … where it had to be cut."""
    if display_width(text) <= columns:
        return text
    kept, left = [], columns - display_width("…")
    for grapheme in graphemes(text):
        left -= display_width(grapheme)
        if left < 0:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip() + "…"


_FLAG = re.compile(r"[\U0001f1e6-\U0001f1ff]")
_JOINED = re.compile(r"[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")


def graphemes(text: str) -> list[str]:
    """What a reader counts as characters: marks, selectors, skin tones, joined emoji
    and pairs of flag letters stay with their base."""
    found = []
    for char in text:
        if found and _continues(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _continues(before, char):
    return (
        unicodedata.category(char) in {"Mc", "Me", "Mn"}
        or _JOINED.match(char) is not None
        or before[-1] == "\u200d"
        or (
            len(before) == 1
            and _FLAG.match(before) is not None
            and _FLAG.match(char) is not None
        )
    )


_ENDS = "。！？!?…"
_CLOSING = "」』）)】〉》〕］”"
_STOP = re.compile(r"(?<=[a-z)\"%])\.(?= [A-Z]|$)")  # not 3.5, Inc. は, ...
_MAX_OPEN_BRACKETS = 4


def sentences(text: str) -> list[str]:
    """`text` cut after 。！？!?… outside brackets; what follows the last end is a part.

    `!` and `?` before an ASCII letter end nothing (`Yahoo!JAPAN`, `a?b=c`). A full
    stop ends an English sentence.
    """
    found, start, open_brackets = [], 0, []
    for index, char in enumerate(text):
        following = text[index + 1 : index + 2]
        if char in BRACKETS:
            open_brackets.append(BRACKETS[char])
        elif open_brackets and char == open_brackets[-1]:
            open_brackets.pop()
        if len(open_brackets) > _MAX_OPEN_BRACKETS:
            open_brackets.clear()
        if not open_brackets and (
            _STOP.match(text, index)
            if char == "."
            else char in _ENDS and _ends_before(char, following)
        ):
            found.append(text[start : index + 1].strip())
            start = index + 1
    if rest := text[start:].strip():
        found.append(rest)
    return found


def _ends_before(char, following):
    if following and following in _ENDS + _CLOSING:
        return False
    return not (char in "!?" and following.isascii() and following.strip())


def ends_sentence(text: str) -> bool:
    return bool(text) and (
        text[-1] in _ENDS + _CLOSING or _STOP.match(text, len(text) - 1) is not None
    )


def is_balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in BRACKETS.items())


# Names that the phrase model cuts: 日経｜平均, 日本｜銀行.
_NAMES = re.compile(
    "日経平均|日本銀行|連邦準備制度理事会|日本経済新聞|東京証券取引所|東証株価指数|金融庁|経済産業省|総務省"
    "|個人情報保護|生成AI|人工知能|機械学習|深層学習|半導体|投資信託|消費者物価指数"
    "|為替介入|量的緩和|設備投資|データ分析|時価総額|営業利益|純利益|売上高|国内総生産"
)
# A phrase may end in hiragana only after these: 「もたら｜す」 is one word.
_PARTICLES = "はがをにでともへのやてば"
_JAPANESE = re.compile(f"[{HIRAGANA}{KATAKANA}{KANJI}]")
# Runs of ASCII or katakana, a figure and its unit, a bracket and its particle; at a
# space a line breaks anyway.
_UNBROKEN = re.compile(
    f"[!-~]{{2}}|[{KATAKANA}]{{2}}|[0-9.,][%％兆億万千円年月日回社人]"
    f"|[）」』】〉》〕］][{HIRAGANA}]|\\s.|.\\s",
    re.DOTALL,
)
_HIRAGANA_PAIR = re.compile(f"[{HIRAGANA}]{{2}}")


@lru_cache(maxsize=1)
def _parser():
    return budoux.load_default_japanese_parser()  # 30 ms


def phrases(text: str) -> list[str]:
    """`text` cut at ends of phrases (文節), where a title may break."""
    if not _JAPANESE.search(text):
        return [text] if text else []
    return list(_phrases(text))


@lru_cache(maxsize=1024)
def _phrases(text):
    inside_names = {
        at
        for name in _NAMES.finditer(text)
        for at in range(name.start() + 1, name.end())
    }
    found = [""]
    at = 0
    for chunk in _parser().parse(text):
        if at and at not in inside_names and _may_break(text, at):
            found.append(chunk)
        else:
            found[-1] += chunk
        at += len(chunk)
    return tuple(found)


def _may_break(text, at):
    before, after = text[at - 1], text[at]
    pair = before + after
    if after in NOT_FIRST or before in NOT_LAST or _UNBROKEN.match(pair):
        return False
    return not _HIRAGANA_PAIR.match(pair) or before in _PARTICLES


def with_breaks(text: str) -> str:
    """`text` as HTML with `<wbr>` between phrases."""
    return "<wbr>".join(escape(phrase) for phrase in phrases(text))
