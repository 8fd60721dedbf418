"""Words that go wrong in every house; the house's own are in its dictionary."""

import re

from django.utils.translation import gettext_noop as _

from blog.text.proof.rule import WARN, Rule, every

_INSTEAD = {
    "汚名挽回": "汚名返上",
    "的を得": "的を射",
    "違和感を感じ": "違和感を覚え",
    "まず最初に": "最初に",
    "後で後悔": "後悔",
    "返事を返": "返事を",
    "頭痛が痛": "頭が痛",
    "おっしゃられ": "おっしゃ",
    "ご覧になられ": "ご覧にな",
    "させていただかせ": "させていただ",
    "とんでもございません": "とんでもないことです",
}
_MISUSED = re.compile("|".join(_INSTEAD))
_TWICE_ABOUT = re.compile(
    r"約[0-9０-９][0-9０-９,.]{0,15}[^\s、。0-9]{0,4}?(?:ほど|程度|くらい)"
)
_CERTAIN = re.compile(
    r"必ず(?:上が|儲か|利益)|確実に(?:儲|上が|利益)|絶対に(?:上が|儲)|元本保証|損はしない"
)

RULES = (
    Rule(
        "misused_word",
        WARN,
        _("Words often misused"),
        _("“%(quote)s”: write %(suggestion)s."),
        lambda document: every(_MISUSED, lambda hit: _INSTEAD[hit[0]])(document.read),
    ),
    Rule(
        "about_twice",
        WARN,
        _("「約」 and 「ほど」 about one figure"),
        _("“%(quote)s” says “about” twice."),
        lambda document: every(_TWICE_ABOUT)(document.read),
    ),
    Rule(
        "certainty",
        WARN,
        _("Promises of profit"),
        _("“%(quote)s” promises what nobody can (断定的判断)."),
        lambda document: every(_CERTAIN)(document.read),
    ),
)
