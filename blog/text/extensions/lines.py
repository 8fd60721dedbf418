"""A line end inside a paragraph is no break, and between Japanese letters no space.

A backslash or two spaces at the end of a line make a break.
"""

import re

from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from blog.text.japanese import WRITTEN_WITHOUT_SPACES

# Marks of emphasis may stand between the letter and the line end.
_JOINT = re.compile(
    rf"(?<=[{WRITTEN_WITHOUT_SPACES}])([*_]{{0,3}})\n[ ]*"
    rf"([*_]{{0,3}})(?=[{WRITTEN_WITHOUT_SPACES}])"
)


class Lines(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(_JoinLines(md), "join_lines", 24)
        md.inlinePatterns.register(
            SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 101
        )


class _JoinLines(Treeprocessor):
    def run(self, root):
        for element in root.iter():
            element.text = _joined(element.text)
            element.tail = _joined(element.tail)


def _joined(text):
    if not text or "\n" not in text or isinstance(text, AtomicString):
        return text
    return _JOINT.sub(r"\1\2", text)
