"""Signs that a Japanese text writes otherwise."""

import re

from django.utils.translation import gettext_noop as _

from blog.text.japanese import HIRAGANA, KANJI, KATAKANA
from blog.text.proof.rule import HINT, Rule, every

_JA = f"{HIRAGANA}{KATAKANA}{KANJI}"
_ELLIPSIS = re.compile(rf"(?<=[{_JA}])\.{{3,}}|\.{{3,}}(?=[{_JA}])")
_QUOTES = re.compile(rf'"[^"\n]{{0,200}}?[{HIRAGANA}{KANJI}][^"\n]{{0,200}}?"')
_HALF_WIDTH = re.compile(
    rf"(?<=[{_JA}])[,.](?=[{_JA}\s]|$)|(?<=[{_JA}])[?!](?=[{HIRAGANA}{KANJI}\s]|$)"
)
_DOUBLED = re.compile(r"、、+|。。+|，，+|！{3,}|？{3,}")
_FULL_WIDTH = dict(zip(",.?!", "、。？！", strict=True))

RULES = (
    Rule(
        "ascii_ellipsis",
        HINT,
        _("... for …"),
        _("“%(quote)s”: write …."),
        lambda document: every(_ELLIPSIS, lambda hit: "…")(document.blocks),
    ),
    Rule(
        "ascii_quotes",
        HINT,
        _("Straight quotes around Japanese"),
        _("%(quote)s: write %(suggestion)s."),
        lambda document: every(_QUOTES, lambda hit: f"「{hit[0][1:-1]}」")(
            document.blocks
        ),
    ),
    Rule(
        "half_width_punctuation",
        HINT,
        _("Half-width , . ! ? in Japanese"),
        _("“%(quote)s”: write %(suggestion)s."),
        lambda document: every(_HALF_WIDTH, lambda hit: _FULL_WIDTH[hit[0]])(
            document.blocks
        ),
    ),
    Rule(
        "doubled_punctuation",
        HINT,
        _("The same sign several times"),
        _("“%(quote)s”: write %(suggestion)s."),
        lambda document: every(_DOUBLED, lambda hit: hit[0][0])(document.blocks),
    ),
)
