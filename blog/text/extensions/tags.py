"""Tags that are allowed and closed are kept; every other `<` becomes a placeholder.

So `List<String>` and `費用 < 効果` stay readable, where a sanitizer alone would swallow
them, and neither the library nor a browser meets tags without an end.
"""

import math
import re

from markdown.util import BLOCK_LEVEL_ELEMENTS

from blog.text.extensions.pairs import BLOCK_END, placeholder
from blog.text.sanitizer import TAGS
from blog.text.sheet import Sheet

_MAX_DEPTH = 40
_MAX_COMMENTS = 200

_BLOCK_TAGS = frozenset(BLOCK_LEVEL_ELEMENTS)
_VOID_TAGS = frozenset(["br", "col", "hr", "img", "input", "wbr", "embed", "source"])
_OPTIONAL_END_TAGS = frozenset(
    "colgroup dd dt li p rp rt tbody td tfoot th thead tr".split()  # noqa: SIM905
)
# Real tags that we do not print: left to the sanitizer, and the editor is told.
_REMOVED_TAGS = frozenset(
    "audio button center embed font form iframe object script source style svg"  # noqa: SIM905
    " video".split()
)

_TOKEN = re.compile(
    r"(?P<auto><(?:https?://[^\s<>]{1,2000}|(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,255})>)"
    r"|(?P<tag><(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>)"
    r"|(?P<comment><!--)"
    rf"|(?P<end>{BLOCK_END})"
    r"|<"
)
_CHECKBOX = re.compile(r"\btype\s*=\s*[\"']?checkbox\b", re.IGNORECASE)


def keep_tags(text: str, code: list[tuple[int, int]], sheet: Sheet) -> str:
    """`code` says where the code spans of `text` are; in there nothing is a tag."""
    return _Tags(text, code, sheet).run() if "<" in text else text


class _Tags:
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
        code = iter([*self.code, (math.inf, math.inf)])
        start, end = next(code)
        while token := _TOKEN.search(self.text, at):
            while token.start() >= end:
                start, end = next(code)
            if token.start() >= start:
                self.parts.append(self.text[at:end])
                at = end
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
        if token["end"]:
            self._end_paragraph()
        elif token["tag"] and "\n\n" not in token[0]:
            return self._tag(token)
        elif not token["auto"]:
            self.parts.append(placeholder("<"))
            return token.start() + 1
        self.parts.append(token[0])
        return token.end()

    def _comment(self, token):
        end = self.text.find("-->", token.end()) if self.comment_ends else -1
        self.comment_ends = end != -1
        self.comments += 1
        if end == -1 or self.comments > _MAX_COMMENTS:
            self.parts.append(placeholder("<"))
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
        if len(self.open) < _MAX_DEPTH:
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
        self.parts[index] = placeholder("<") + self.parts[index][1:]
