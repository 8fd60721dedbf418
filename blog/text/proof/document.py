"""A text as its checks see it: what was typed, and what readers will see."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from blog.text import plain
from blog.text.japanese import nfc
from blog.text.proof.places import Places
from blog.text.sheet import Finding as Remark

# What stands where something was that is not prose: code, an address, markup.
GAP = "\ufffc"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text that is read as one.

    `kind` is a block's, "line" for a field of its own, "source" for the Markdown, or
    "words" for some of its words; `number` counts the blocks of the page.
    """

    field: str
    kind: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in `part.text`; `suggestion` as in Finding."""

    part: Part
    start: int
    end: int
    suggestion: str | None = None

    @property
    def quote(self) -> str:
        return self.part.text[self.start : self.end]


_CODE_IN_PAGE = re.compile(r"<pre\b.*?</pre>|<code\b[^>]*>.*?</code>", re.DOTALL)

# Bounded, so that marks without an end cost nothing much.
_NO_PROSE = re.compile(
    r"^[ >]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ >]*(?P=fence)[`~]*[ \t]*$"
    r"|(?<!`)(?P<ticks>`{1,3})(?!`)(?:(?!\n[ \t]*\n).){1,1000}?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.{0,1000}?-->"
    r"|</?[A-Za-z][^<>]{0,1000}>"
    r"|(?<=\]\()[^()\s]{1,2000}"
    r"|https?://[!-'*-~]{1,2000}"
    r"|\{:[^}\n]{0,200}\}"
    r"|\{\{[ ]*定型文[:：][^{}\n]{1,80}\}\}",
    re.DOTALL | re.MULTILINE,
)
_IMAGE = re.compile(r"<img\b([^>]*)>")
_ATTRIBUTE = re.compile(r'\b(src|alt|class)="([^"]*)"')


class Document:
    """`html` is the rendered `source`; `remarks` are what the renderer reported."""

    def __init__(
        self,
        *,
        title: str = "",
        excerpt: str = "",
        description: str = "",
        source: str = "",
        html: str = "",
        remarks: Iterable[Remark] = (),
    ):
        self.title = Part("title", "line", nfc(title))
        self.excerpt = Part("excerpt", "line", nfc(excerpt))
        self.description = Part("description", "line", nfc(description))
        self.source = Part("body", "source", nfc(plain.clean(source)))
        self.html = html
        self.remarks = tuple(remarks)

    @cached_property
    def blocks(self) -> list[Part]:
        """The page's blocks in order, code left out."""
        page = _CODE_IN_PAGE.sub(_gap, self.html)
        return [
            Part("body", block.kind, block.text, number)
            for number, block in enumerate(plain.read(page))
        ]

    @cached_property
    def paragraphs(self) -> list[Part]:
        return [block for block in self.blocks if block.kind == "p"]

    @cached_property
    def lines(self) -> list[Part]:
        """The fields beside the text, as far as they are filled in."""
        fields = (self.title, self.excerpt, self.description)
        return [field for field in fields if field.text]

    @cached_property
    def read(self) -> list[Part]:
        """All that is read."""
        return [*self.lines, *self.blocks]

    @cached_property
    def text(self) -> str:
        """All that is read, to see at once what does not occur in it."""
        return "\n".join(part.text for part in self.read)

    @cached_property
    def prose(self) -> Part:
        """The source with a GAP for each character of code, address or tag."""
        return Part("body", "source", _NO_PROSE.sub(_gaps, self.source.text))

    @cached_property
    def typed(self) -> list[Part]:
        """All that is typed, alternative texts too."""
        return [*self.lines, self.prose]

    @cached_property
    def pictures(self) -> list[dict]:
        """`src`, `alt` and `class` of each picture in the text."""
        return [
            {"src": "", "alt": "", "class": ""}
            | {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}
            for written in _IMAGE.findall(self.html)
        ]

    def words(self, text: str) -> Mark:
        """Words of the source, wherever they stand in it."""
        return Mark(Part("body", "words", text), 0, len(text))

    def offset(self, mark: Mark) -> int | None:
        """Where `mark` begins in its field's text as typed."""
        if mark.part.kind in {"line", "source"}:
            return mark.start
        if mark.part.kind == "words":
            found = self.source.text.find(mark.quote)
            return None if found == -1 else found
        return self._places.find(mark.part.number, mark.part.text, mark.start, mark.end)

    def line(self, field: str, offset: int) -> int:
        text = getattr(self, "source" if field == "body" else field).text
        return text.count("\n", 0, offset) + 1

    @cached_property
    def _places(self):
        return Places(
            self.source.text,
            self.prose.text,
            [block.text for block in self.blocks],
        )


def _gap(code):
    return "" if code[0].startswith("<pre") else GAP


def _gaps(match):
    return "\n".join(GAP * len(line) for line in match[0].split("\n"))
