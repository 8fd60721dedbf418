"""`{: .name #id lang="ja"}` under a block or after a span; the colon is required.

Without it the library would also swallow the last words of 「設定は {key}」.
"""

import re

from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder

_KEPT = frozenset(["id", "lang"])


class Attributes(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(_AttributeLists(md), "attr_list", 8)


class _AttributeLists(AttrListTreeprocessor):
    BASE_RE = r"\{:[ ]*([^\}\n ][^\}\n]*)\}"
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")
    INLINE_RE = re.compile(rf"^{BASE_RE}")

    def assign_attrs(self, elem, attrs_string, *, strict=False):
        attributes, remainder = get_attrs_and_remainder(attrs_string)
        if strict and remainder:
            return remainder
        for name, value in attributes:
            if name == ".":
                elem.set("class", f"{elem.get('class', '')} {value}".strip())
            elif name in _KEPT and value:
                elem.set(name, value)
        return remainder
