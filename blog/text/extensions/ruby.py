"""｜漢字《かんじ》 is ruby, with the full-width bar; 《《強く》》 has emphasis dots."""

import xml.etree.ElementTree as etree

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

_DOTS = r"《《([^《》\n]{1,40})》》"
_RUBY = r"｜([^｜《》\n\x02\x03]{1,20})《([^《》\n\x02\x03]{1,30})》"


class Ruby(Extension):
    def extendMarkdown(self, md):
        md.inlinePatterns.register(_Dots(_DOTS, md), "kenten", 66)
        md.inlinePatterns.register(_Ruby(_RUBY, md), "ruby", 65)


class _Dots(InlineProcessor):
    def handleMatch(self, m, data):
        element = etree.Element("em", {"class": "kenten"})
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _Ruby(InlineProcessor):
    def handleMatch(self, m, data):
        element = etree.Element("ruby")
        element.text = AtomicString(m[1])
        for tag, text in [("rp", "（"), ("rt", m[2]), ("rp", "）")]:
            etree.SubElement(element, tag).text = AtomicString(text)
        return element, m.start(0), m.end(0)
