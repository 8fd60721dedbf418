"""Bare addresses become links; ~~x~~ is a deletion, a single ~ stays (3~5%)."""

import xml.etree.ElementTree as etree

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

# ASCII letters by name: `\w` holds kana, and 「詳しくはhttps://…」 would not link.
_ADDRESS = (
    r"(?<![A-Za-z0-9/:@=._+-])"
    r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{1,2000}"
)
_TRAILING = ".,:;!?'\"]}*_~"


class Links(Extension):
    def extendMarkdown(self, md):
        md.inlinePatterns.register(_BareAddress(_ADDRESS, md), "bare_address", 63)
        md.delimiters.add("~", "del", double=True)


class _BareAddress(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):
        address = _without_trailing(m[0])
        if address.endswith("://"):
            return None, None, None
        element = etree.Element("a", href=address)
        element.text = AtomicString(address)
        return element, m.start(0), m.start(0) + len(address)


def _without_trailing(address):
    address = address.rstrip(_TRAILING)
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(_TRAILING)
    return address
