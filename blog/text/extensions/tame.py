"""Make text of what cannot become a tag or a link, before the library looks for one.

The library searches each `[`, `` ` `` and `<` for its end, again and again: 20,000 `[`
take more than a minute (Python-Markdown #798). One linear pass finds the pairs.
"""

import re
from html import escape

from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

from blog.text.extensions.pairs import pair_brackets, pair_ticks, placeholder
from blog.text.extensions.tags import keep_tags


class Tame(Extension):
    def __init__(self, sheet):
        super().__init__()
        self.sheet = sheet

    def extendMarkdown(self, md):
        # after code has been set aside (27), before raw HTML (20)
        md.preprocessors.register(_Tame(md, self.sheet), "tame", 26)
        escaped = SimpleTextInlineProcessor(rf"\\({placeholder('<')})", md)
        md.inlinePatterns.register(escaped, "escaped_tag", 181)
        # last: code and raw HTML still hold placeholders
        md.postprocessors.register(_Untame(md), "untame", 1)


class _Tame(Preprocessor):
    def __init__(self, md, sheet):
        super().__init__(md)
        self.sheet = sheet

    def run(self, lines):
        text, code = pair_ticks("\n".join(lines))
        text = keep_tags(text, code, self.sheet)
        return pair_brackets(text).split("\n")


class _Untame(Postprocessor):
    PLACEHOLDER = re.compile(rf"{STX}(\d{{2,3}}){ETX}")

    def run(self, text):
        return self.PLACEHOLDER.sub(lambda match: escape(chr(int(match[1]))), text)
