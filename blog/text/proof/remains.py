"""What drafts and machines leave behind."""

import re

from django.utils.translation import gettext_noop as _

from blog.text.proof.rule import BLOCK, WARN, Rule, every

_REFUSED_TITLE = re.compile(
    r"I apologi[sz]e|unable to|as an AI|language model"
    r"|申し訳(?:ありません|ございません)が",
    re.IGNORECASE,
)
# Neither "knowledge base" nor 大変申し訳 alone: both have honest uses.
_REFUSED = re.compile(
    r"\bI apologi[sz]e|\bI(?:'m| am) (?:currently )?unable to"
    r"|\bas an AI(?: language)? model|\bI cannot (?:fulfill|provide)"
    r"|^申し訳(?:ありません|ございません)が、[^。]{0,80}"
    r"(?:できません|できかねます|いたしかねます)",
    re.IGNORECASE,
)
_CITE_MARK = re.compile(r"\[cite(?::|_start)[^\]\n]{0,40}\]?|【cite[^】\n]{0,40}】?")
END_MARK = re.compile(
    r"^[ \t]*[-—―–─]{1,3}[ \t]*(?:END|終)[ \t]*[-—―–─]{1,3}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9_])(?:TK|TODO|TBD|FIXME|XXX)(?![A-Za-z0-9_])"
    r"|〓+|[●■]{2,}|要確認|要出典|（仮）|\(仮\)|lorem ipsum"
    r"|\{\{(?![ ]*定型文[:：])[^}\n]{0,60}(?:\}\})?|\$\{[^}\n]{0,60}\}?"
    r"|あなたの名前|!\[代替テキスト\]|【[^】\n]{0,30}(?:記入|挿入|入力)[^】\n]{0,30}】"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= )[^\n]*", re.MULTILINE)
_BLANKS = re.compile(r"[〇○]{2,}")

RULES = (
    Rule(
        "refusal_in_title",
        BLOCK,
        _("A language model's refusal as the title"),
        _("The title is a language model's refusal: write a title."),
        lambda document: every(_REFUSED_TITLE)([document.title]),
    ),
    Rule(
        "refusal",
        BLOCK,
        _("A language model's refusal in the text"),
        _("“%(quote)s” is what a language model says when it refuses: take it out."),
        lambda document: every(_REFUSED)(document.blocks),
    ),
    Rule(
        "cite_mark",
        BLOCK,
        _("Reference marks of a language model"),
        _("“%(quote)s” is a language model's reference mark: name the source instead."),
        lambda document: every(_CITE_MARK)(document.typed),
    ),
    Rule(
        "end_mark",
        BLOCK,
        _("End marks of a manuscript"),
        _("“%(quote)s” was left in the text: take it out."),
        lambda document: every(END_MARK, lambda hit: "")([document.prose]),
    ),
    Rule(
        "conflict_mark",
        BLOCK,
        _("Marks of two texts that were never merged"),
        _("“%(quote)s”: two texts were never merged. Choose one of them."),
        lambda document: every(_CONFLICT)([document.prose]),
    ),
    Rule(
        "placeholder",
        BLOCK,
        _("Placeholders and open questions"),
        _("“%(quote)s” still waits for its text."),
        lambda document: every(_PLACEHOLDER)(document.typed),
    ),
    Rule(
        "blanks",
        WARN,
        _("Circles where a name may be missing"),
        _("Is “%(quote)s” meant to stay?"),
        lambda document: every(_BLANKS)(document.typed),
    ),
)
