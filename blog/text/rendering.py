"""The one way from Markdown to HTML: page, preview, feed, API and importers call it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext
from markdown import Markdown

from blog.text import plain
from blog.text.charts import with_charts
from blog.text.errors import SourceRefused, SourceTooDeep, SourceTooLong
from blog.text.extensions import extensions
from blog.text.japanese import nfc
from blog.text.plain import HEADINGS, Block
from blog.text.sanitizer import sanitize
from blog.text.sheet import Finding, Sheet

__all__ = [
    "MAX_SOURCE_BYTES",
    "RENDERER",
    "Rendered",
    "SourceRefused",
    "SourceTooDeep",
    "SourceTooLong",
    "render",
    "under_title",
]

RENDERER = 2  # raised when the same source would give another page
MAX_SOURCE_BYTES = 400_000
_H1 = re.compile(r"<(/?)h1\b")


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` is sanitised, and has charts drawn into it; `text` has one block a line;
    `headings` are {"level": 2, "id": "…", "text": "…"} in order."""

    html: str
    headings: list[dict]
    text: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]


def render(
    source: str,
    *,
    picture: Callable[[str], Mapping[str, object] | None] | None = None,
    note_prefix: str = "",
    language: str = "ja",
) -> Rendered:
    """`source` as a page, or SourceRefused.

    `picture(src)` may give attributes for an `<img>` (src, width, height, alt); None
    keeps what is written. `note_prefix` parts the footnotes of several posts on one
    page. `language` is that of the words we add.
    """
    _check_length(source)
    sheet = Sheet(picture=picture, note_prefix=note_prefix)
    with translation.override(language):
        page = sanitize(_convert(source, sheet))
        html = with_charts(page, sheet)
    blocks = plain.read(page)
    return Rendered(
        html=html,
        headings=_headings(blocks),
        text="\n".join(block.text for block in blocks),
        blocks=tuple(blocks),
        findings=tuple(sheet.findings),
    )


def under_title(rendered: Rendered) -> Rendered:
    """As it stands under the page's title, the only h1: those of the text become h2."""
    return replace(
        rendered,
        html=_H1.sub(r"<\1h2", rendered.html),
        headings=[
            heading | {"level": max(2, heading["level"])}
            for heading in rendered.headings
        ],
    )


def _check_length(source):
    size = len(source.encode(errors="replace"))
    if size > MAX_SOURCE_BYTES:
        message = gettext(
            "The text has %(size)s bytes; at most %(limit)s can be rendered."
        )
        raise SourceTooLong(message, size=size, limit=MAX_SOURCE_BYTES)


def _convert(source, sheet):
    source = nfc(plain.clean(source))
    try:
        return Markdown(
            extensions=extensions(sheet), tab_length=4, output_format="html"
        ).convert(source)
    except RecursionError:
        raise SourceTooDeep from None


def _headings(blocks):
    return [
        {"level": int(block.kind[1]), "id": block.id, "text": block.text}
        for block in blocks
        if block.kind in HEADINGS
    ]
