"""XML for machines: written, never a template, so that it is well-formed (SEC-14)."""

import re
from contextlib import contextmanager
from io import BytesIO
from xml.sax.saxutils import XMLGenerator

# What XML 1.0 has no place for, lone surrogates among it: section 2.2, Char.
FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    return FORBIDDEN.sub("", text)


class XmlWriter:
    def __init__(self):
        self._out = BytesIO()
        self._xml = XMLGenerator(self._out, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    @contextmanager
    def inside(self, name: str, **attributes: str):
        self._xml.startElement(name, _legal_values(attributes))
        yield
        self._xml.endElement(name)

    def element(self, name: str, text: str = "", /, **attributes: str) -> None:
        """An element with nothing but text in it. `xml__lang` stands for xml:lang."""
        with self.inside(name, **attributes):
            if text:
                self._xml.characters(legal(text))

    def to_bytes(self) -> bytes:
        return self._out.getvalue()


def _legal_values(attributes):
    return {name.replace("__", ":"): legal(value) for name, value in attributes.items()}
