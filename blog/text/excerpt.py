"""The excerpt: whole sentences of running text, never markup, never a headline."""

import re
from collections.abc import Iterator

from blog.text.errors import SourceRefused
from blog.text.japanese import (
    BRACKETS,
    ends_sentence,
    graphemes,
    is_balanced,
    sentences,
)
from blog.text.plain import HEADINGS, Block
from blog.text.rendering import Rendered, render

MOST_GRAPHEMES = 120
ENOUGH_GRAPHEMES = 60
LEAST_BEFORE_CUT = 50
MIN_PARAGRAPH_CHARACTERS = 20
HEADLINE_CHARACTERS = 70
FIRST_LINE_CHARACTERS = 60

_BOILERPLATE = re.compile(
    r"^(?:はじめに|(?:この|本)記事[では]|目次|関連記事|※|[\[［]?PR[\]］：: ]|広告"
    r"|更新日|公開日|最終更新|ねえ|—END—)"
    r"|詳しく解説します。?$|申し訳ありません|I apologize|I am (?:currently )?unable"
)
_LEADING_DOTS = re.compile(r"^(?:\.\.\.|…)\s*")
_SENTENCE_END = re.compile(r"[。！？!?]|[a-z)]\.(?: [A-Z]|$)")
_SIGNS = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"\*\*|__|`")


def excerpt(rendered: Rendered, *, title: str, lead: str = "") -> str:
    """The editor's `lead` as plain text, else computed; "" when nothing serves."""
    return _plain(lead) or _computed(rendered.blocks, title)


def _plain(lead):
    """`lead` without Markdown, and without a last sentence that was cut off."""
    try:
        blocks = render(lead).blocks
    except SourceRefused:
        return ""
    paragraphs = [block for block in blocks if block.kind == "p"] or blocks
    text = _MARKUP.sub("", "".join(block.text for block in paragraphs))
    *whole, last = sentences(text) or [""]
    if ends_sentence(last) or not (whole or last.endswith("、")):
        return text
    return text.removesuffix(last).rstrip()


def _computed(blocks, title):
    text = ""
    for paragraph in _paragraphs(blocks, title):
        longer, is_whole = _extended(text, paragraph)
        if not longer:
            return _cut(sentences(paragraph)[0])
        text = longer
        if not is_whole or len(graphemes(text)) >= ENOUGH_GRAPHEMES:
            break
    return text


def _paragraphs(blocks: tuple[Block, ...], title: str) -> Iterator[str]:
    """Running text, up to the next heading once some was found."""
    is_first, found = True, False
    for block in blocks:
        if found and block.kind in HEADINGS:
            return
        text = _LEADING_DOTS.sub("", block.text)
        if block.kind != "p" or not _is_running_text(text):
            continue
        if not found and (_repeats(text, title) or (is_first and _is_headline(text))):
            is_first = False
            continue
        found = True
        yield text


def _is_running_text(text):
    return (
        len(text) >= MIN_PARAGRAPH_CHARACTERS
        and _SENTENCE_END.search(text) is not None
        and not _BOILERPLATE.search(text)
    )


def _is_headline(text):
    return len(text) <= FIRST_LINE_CHARACTERS and not text.endswith("。")


def _repeats(text, title):
    """Whether `text` is one sentence that says the title again."""
    if len(text) > HEADLINE_CHARACTERS or len(sentences(text)) > 1:
        return False
    ours, theirs = _bigrams(text), _bigrams(title)
    return len(ours & theirs) >= max(1, min(len(ours), len(theirs))) / 2


def _bigrams(text):
    letters = _SIGNS.sub("", text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def _extended(text, paragraph):
    """`text` with the sentences that fit, and whether these are all."""
    for sentence in sentences(paragraph):
        longer = f"{text} {sentence}" if text[-1:].isascii() else text + sentence
        longer = longer.lstrip()
        if (
            not ends_sentence(sentence)
            or not is_balanced(sentence)
            or len(graphemes(longer)) > MOST_GRAPHEMES
        ):
            return text, False
        text = longer
    return text, True


def _cut(sentence):
    """A sentence that is too long, up to its last 、 outside brackets, and …."""
    text = "".join(graphemes(sentence)[: MOST_GRAPHEMES - 1])
    comma = text.rfind("、")
    while comma >= LEAST_BEFORE_CUT and not is_balanced(text[:comma]):
        comma = text.rfind("、", 0, comma)
    if comma >= LEAST_BEFORE_CUT:
        text = text[:comma]
    for opening, closing in BRACKETS.items():
        at = text.rfind(opening)
        if text.count(opening) > text.count(closing) and at >= LEAST_BEFORE_CUT:
            text = text[:at]
    return text.rstrip("、。 ") + "…"
