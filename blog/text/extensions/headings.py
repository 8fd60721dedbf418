"""Headings: a space after #, ids by kramdown-GFM's rule, and phrase breaks."""

import html
import re
import unicodedata
import xml.etree.ElementTree as etree
from itertools import accumulate

from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX

from blog.text.japanese import phrases

MAX_BROKEN_CHARACTERS = 200
_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


class Headings(Extension):
    def extendMarkdown(self, md):
        md.parser.blockprocessors.deregister("setextheader")  # see blocks.py
        md.parser.blockprocessors.register(_Hash(md.parser), "hashheader", 70)
        # below 0, where the library puts escaped characters back
        md.treeprocessors.register(_Ids(md), "heading_ids", -1)
        md.treeprocessors.register(_Breaks(md), "heading_breaks", -2)
        # after raw HTML (30) has come back
        md.postprocessors.register(_RawIds(md), "raw_heading_ids", 9)


class _Hash(HashHeaderProcessor):
    RE = re.compile(
        r"^(?P<level>#{1,6})[ \t]+(?P<header>[^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|$)"
    )

    def test(self, parent, block):
        return self.RE.match(block) is not None


def heading_id(text: str) -> str:
    """kramdown-GFM's id: lower case; letters, marks, digits, connectors, `-` stay.

    Not `\\w`, which keeps ① and drops combining marks.
    """
    kept = (
        char
        for char in text.lower().replace("\t", " ")
        if char in "- " or _is_word(char)
    )
    return "".join(kept).replace(" ", "-")


def _is_word(char):
    category = unicodedata.category(char)
    return category[0] in "LM" or category in {"Nd", "Pc"}


class Ids:
    """Ids of one page, each given once; `site-` is the page's own chrome."""

    def __init__(self, taken=()):
        self.taken = set(taken)
        self.next = {}

    def give(self, text):
        base = heading_id(text) or "section"
        if base.startswith("site-"):
            base = f"section-{base}"
        number = self.next.get(base, 0)
        while (candidate := f"{base}-{number}" if number else base) in self.taken:
            number += 1
        self.next[base] = number + 1
        self.taken.add(candidate)
        return candidate


class _Ids(Treeprocessor):
    def run(self, root):
        headings = [element for element in root.iter() if element.tag in _TAGS]
        self.md.heading_ids = ids = Ids(
            element.get("id") for element in root.iter() if element.get("id")
        )
        for heading in headings:
            if not heading.get("id"):
                heading.set("id", ids.give(self._text(heading)))

    def _text(self, heading):
        return _RAW.sub(self._raw_text, "".join(_visible(heading))).strip()

    def _raw_text(self, placeholder):
        if placeholder[1] is None:
            return "&"
        raw = self.md.htmlStash.rawHtmlBlocks[int(placeholder[1])]
        return html.unescape(_TAG.sub("", raw))


_TAG = re.compile(r"<[^<>]*>")
_RAW = re.compile(rf"{HTML_PLACEHOLDER_RE.pattern}|{STX}amp{ETX}")


def _visible(element):
    yield element.text or ""
    for child in element:
        if child.tag not in {"rp", "rt"} and child.get("class") != "footnote-ref":
            yield from _visible(child)
        yield child.tail or ""


class _Breaks(Treeprocessor):
    """`<wbr>` where a phrase ends, for browsers without `word-break: auto-phrase`."""

    UNIT = re.compile(rf"{STX}[^{ETX}]*{ETX}|.", re.DOTALL)  # a placeholder is one
    WHOLE = frozenset(["code", "input", "ruby", "sup"])

    def run(self, root):
        for heading in [element for element in root.iter() if element.tag in _TAGS]:
            text = "".join(self._letters(heading))
            if len(text) <= MAX_BROKEN_CHARACTERS:
                ends = list(accumulate(map(len, phrases(text))))[:-1]
                self._insert(heading, set(ends), 0)

    def _letters(self, element):
        """What phrases are looked for in: one character for each unit."""
        yield self.UNIT.sub(_letter, element.text or "")
        for child in element:
            yield from "\ufffc" if child.tag in self.WHOLE else self._letters(child)
            yield self.UNIT.sub(_letter, child.tail or "")

    def _insert(self, element, ends, at):
        """Break `element`, whose first unit is number `at`; return the next number."""
        children, element[:] = list(element), []
        for child in [None, *children]:
            text = element.text if child is None else child.tail
            if child is not None:
                element.append(child)
                whole = child.tag in self.WHOLE
                at = at + 1 if whole else self._insert(child, ends, at)
            units = self.UNIT.findall(text or "")
            head, *tails = self._parts(units, {end - at for end in ends})
            at += len(units)
            if child is None:
                element.text = head
            else:
                child.tail = head
            for tail in tails:
                etree.SubElement(element, "wbr").tail = tail
        return at

    def _parts(self, units, ends):
        cuts = sorted(end for end in ends if 0 < end <= len(units))
        return [
            "".join(units[start:end])
            for start, end in zip([0, *cuts], [*cuts, len(units)], strict=True)
        ]


def _letter(unit):
    return unit[0] if len(unit[0]) == 1 else "\ufffc"


class _RawIds(Postprocessor):
    """Ids for headings written as HTML, given after those of Markdown."""

    TAG = re.compile(r"<(/?)(h[1-6])\b([^<>]*)>", re.IGNORECASE)
    ID = re.compile(r"\bid\s*=", re.IGNORECASE)

    def run(self, text):
        parts, at, opened = [], 0, None
        for tag in self.TAG.finditer(text):
            if not tag[1]:
                opened = tag
            elif opened and opened[2].lower() == tag[2].lower():
                if not self.ID.search(opened[3]):
                    inner = text[opened.end() : tag.start()]
                    parts += text[at : opened.end() - 1], f' id="{self._id(inner)}">'
                    at = opened.end()
                opened = None
        return "".join([*parts, text[at:]])

    def _id(self, inner):
        return self.md.heading_ids.give(html.unescape(_TAG.sub("", inner)).strip())
