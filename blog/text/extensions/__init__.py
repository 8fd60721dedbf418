"""Python-Markdown brought near kramdown-GFM, and Japanese; one module per idea.

The rules are numbered in docs/decisions/0002-markdown-pipeline.md.
"""

from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension

from blog.text.extensions.attributes import Attributes
from blog.text.extensions.blocks import Blocks
from blog.text.extensions.embeds import Embeds
from blog.text.extensions.footnotes import Footnotes
from blog.text.extensions.headings import Headings
from blog.text.extensions.images import Images
from blog.text.extensions.lengths import Lengths
from blog.text.extensions.lines import Lines
from blog.text.extensions.links import Links
from blog.text.extensions.ruby import Ruby
from blog.text.extensions.tables import Tables
from blog.text.extensions.tame import Tame
from blog.text.extensions.tasks import Tasks
from blog.text.sheet import Sheet


def extensions(sheet: Sheet) -> list[Extension]:
    return [
        DefListExtension(),
        MarkdownInHtmlExtension(),
        SaneListExtension(),
        Attributes(),
        Blocks(sheet),
        Tame(sheet),
        Tables(sheet),
        Footnotes(sheet),
        Headings(),
        Images(sheet),
        Lengths(sheet),
        Lines(),
        Links(),
        Embeds(),
        Ruby(),
        Tasks(),
    ]
