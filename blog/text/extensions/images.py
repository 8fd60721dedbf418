"""Pictures load when they come near, at the size and address that the caller knows."""

import re
from html import escape, unescape

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

# After `tame` no value holds a bare `<`, and the serializer escapes `>`.
_IMAGE = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([A-Za-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))"
)


class Images(Extension):
    def __init__(self, sheet):
        super().__init__()
        self.sheet = sheet

    def extendMarkdown(self, md):
        # after raw HTML (30) has come back
        md.postprocessors.register(_Images(self.sheet), "images", 10)


class _Images(Postprocessor):
    def __init__(self, sheet):
        super().__init__()
        self.sheet = sheet

    def run(self, text):
        return _IMAGE.sub(lambda match: self._image(match[1]), text)

    def _image(self, written):
        attributes = {
            name.lower(): unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(written)
        }
        known = self.sheet.picture and self.sheet.picture(attributes.get("src", ""))
        attributes = {"alt": "", "loading": "lazy", **attributes, **(known or {})}
        return "<img{}>".format(
            "".join(
                f' {name}="{escape(str(value))}"' for name, value in attributes.items()
            )
        )
