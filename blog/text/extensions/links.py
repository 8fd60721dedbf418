"""Bare addresses become links; ~~x~~ is a deletion, a single ~ stays (3~5%).

`post:12` as an address is a post of the magazine.
"""

import xml.etree.ElementTree as etree

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from blog.text import post_links

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
        # after inline patterns (20) have made the links
        md.treeprocessors.register(_Posts(md), "posts", 5)


class _Posts(Treeprocessor):
    def run(self, root):
        for link in root.iter("a"):
            if post := post_links.SOURCE.fullmatch(link.get("href", "")):
                link.set("href", post_links.lasting(post[1], post[2] or ""))


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
