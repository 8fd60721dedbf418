"""Tables: classes instead of styles, no separator rows in the body, a limit of size."""

import re
import xml.etree.ElementTree as etree

from django.utils.translation import gettext
from markdown.extensions import Extension
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.tables import TableProcessor

from blog.text.sanitizer import seal

MAX_CELLS = 10_000
_SEPARATOR = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_ATTRIBUTES = re.compile(r"\n[ ]*\{:[ ]*([^}\n]+)\}[ ]*$")


class Tables(Extension):
    def __init__(self, sheet):
        super().__init__()
        self.sheet = sheet

    def extendMarkdown(self, md):
        md.ESCAPED_CHARS.append("|")
        md.parser.blockprocessors.register(_Tables(md.parser, self.sheet), "table", 75)


class _Tables(TableProcessor):
    def __init__(self, parser, sheet):
        super().__init__(parser, {"use_align_attribute": False})
        self.sheet = sheet
        self.count = 0

    def test(self, parent, block):
        header, _, rest = block.partition("\n")
        if "|" not in header or "-" not in rest.partition("\n")[0]:
            return False
        if (header.count("|") + 1) * (rest.count("\n") + 2) > MAX_CELLS:
            self.sheet.report("table_too_large", header)
            return False
        return super().test(parent, block)

    def run(self, parent, blocks):
        attributes = _ATTRIBUTES.search(blocks[0])
        if attributes:
            blocks[0] = blocks[0][: attributes.start()]
        super().run(self._scrolling(parent), blocks)
        if attributes:
            _assign(parent[-1][0], attributes[1])

    def _scrolling(self, parent):
        """A region of its own, for a wide table must scroll by keyboard as well."""
        self.count += 1
        label = gettext("Table %(number)s") % {"number": self.count}
        attributes = {"role": "region", "tabindex": "0", "aria-label": label}
        return etree.SubElement(
            parent,
            "div",
            {
                "class": "table-scroll",
                **{name: seal(value) for name, value in attributes.items()},
            },
        )

    def _build_row(self, row, parent, align):
        if parent.tag == "tbody" and _SEPARATOR.fullmatch(row):
            return
        super()._build_row(row, parent, align)
        for cell, side in zip(parent[-1], align, strict=True):
            if side:
                del cell.attrib["style"]
                cell.set("class", f"align-{side}")
            if cell.tag == "th":
                cell.set("scope", "col")


def _assign(table, written):
    classes = [
        value for name, value in get_attrs_and_remainder(written)[0] if name == "."
    ]
    if classes:
        table.set("class", " ".join(classes))
