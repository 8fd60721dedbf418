"""Sentences: how long they are, how they end, particles that stand twice."""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext_noop as _

from blog.text.japanese import sentences
from blog.text.proof.document import Document, Mark
from blog.text.proof.rule import HINT, WARN, Rule

LONG = 150  # characters
VERY_LONG = 200
MIN_SENTENCES = 11
MOST_MINORITY = 0.2  # of the sentences may end in the other style

_QUOTED = re.compile(r"[「『（(][^「」『』（）()]*[」』）)]")
_STYLES = re.compile(
    r"(?:(?P<polite>です|ます|ました|ません|でした|でしょう|ください|ましょう)"
    r"|(?P<plain>である|だ|だった|だろう|ない|なかった|った|いる|いた|する|した|れる|れた"
    r"|なる|ある))(?:か|ね|よ|よね)?(?=[。！？!?])"
)
# の, と and で stand twice in good Japanese: ものの, どこででも.
_DOUBLED = re.compile(
    r"をを|(?<!が)がが(?!が)|(?<!は)はは(?![はん])|にに(?!ん)|ですです"
    r"|ますます(?=[。、！？]|$)|ことができることが|ということという|のでので"
)


def _longer_than(least, most=math.inf):
    def check(document: Document) -> Iterable[Mark]:
        for paragraph in document.paragraphs:
            if len(paragraph.text) > least:
                for start, end in _sentences(paragraph.text):
                    if least < end - start <= most:
                        yield Mark(paragraph, start, end)

    return check


@lru_cache(maxsize=256)  # paragraphs come again: with the next rule, the next preview
def _sentences(text) -> list[tuple[int, int]]:
    spans, end = [], 0
    for sentence in sentences(text):
        start = text.index(sentence, end)
        end = start + len(sentence)
        spans.append((start, end))
    return spans


def _without_quotes(text):
    """`text` with 〓 for each quoted character: what is left keeps its place."""
    return _QUOTED.sub(lambda quoted: "〓" * len(quoted[0]), text)


def _mixed_styles(document: Document) -> Iterable[Mark]:
    """The first sentence end of the rarer style, if it is not rare."""
    ends = {"polite": [], "plain": []}
    for paragraph in document.paragraphs:
        for hit in _STYLES.finditer(_without_quotes(paragraph.text)):
            ends[hit.lastgroup].append(Mark(paragraph, *hit.span()))
    rarer = min(ends.values(), key=len)
    count = sum(map(len, ends.values()))
    if count >= MIN_SENTENCES and len(rarer) > count * MOST_MINORITY:
        yield _with_words_before(rarer[0])


def _with_words_before(mark):
    return Mark(mark.part, max(0, mark.start - 12), mark.end)


def _doubled(document: Document) -> Iterable[Mark]:
    for block in document.blocks:
        for hit in _DOUBLED.finditer(_without_quotes(block.text)):
            yield _with_words_before(Mark(block, *hit.span()))


RULES = (
    Rule(
        "doubled_particle",
        WARN,
        _("Particles that stand twice"),
        _("A word stands twice: “%(quote)s”"),
        _doubled,
    ),
    Rule(
        "mixed_styles",
        WARN,
        _("です・ます mixed with だ・である"),
        _("More than a fifth of the sentences end in the other style: “%(quote)s”"),
        _mixed_styles,
    ),
    Rule(
        "very_long_sentence",
        WARN,
        _("Sentences over 200 characters"),
        _("This sentence has more than 200 characters: “%(quote)s”"),
        _longer_than(VERY_LONG),
    ),
    Rule(
        "long_sentence",
        HINT,
        _("Sentences over 150 characters"),
        _("This sentence has more than 150 characters: “%(quote)s”"),
        _longer_than(LONG, VERY_LONG),
    ),
)
