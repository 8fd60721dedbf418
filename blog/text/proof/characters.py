"""Single characters: broken, invisible, of another script or of another width."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from blog.text.japanese import nfkc
from blog.text.proof.document import Document, Mark
from blog.text.proof.rule import BLOCK, HINT, WARN, Rule, every

_BROKEN = re.compile("\ufffd+")
# A joiner inside an emoji is meant. Other controls never reach the manuscript.
_INVISIBLE = re.compile(
    "[\u200b\u200c\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
_STRAY = re.compile(
    "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]+"
)
_HALF_WIDTH_KANA = re.compile("[\uff66-\uff9f]+")
_FULL_WIDTH_LATIN = re.compile("[Ａ-Ｚａ-ｚ][Ａ-Ｚａ-ｚ０-９]*")
_MACHINE_DEPENDENT = re.compile("[①-⑳Ⅰ-ⅿ㈱㈲㊤-㊨㌀-㍗㍻-㍿№℡]+")
_FULL_WIDTH_DIGITS = re.compile("[０-９]+(?:[．，][０-９]+)*")
_DIGITS = re.compile("[0-9]")


def _composed(hit):
    return nfkc(hit[0])


def _mixed_digits(document: Document) -> Iterable[Mark]:
    if any(_DIGITS.search(block.text) for block in document.blocks):
        yield from every(_FULL_WIDTH_DIGITS, _composed)(document.blocks)


RULES = (
    Rule(
        "broken_character",
        BLOCK,
        _("Broken characters (U+FFFD)"),
        _("A character is broken: type it again."),
        lambda document: every(_BROKEN)([*document.lines, document.source]),
    ),
    Rule(
        "invisible_character",
        BLOCK,
        _("Invisible and private characters"),
        _("There is an invisible or private character: take it out."),
        lambda document: every(_INVISIBLE, lambda hit: "")(
            [*document.lines, document.source]
        ),
    ),
    Rule(
        "stray_script",
        WARN,
        _("Words of another script"),
        _("“%(quote)s” is in another script. Is it meant?"),
        lambda document: every(_STRAY)(document.read),
    ),
    Rule(
        "half_width_kana",
        WARN,
        _("Half-width kana"),
        _("“%(quote)s”: write %(suggestion)s."),
        lambda document: every(_HALF_WIDTH_KANA, _composed)(document.read),
    ),
    Rule(
        "full_width_latin",
        WARN,
        _("Full-width Latin letters"),
        _("“%(quote)s”: write %(suggestion)s."),
        lambda document: every(_FULL_WIDTH_LATIN, _composed)(document.read),
    ),
    Rule(
        "mixed_digits",
        WARN,
        _("Full- and half-width figures in one text"),
        _("“%(quote)s” beside half-width figures: write %(suggestion)s."),
        _mixed_digits,
    ),
    Rule(
        "machine_dependent",
        HINT,
        _("Characters that older machines lack"),
        _("“%(quote)s” may look different elsewhere: %(suggestion)s."),
        lambda document: every(_MACHINE_DEPENDENT, _composed)(document.read),
    ),
)
