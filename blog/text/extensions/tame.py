"""Make text of what cannot become a tag or a link, before the library looks for one.

The library searches each `[`, `` ` `` and `<` for its end, again and again: 20,000 `[`
take more than a minute. One linear pass finds the pairs and puts a placeholder for
every character that has none. It also keeps `List<String>` and `費用 < 効果` readable,
which a sanitizer alone would swallow.
"""

import re
from bisect import bisect_left
from collections import defaultdict

from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, ETX, STX

from blog.text.sanitizer import TAGS

_MAX_TAG_DEPTH = 40
_MAX_COMMENTS = 200
_MAX_LINK_DEPTH = 4
_FEW_BRACKETS = 20

_BLOCK_TAGS = frozenset(BLOCK_LEVEL_ELEMENTS)
_VOID_TAGS = frozenset(["br", "col", "hr", "img", "input", "wbr"])
_OPTIONAL_END_TAGS = frozenset(
    "colgroup dd dt li p rp rt tbody td tfoot th thead tr".split()  # noqa: SIM905
)
# Real tags that we do not print: left to the sanitizer, and the editor is told.
_REMOVED_TAGS = frozenset(
    "audio button center embed font form iframe object script source style svg"
    " video".split()  # noqa: SIM905
)

_BLOCK = re.compile(r"\n[ ]*\n|\n(?=[ ]*(?:[-*+|#]|\d{1,9}\.)[ ])")
_TICKS = re.compile(r"\\.|`+", re.DOTALL)
_TOKEN = re.compile(
    r"(?P<auto><(?:https?://[^\s<>]{1,2000}|(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,255})>)"
    r"|(?P<tag><(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>)"
    r"|(?P<comment><!--)"
    r"|(?P<blank>\n[ ]*\n)"
    r"|<"
)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_TARGET = re.compile(r"\([^\[\n]{0,2000}\)")
_CHECKBOX = re.compile(r"\btype\s*=\s*[\"']?checkbox\b", re.IGNORECASE)


def _placeholder(char):
    return f"{STX}{ord(char)}{ETX}"


class Tame(Extension):
    def __init__(self, sheet):
        super().__init__()
        self.sheet = sheet

    def extendMarkdown(self, md):
        # after code has been set aside (27), before raw HTML (20)
        md.preprocessors.register(_Tame(md, self.sheet), "tame", 26)
        escaped = SimpleTextInlineProcessor(rf"\\({_placeholder('<')})", md)
        md.inlinePatterns.register(escaped, "escaped_tag", 181)
        # last: code and raw HTML still hold placeholders
        md.postprocessors.register(_Untame(md), "untame", 1)


class _Untame(Postprocessor):
    PLACEHOLDER = re.compile(rf"{STX}(60|91|96){ETX}")
    TEXT = {"60": "&lt;", "91": "[", "96": "`"}

    def run(self, text):
        return self.PLACEHOLDER.sub(lambda match: self.TEXT[match[1]], text)


class _Tame(Preprocessor):
    def __init__(self, md, sheet):
        super().__init__(md)
        self.sheet = sheet

    def run(self, lines):
        text = "\n".join(lines)
        if "`" in text:
            text, code = _pair_ticks(text)
        else:
            code = []
        if "<" in text:
            text = _Tags(text, code, self.sheet).run()
        if text.count("[") > _FEW_BRACKETS:
            text = _pair_brackets(text)
        return text.split("\n")


def _spans(text):
    """Start and end of each block; code spans and links do not reach beyond one."""
    start = 0
    for end in _BLOCK.finditer(text):
        yield start, end.start()
        start = end.start()
    yield start, len(text)


def _pair_ticks(text):
    """`text` with the backticks that open nothing escaped, and where code spans are."""
    parts, code, length = [], [], 0
    for start, end in _spans(text):
        part, spans = _pair_ticks_in(text[start:end])
        code += [(length + a, length + b) for a, b in spans]
        parts.append(part)
        length += len(part)
    return "".join(parts), code


def _pair_ticks_in(block):
    if "`" not in block:
        return block, []
    runs = defaultdict(list)
    for run in re.finditer(r"`+", block):
        runs[len(run[0])].append(run.start())
    parts, spans, length, at = [], [], 0, 0
    while run := _TICKS.search(block, at):
        parts.append(block[at : run.start()])
        size = len(run[0])
        closings = runs[size] if run[0][0] == "`" else []
        next_closing = bisect_left(closings, run.end())
        if run[0][0] == "\\":
            piece, at = run[0], run.end()
        elif next_closing < len(closings):
            at = closings[next_closing] + size
            piece = block[run.start() : at]
        else:
            piece, at = _placeholder("`") * size, run.end()
        length += len(parts[-1])
        if piece[0] == "`":
            spans.append((length, length + len(piece)))
        parts.append(piece)
        length += len(piece)
    return "".join([*parts, block[at:]]), spans


class _Tags:
    """Keeps what the sanitizer may keep and what is closed; the other `<` are text."""

    def __init__(self, text, code, sheet):
        self.text = text
        self.code = code
        self.sheet = sheet
        self.parts = []
        self.open = []  # (name, index of its part) of the elements not closed yet
        self.comments = 0
        self.comment_ends = True

    def run(self):
        at = 0
        code = iter([*self.code, (len(self.text), len(self.text))])
        span = next(code)
        while token := _TOKEN.search(self.text, at):
            while token.start() >= span[1] > span[0]:
                span = next(code)
            if token.start() >= span[0] and span[0] < span[1]:
                self.parts.append(self.text[at : span[1]])
                at = span[1]
                continue
            self.parts.append(self.text[at : token.start()])
            at = self._take(token)
        self.parts.append(self.text[at:])
        self._escape_open(self.open)
        return "".join(self.parts)

    def _take(self, token):
        """Write what becomes of `token`; return where to go on."""
        if token["comment"]:
            return self._comment(token)
        if token["blank"]:
            self._end_paragraph()
        elif token["tag"] and "\n\n" not in token[0]:
            return self._tag(token)
        elif not token["auto"]:
            self.parts.append(_placeholder("<"))
            return token.start() + 1
        self.parts.append(token[0])
        return token.end()

    def _comment(self, token):
        end = self.text.find("-->", token.end()) if self.comment_ends else -1
        self.comment_ends = end != -1
        self.comments += 1
        if end == -1 or self.comments > _MAX_COMMENTS:
            self.parts.append(_placeholder("<"))
            return token.start() + 1
        self.parts.append(self.text[token.start() : end + 3])
        return end + 3

    def _tag(self, token):
        name = token["name"].lower()
        self.parts.append(token[0])
        if not self._is_known(name, token):
            self._escape(-1)
        elif token["slash"]:
            self._close(name)
        elif name not in _VOID_TAGS:
            self._open(name)
        return token.end()

    def _is_known(self, name, token):
        if self.text[token.start() - 1 : token.start()] == "\\":
            return False
        if name in _REMOVED_TAGS:
            self.sheet.report("tag_removed", name)
            return True
        return name in TAGS and (name != "input" or bool(_CHECKBOX.search(token[0])))

    def _open(self, name):
        if len(self.open) < _MAX_TAG_DEPTH:
            self.open.append((name, len(self.parts) - 1))
        else:
            self._escape(-1)

    def _close(self, name):
        names = [opened for opened, _ in self.open]
        if name not in names:
            self._escape(-1)
            return
        at = len(names) - 1 - names[::-1].index(name)
        self._escape_open(
            entry for entry in self.open[at + 1 :] if entry[0] not in _OPTIONAL_END_TAGS
        )
        del self.open[at:]

    def _end_paragraph(self):
        """Inline elements end with their paragraph, or the browser repeats them."""
        self._escape_open(entry for entry in self.open if entry[0] not in _BLOCK_TAGS)
        self.open = [entry for entry in self.open if entry[0] in _BLOCK_TAGS]

    def _escape_open(self, entries):
        for name, index in entries:
            self.sheet.report("tag_unclosed", name)
            self._escape(index)

    def _escape(self, index):
        self.parts[index] = _placeholder("<") + self.parts[index][1:]


def _pair_brackets(text):
    return "".join(_pair_brackets_in(text[start:end]) for start, end in _spans(text))


def _pair_brackets_in(block):
    if block.count("[") <= _FEW_BRACKETS:
        return block
    open_brackets, unpaired = [], set()
    for bracket in _BRACKET.finditer(block):
        if bracket[0] == "[":
            if len(open_brackets) < _MAX_LINK_DEPTH:
                open_brackets.append(bracket.start())
            else:
                unpaired.add(bracket.start())
        elif bracket[0] == "]" and open_brackets:
            opening = open_brackets.pop()
            has_target = block.startswith("(", bracket.end())
            if has_target and not _TARGET.match(block, bracket.end()):
                unpaired.add(opening)
    unpaired.update(open_brackets)
    return "".join(
        _placeholder("[") if index in unpaired else char
        for index, char in enumerate(block)
    )
