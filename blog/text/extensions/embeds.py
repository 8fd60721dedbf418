"""A film or a post elsewhere, named by its bare address in a paragraph of its own.

It becomes a card that leads there. Nothing of the other site is loaded in our page: a
reader's browser asks it for nothing before the reader follows the link.
"""

import re
import xml.etree.ElementTree as etree

from django.utils.translation import gettext
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_PLACES = {
    "YouTube": r"(?:(?:www\.|m\.)?youtube\.com/(?:watch\?|shorts/|live/)|youtu\.be/)",
    "Vimeo": r"vimeo\.com/\d",
    "ニコニコ動画": r"www\.nicovideo\.jp/watch/",
    "X": r"(?:www\.)?(?:x|twitter)\.com/[A-Za-z0-9_]{1,20}/status/\d",
}
_ADDRESSES = [
    (name, re.compile(rf"https://{place}\S+")) for name, place in _PLACES.items()
]


class Embeds(Extension):
    def extendMarkdown(self, md):
        # after inline patterns (20) have made the links
        md.treeprocessors.register(_Cards(md), "embeds", 4)


class _Cards(Treeprocessor):
    def run(self, root):
        for paragraph in root.iter("p"):
            place = _place(paragraph)
            if place:
                _make_card(paragraph, place)


def _place(paragraph):
    """Where the address leads that is all the paragraph holds; None for others."""
    if (
        len(paragraph) != 1
        or f"{paragraph.text or ''}{paragraph[0].tail or ''}".strip()
    ):
        return None
    link = paragraph[0]
    address = link.get("href") if link.tag == "a" else None
    if not address or link.text != address:
        return None
    return next((name for name, rule in _ADDRESSES if rule.fullmatch(address)), None)


def _make_card(paragraph, place):
    link = paragraph[0]
    paragraph.set("class", "embed")
    link.text = AtomicString(gettext("See it on %(place)s") % {"place": place})
    etree.SubElement(link, "br")
    etree.SubElement(link, "small").text = AtomicString(link.get("href"))
