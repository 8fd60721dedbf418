"""Where blocks begin: lists, headings, quotes and fences need no blank line before.

One pass over the lines writes them in the form that the library's block parser reads
as kramdown would: a blank line before each block, four columns for each level of a
list, code already set aside. `---` under one line of text makes a heading of it, under
more it is a rule.
"""

import re

from django.utils.translation import gettext
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from blog.text.errors import SourceTooLong
from blog.text.extensions.fences import OPENING, Fences, code_block
from blog.text.extensions.pairs import placeholder

_ITEM = re.compile(r"^( *)([-*+]|\d{1,9}[.])([ ]+)(?=\S)")
_RULE = re.compile(r"^ {0,3}([-*_])[ ]*(?:\1[ ]*){2,}$")
_UNDERLINE = re.compile(r"^ {0,3}(-+|=+)[ ]*$")
_HASH = re.compile(r"^ {0,3}#{1,6}[ ]+\S")
_HASH_WITHOUT_SPACE = re.compile(r"^ {0,3}#{1,6}[^\s#]")
_QUOTE = re.compile(r"^ {0,3}>[ ]?")
_ATTRIBUTES = re.compile(r"^ {0,3}(\{:[^}\n]+\})\s*$")
_HTML = re.compile(
    r"^ {0,3}</?(?:blockquote|details|div|dl|figcaption|figure|h[1-6]|hr|ins|li|ol|p"
    r"|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
_VERBATIM = re.compile(r"^ {0,3}<(pre|script|style)\b", re.IGNORECASE)
MAX_BLOCKS = 5_000  # the library takes time by their square
_MAX_QUOTE_DEPTH = 8
_MAX_LIST_DEPTH = 20


class Blocks(Extension):
    def __init__(self, sheet):
        super().__init__()
        self.sheet = sheet

    def extendMarkdown(self, md):
        # after white space (30), before raw HTML (20)
        md.preprocessors.register(_Blocks(md, self.sheet), "blocks", 27)


class _Blocks(Preprocessor):
    def __init__(self, md, sheet):
        super().__init__(md)
        self.sheet = sheet

    def run(self, lines):
        store = self.md.htmlStash.store
        lines = _Rewriter(lines, store=store, sheet=self.sheet).run()
        self._check(lines)
        return lines

    def _check(self, lines):
        count = sum(not line.strip(" >") or bool(_ITEM.match(line)) for line in lines)
        if count > MAX_BLOCKS:
            message = gettext(
                "The text has %(size)s paragraphs, items and other blocks; at most"
                " %(limit)s can be rendered."
            )
            raise SourceTooLong(message, size=count, limit=MAX_BLOCKS)


class _Rewriter:
    def __init__(self, lines, *, store, sheet, depth=0):
        self.lines = lines
        self.store = store
        self.sheet = sheet
        self.depth = depth
        self.fences = Fences(lines)
        self.unclosed = set()  # names of tags whose end was looked for in vain
        self.out = []
        self.items = []  # column where the content of each open item begins
        self.kinds = []  # of the lists since the last blank line, by depth
        self.in_text = False  # the next line may continue a paragraph
        self.in_html = False  # since the last blank line
        self.after_blank = True

    def run(self):
        steps = [
            self._blank,
            self._verbatim,
            self._fence,
            self._underlined,
            self._rule,
            self._item,
            self._quote,
            self._text,
        ]
        at = 0
        while at < len(self.lines):
            at = next(end for step in steps if (end := step(at, self.lines[at])))
        return self.out

    # Each step answers with the number of the line to go on with, or None.

    def _blank(self, at, line):
        if line.strip():
            return None
        self._write_blank()
        return at + 1

    def _verbatim(self, at, line):
        """`<pre>` up to its end: line ends and spaces mean something in there."""
        opening = _VERBATIM.match(line)
        if not opening or opening[1].lower() in self.unclosed:
            return None
        end = f"</{opening[1].lower()}>"
        for index in range(at, len(self.lines)):
            if end in self.lines[index].lower():
                self.items.clear()
                self._part()
                self.out += self.lines[at : index + 1]
                self.in_text, self.after_blank = True, False
                return index + 1
        self.unclosed.add(opening[1].lower())
        return None

    def _fence(self, at, line):
        opening = OPENING.match(line)
        if not opening or (not self.items and _indent(line) >= 4):
            return None
        closing = self.fences.closing(at, opening[2])
        if closing is None:
            return None
        self._leave_items(_indent(line))
        width = len(opening[1])
        code = [row[min(width, _indent(row)) :] for row in self.lines[at + 1 : closing]]
        self._part()
        block = code_block("\n".join(code) + "\n", opening[3], opening[4])
        self.out.append(self._margin() + self.store(block))
        self._write_blank()
        return closing + 1

    def _underlined(self, at, line):
        if not self.after_blank or at + 1 == len(self.lines):
            return None
        underline = _UNDERLINE.match(self.lines[at + 1])
        if not underline or not self._is_plain(line):
            return None
        self.items.clear()
        level = "#" if underline[1][0] == "=" else "##"
        self._part()
        self.out.append(f"{level} {line.strip()}")
        self._write_blank()
        return at + 2

    def _is_plain(self, line):
        if _indent(line) >= 4 or (self.items and _indent(line) >= self.items[-1]):
            return False
        return not any(
            pattern.match(line) for pattern in (_ITEM, _RULE, _HASH, _QUOTE, _HTML)
        )

    def _rule(self, at, line):
        if not _RULE.match(line) or (self.items and _indent(line) >= self.items[-1]):
            return None
        self.items.clear()
        self._part()
        self.out.append(line.strip())
        self._write_blank()
        self.after_blank = False
        return at + 1

    def _item(self, at, line):
        item = None if _RULE.match(line.strip()) else _ITEM.match(line)
        if not item or (not self.items and _indent(line) >= 4):
            return None
        self._leave_items(_indent(line))
        if self._goes_on(line):
            self.out.append(self._margin() + _without_marker(item))
            return at + 1
        kind = "bullet" if item[2] in "-*+" else "number"
        if self.in_text and not self._continues_list(kind):
            self._part()
        space = len(item[3]) if len(item[3]) <= 4 else 1  # more is code in the item
        content = item.end(2) + space
        self.out.append(f"{self._margin()}{item[2]} {line[content:]}")
        self.kinds = [*self._kinds_above(), kind]
        self.items.append(content)
        self.in_text, self.after_blank = True, False
        return at + 1

    def _goes_on(self, line):
        """An item far to the right in a paragraph, or far too deep, is its text."""
        if len(self.items) == _MAX_LIST_DEPTH:
            return True
        return bool(self.items and self.in_text and _indent(line) >= self.items[-1] + 4)

    def _continues_list(self, kind):
        depth = len(self.items)
        if len(self.kinds) > depth and self.kinds[depth]:
            return self.kinds[depth] == kind
        return any(self.kinds[:depth])

    def _kinds_above(self):
        depth = len(self.items)
        return (self.kinds + [None] * depth)[:depth]

    def _quote(self, at, line):
        """The lines of a quote, and lazy ones after them, are a page of their own."""
        if not _QUOTE.match(line.lstrip()) or self.depth == _MAX_QUOTE_DEPTH:
            return None
        self._leave_items(_indent(line))
        if not _QUOTE.match(self._content(line)):
            return None
        inner = []
        for index in range(at, len(self.lines)):
            row = self._content(self.lines[index])
            if not _QUOTE.match(row) and not self._is_lazy(row, inner):
                break
            inner.append(_QUOTE.sub("", row, count=1))
        self._part()
        rewriter = _Rewriter(
            inner, store=self.store, sheet=self.sheet, depth=self.depth + 1
        )
        rows = "\n".join(rewriter.run()).strip("\n").split("\n")
        self.out += [f"{self._margin()}> {row}" for row in rows]
        self._write_blank()
        self.after_blank = False
        return at + len(inner)

    def _is_lazy(self, row, inner):
        """Whether `row` goes on with the paragraph that ends the quote so far."""
        if not row.strip() or not inner or not inner[-1].strip():
            return False
        return not any(
            pattern.match(row) for pattern in (_ITEM, _RULE, _HASH, OPENING, _HTML)
        )

    def _text(self, at, line):
        self._leave_items_after_blank(line)
        inside = bool(self.items) and _indent(line) >= self.items[-1]
        content = self._content(line)
        margin = self._margin() if inside or self.in_text else ""
        if _HASH.match(content):
            return self._heading(at, margin, content)
        if _HASH_WITHOUT_SPACE.match(content):
            self.sheet.report("heading_without_space", content)
        if _QUOTE.match(content):  # deeper than we go
            content = content.replace(">", placeholder(">"))
        if _HTML.match(content) and not self.in_html:
            if self.in_text and not self.items:
                self._part()
            self.in_html = not self.items
        self.out.append(margin + content)
        self.in_text, self.after_blank = True, False
        return at + 1

    def _heading(self, at, margin, content):
        """Attributes on the next line belong to it, so they move to its own."""
        following = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        attributes = _ATTRIBUTES.match(following)
        self._part()
        self.out.append(
            margin + content.strip() + (f" {attributes[1]}" if attributes else "")
        )
        self._write_blank()
        self.after_blank = False
        return at + 2 if attributes else at + 1

    def _leave_items(self, column):
        while self.items and column < self.items[-1]:
            self.items.pop()

    def _leave_items_after_blank(self, line):
        if self.after_blank or _HASH.match(line):
            self._leave_items(_indent(line))

    def _content(self, line):
        """`line` without the columns that only say in which item it stands."""
        if self.items and _indent(line) >= self.items[-1]:
            return line[self.items[-1] :]
        return line.lstrip(" ") if self.items and self.in_text else line

    def _margin(self):
        return " " * 4 * len(self.items)

    def _part(self):
        if self.out and self.out[-1].strip():
            self.out.append("")
        self.kinds = []

    def _write_blank(self):
        self.out.append("")
        self.kinds = []
        self.in_text = self.in_html = False
        self.after_blank = True


def _without_marker(item):
    """The line of an item as text: its marker's sign escaped."""
    sign = item[2][-1]
    return item[2][:-1] + placeholder(sign) + item.string[item.end(2) :]


def _indent(line):
    return len(line) - len(line.lstrip(" "))
