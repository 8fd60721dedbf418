"""The elements of sanitised HTML, as a tree."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

ADDRESSES = frozenset(["href", "src"])
VOID = frozenset(["br", "col", "hr", "img", "input", "wbr"])


@dataclass
class Element:
    tag: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(
            each if isinstance(each, str) else each.words for each in self.children
        )

    def has_class(self, name: str) -> bool:
        return name in (self.attributes.get("class") or "").split()

    def find(self, *tags) -> list["Element"]:
        found = []
        for each in self.children:
            if isinstance(each, Element):
                found += [each] if each.tag in tags else each.find(*tags)
        return found


def read(html: str, base: str) -> Element:
    """The root of `html`, its addresses taken from `base` on."""
    reader = _Reader(base)
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    """Builds the tree. The sanitizer's output closes whatever it opens."""

    def __init__(self, base):
        super().__init__()
        self.base = base
        self.root = Element("root")
        self._open = [self.root]

    def handle_starttag(self, tag, attributes):
        element = Element(tag, dict(attributes))
        for name in ADDRESSES & element.attributes.keys():
            value = element.attributes[name] or ""
            element.attributes[name] = urljoin(self.base, value)
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        if len(self._open) > 1:
            self._open.pop()

    def handle_data(self, text):
        self._open[-1].children.append(text)
