"""Paragraphs that are cut off, come twice or do not close their brackets."""

import re
from collections.abc import Iterable
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from blog.text.japanese import BRACKETS, HIRAGANA, KANJI, KATAKANA
from blog.text.plain import HEADINGS
from blog.text.proof.document import Document, Mark, Part
from blog.text.proof.remains import END_MARK
from blog.text.proof.rule import BLOCK, WARN, Rule

MIN_REPEATED_CHARACTERS = 80
MIN_LAST_CHARACTERS = 21
MIN_MIDDLE_CHARACTERS = 41
TAIL = 20  # characters shown of a paragraph that breaks off

_JAPANESE = re.compile(f"[{HIRAGANA}]")
_ENDS = re.compile(
    r"[。．！？!?…」』）)】》〉：:;；\]”\"'〜～→←↑↓※*%％★☆♪]$"
    r"|[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]$"
    r"|[a-zA-Z)]\.$"
    r"|[-—―–─]{1,3}END[-—―–─]{1,3}$"
)
_CONTINUES = re.compile(
    r"^[、。」』）ー・](?!\s)|^[をがには]、"
    rf"|^[をがにはでとの](?![{HIRAGANA}])[^、。]{{0,3}}[{KANJI}{KATAKANA}]"
)
# What stands below the text proper.
_CLOSING_HEADING = re.compile(
    r"関連記事|あわせて読みたい|おすすめ|参考|出典|ご相談|お問い合わせ|著者|監修"
)
# A headline that stands as a paragraph has neither, a sentence that was cut has.
_IN_SENTENCES = re.compile("[、。]")
_QUOTED = re.compile(r"[「『（(][^「」『』（）()]*[」』）)]")
_CREDIT = re.compile(r"^(?:[（(]?(?:出所|出典|資料|注|写真|撮影|図版|監修)|※)")
_NOT_RUNNING = frozenset(["note", "caption", "other"])
_ENUMERATION = re.compile(r"^\s*[0-9０-９a-zA-Zア-ンあ-ん①-⑳]{1,3}[）)]")
_PAIRS = [(a, b) for a, b in BRACKETS.items() if a in "「『（【"]


def _repeated(document: Document) -> Iterable[Mark]:
    seen = set()
    for paragraph in document.paragraphs:
        if len(paragraph.text) < MIN_REPEATED_CHARACTERS:
            continue
        if paragraph.text in seen:
            yield Mark(paragraph, 0, len(paragraph.text))
        seen.add(paragraph.text)


def _proper(document):
    """The blocks above the closing sections."""
    proper = []
    for block in document.blocks:
        if block.kind in HEADINGS and _CLOSING_HEADING.search(block.text):
            break
        if block.kind not in _NOT_RUNNING and not END_MARK.match(block.text):
            proper.append(block)
    return proper


def _breaks_off(block, min_characters):
    return (
        block.kind == "p"
        and len(block.text) >= min_characters
        and _JAPANESE.search(block.text) is not None
        and not _ENDS.search(block.text)
        and not _CREDIT.match(block.text)
        and _IN_SENTENCES.search(_QUOTED.sub("", block.text)) is not None
    )


def _last_breaks_off(document: Document) -> Iterable[Mark]:
    for block in _proper(document)[-1:]:
        if _breaks_off(block, MIN_LAST_CHARACTERS):
            yield _tail(block)


def _middle_breaks_off(document: Document) -> Iterable[Mark]:
    for block, following in pairwise(_proper(document)):
        leads_on = block.text.endswith("、") and following.kind != "p"
        if _breaks_off(block, MIN_MIDDLE_CHARACTERS) and not leads_on:
            yield _tail(block)


def _tail(block: Part) -> Mark:
    return Mark(block, max(0, len(block.text) - TAIL), len(block.text))


def _begins_mid_sentence(document: Document) -> Iterable[Mark]:
    for block in _proper(document):
        if (
            block.kind == "p"
            and len(block.text) > TAIL
            and _CONTINUES.match(block.text)
        ):
            yield Mark(block, 0, TAIL)


def _unpaired(document: Document) -> Iterable[Mark]:
    for block in document.blocks:
        at = _unpaired_at(block.text)
        if at is not None:
            yield Mark(block, at, min(at + TAIL, len(block.text)))


def _unpaired_at(text):
    """Where a bracket without its partner stands, or None."""
    for opening, closing in _PAIRS:
        if text.count(opening) == text.count(closing):
            continue
        open_at = []
        for at, char in enumerate(text):
            if char == opening:
                open_at.append(at)
            elif char == closing and open_at:
                open_at.pop()
            elif char == closing and not _ENUMERATION.match(text):
                return at
        if open_at:
            return open_at[0]
    return None


RULES = (
    Rule(
        "repeated_paragraph",
        BLOCK,
        _("The same paragraph twice"),
        _("This paragraph stands twice: “%(quote)s”"),
        _repeated,
    ),
    Rule(
        "text_breaks_off",
        BLOCK,
        _("A text that breaks off"),
        _("The text breaks off: “%(quote)s”"),
        _last_breaks_off,
    ),
    Rule(
        "paragraph_breaks_off",
        WARN,
        _("Paragraphs that break off"),
        _("This paragraph breaks off: “%(quote)s”"),
        _middle_breaks_off,
    ),
    Rule(
        "begins_mid_sentence",
        WARN,
        _("Paragraphs that begin in the middle of a sentence"),
        _("This paragraph begins in the middle of a sentence: “%(quote)s”"),
        _begins_mid_sentence,
    ),
    Rule(
        "unpaired_bracket",
        WARN,
        _("Brackets without their partner"),
        _("A bracket has no partner: “%(quote)s”"),
        _unpaired,
    ),
)
