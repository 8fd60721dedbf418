"""HTML pages as bodies: only what the sanitizer lets through, in compact lines.

The renderer would show a tag that it does not know as text, and Markdown would read
deep indentation as code; so both are taken away before.
"""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Comment, Doctype, NavigableString
from django.utils.translation import gettext as _

from blog.text.sanitizer import TAGS

# What they hold is nothing to read.
TAKEN_OUT_WHOLE = {
    *("script", "style", "svg", "iframe", "form", "object", "embed", "noscript"),
    *("template", "head", "canvas", "button", "select", "textarea", "video", "audio"),
}
# A comment, or a `<` that opens no whole tag: Python's parser is quadratic on those.
NOT_A_TAG = re.compile(
    r"""<!--.*?-->|<(?![a-z/!?](?:[^<>"']|"[^"]{0,2000}"|'[^']{0,2000}')*>)""",
    re.IGNORECASE | re.DOTALL,
)
SAFE_ADDRESS = re.compile(r"(https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])", re.IGNORECASE)
KEPT_ATTRIBUTES = {"class", "id", "lang", "title", "href", "src", "alt", "width"} | {
    *("height", "start", "reversed", "colspan", "rowspan", "scope", "datetime", "open")
}


def as_body(source: str, *, lost: Callable[[str], None]) -> str:
    """The HTML as it may stand in a Markdown source; `lost` hears what went."""
    source = NOT_A_TAG.sub(_as_text, source)
    soup = BeautifulSoup(source, "html.parser")
    _take_out(soup, lost)
    for heading in soup.find_all("h1"):
        heading.name = "h2"  # the page's title is its only h1
    _unwrap(soup, lost)
    _clean_attributes(soup, lost)
    _flatten(soup)
    return re.sub(r"\n\s*\n+", "\n", str(soup)).strip() + "\n"


def _as_text(found):
    return found[0] if found[0].startswith("<!--") else "&lt;"


def _take_out(soup, lost):
    counted: dict[str, int] = {}
    for element in soup.find_all(TAKEN_OUT_WHOLE):
        if element.decomposed:
            continue
        counted[element.name] = counted.get(element.name, 0) + 1
        element.decompose()
    for name, count in counted.items():
        lost(_("<%(tag)s>, %(count)s times") % {"tag": name, "count": count})
    for note in soup.find_all(string=lambda text: isinstance(text, Comment | Doctype)):
        # Liquid that was set aside stays for the editor.
        if "{%" not in note:
            note.extract()


def _unwrap(soup, lost):
    for element in soup.find_all(lambda element: element.name not in TAGS):
        lost(_("<%(tag)s> around what it holds") % {"tag": element.name})
        element.unwrap()


def _clean_attributes(soup, lost):
    for element in soup.find_all(True):
        for name in list(element.attrs):
            value = element.attrs[name]
            if name not in KEPT_ATTRIBUTES:
                if name.startswith("on") or name == "style":
                    lost(
                        _("%(name)s of <%(tag)s>") % {"name": name, "tag": element.name}
                    )
                del element.attrs[name]
            elif name in ("href", "src") and not SAFE_ADDRESS.match(value.strip()):
                lost(_("the address %(address)s") % {"address": value[:80]})
                del element.attrs[name]


def _flatten(soup):
    """Indentation gone: four spaces would be code."""
    for text in soup.find_all(string=True):
        if not isinstance(text, Comment) and not text.find_parent("pre"):
            text.replace_with(NavigableString(re.sub(r"\s*\n\s*", "\n", text)))
