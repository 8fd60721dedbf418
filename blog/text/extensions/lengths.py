"""Very long paragraphs: from 8,000 characters the editor is told, above 30,000 the
library looks for no markup in them, as each piece it finds copies the whole paragraph.
"""

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

LONG = 8_000
TOO_LONG = 30_000


class Lengths(Extension):
    def __init__(self, sheet):
        super().__init__()
        self.sheet = sheet

    def extendMarkdown(self, md):
        # before the inline patterns (20)
        md.treeprocessors.register(_Lengths(self.sheet), "lengths", 23)


class _Lengths(Treeprocessor):
    def __init__(self, sheet):
        super().__init__()
        self.sheet = sheet

    def run(self, root):
        for element in root.iter():
            if element.tag != "code":
                element.text = self._measured(element.text)
                element.tail = self._measured(element.tail)

    def _measured(self, text):
        if not text or len(text) < LONG:
            return text
        self.sheet.report("long_block", text[:40])
        return AtomicString(text) if len(text) > TOO_LONG else text
