"""Plain text: what may be stored at all, and what readers see once markup is gone."""

import html
import re
from dataclasses import dataclass

# XML 1.0 allows nothing else; the third range leaves lone surrogates out as well.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` without what XML 1.0 forbids and lone surrogates; line ends become \\n."""
    return _FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page as readers see it.

    `kind`: "p", "h1" … "h6", "li", "dt", "dd", "row" (of a table, cells parted by a
    space), "pre", "quote", "note" (of the footnotes), "caption" or "other".
    """

    kind: str
    text: str
    id: str = ""


# The sanitizer writes every tag in this one form, `<` and `>` in values escaped.
_TOKEN = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>|([^<]+)")
_ID = re.compile(r' id="([^"]*)"')

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_KINDS = {
    **{tag: tag for tag in [*HEADINGS, "p", "li", "dt", "dd", "pre"]},
    **dict.fromkeys(["caption", "figcaption", "summary"], "caption"),
    "tr": "row",
}
_BLOCKS = frozenset(
    [
        *_KINDS,
        *("blockquote", "details", "div", "dl", "figure", "hr", "ol", "section"),
        *("table", "tbody", "tfoot", "thead", "ul"),
    ]
)
_VOID = frozenset(["br", "col", "hr", "img", "input", "wbr"])
_INVISIBLE = re.compile(
    r'^(?:rt|rp|svg)$| class="(?:footnote-(?:ref|backref)|chart-summary)"'
)


def read(page: str) -> list[Block]:
    """The blocks of sanitised HTML in order, without readings, marks and charts."""
    return _Reader().read(page)


class _Reader:
    def __init__(self):
        self.blocks = []
        self.open = []  # (tag, attributes) of every open element
        self.words = []
        self.hidden_from = None  # depth of the outermost invisible element

    def read(self, page):
        for slash, tag, attributes, words in _TOKEN.findall(page):
            if words:
                if self.hidden_from is None:
                    self.words.append(words)
            elif slash:
                self._close(tag)
            else:
                self._start(tag, attributes)
        self._flush()
        return self.blocks

    def _start(self, tag, attributes):
        if tag in _BLOCKS:
            self._flush()
        elif tag in {"br", "td", "th"}:
            self.words.append(" ")
        if tag in _VOID:
            return
        if self.hidden_from is None and (
            _INVISIBLE.search(tag) or _INVISIBLE.search(attributes)
        ):
            self.hidden_from = len(self.open)
        self.open.append((tag, attributes))

    def _close(self, tag):
        if tag in _BLOCKS:
            self._flush()
        self.open.pop()
        if self.hidden_from == len(self.open):
            self.hidden_from = None

    def _flush(self):
        text = html.unescape("".join(self.words)).replace("\u2060", "")
        self.words = []
        if text := " ".join(text.split()):
            self.blocks.append(Block(self._kind(), text, self._id()))

    def _kind(self):
        for tag, attributes in self.open:
            if tag == "blockquote":
                return "quote"
            if tag == "section" and ' class="footnotes"' in attributes:
                return "note"
        return next(
            (_KINDS[tag] for tag, _ in reversed(self.open) if tag in _KINDS), "other"
        )

    def _id(self):
        tag, attributes = self.open[-1] if self.open else ("", "")
        found = _ID.search(attributes) if tag in HEADINGS else None
        return html.unescape(found[1]) if found else ""
