"""Markdown that did not become what it was meant to be."""

import re
from collections.abc import Iterable
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from blog.text.plain import HEADINGS
from blog.text.proof.document import GAP, Document, Mark, Part
from blog.text.proof.rule import BLOCK, WARN, Rule, every

_RAW = re.compile(r"\*\*|\{:|\]\(|!\[|(?<=^)#{1,6}(?=\s)")
# A title is text, so a tag in it is meant to be read: 「<b>の使い方」.
_RAW_IN_TITLE = re.compile(r"\*\*|`|\]\(|^#+\s")
# One line of text right above --- is a heading.
_UNDERLINED = re.compile(
    rf"(?:\A|\n[ \t]*\n)([^\n#>|{GAP}\-][^\n]{{80,}}\n)(-{{2,}})(?=[ \t]*(?:\n|\Z))"
)
_FIRST_LEVEL = re.compile(
    r"^#[ \t]+(?P<hash>[^\n]*[^\s#])|^(?P<line>[^\s#>|-][^\n]*)\n=+[ \t]*$",
    re.MULTILINE,
)
_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|heic)$|^(?:IMG|DSC|image|photo|screenshot)[-_ ]?\d+$"
    r"|^スクリーンショット",
    re.IGNORECASE,
)


def _raw_markup(document: Document) -> Iterable[Mark]:
    yield from every(_RAW_IN_TITLE)([document.title])
    yield from every(_RAW)(document.blocks)


def _paragraph_as_heading(document: Document) -> Iterable[Mark]:
    for hit in _UNDERLINED.finditer(document.prose.text):
        yield Mark(document.prose, *hit.span(2), "\n" + hit[2])


def _headings(document):
    return [block for block in document.blocks if block.kind in HEADINGS]


def _first_level(document: Document) -> Iterable[Mark]:
    """From the source: a page under a title has no h1 left."""
    for hit in _FIRST_LEVEL.finditer(document.prose.text):
        yield Mark(document.prose, *hit.span(hit.lastgroup))


def _skipped_level(document: Document) -> Iterable[Mark]:
    for before, heading in pairwise(_headings(document)):
        if int(heading.kind[1]) - int(before.kind[1]) > 1:
            yield _whole(heading)


def _repeated_heading(document: Document) -> Iterable[Mark]:
    seen = set()
    for heading in _headings(document):
        if heading.text in seen:
            yield _whole(heading)
        seen.add(heading.text)


def _whole(part: Part) -> Mark:
    return Mark(part, 0, len(part.text))


def _without_alt(document: Document) -> Iterable[Mark]:
    for picture in document.pictures:
        is_decoration = "decorative" in picture["class"].split()
        if not picture["alt"].strip() and not is_decoration:
            yield document.words(picture["src"])


def _file_name_as_alt(document: Document) -> Iterable[Mark]:
    for picture in document.pictures:
        if _FILE_NAME.search(picture["alt"].strip()):
            yield document.words(picture["alt"])


RULES = (
    Rule(
        "raw_markup",
        BLOCK,
        _("Markup that readers would see"),
        _("Readers would see “%(quote)s”: close the markup or take it out."),
        _raw_markup,
    ),
    Rule(
        "no_alt",
        BLOCK,
        _("Pictures without alternative text"),
        _(
            "The picture %(quote)s has no alternative text: say what it shows, or "
            "write {: .decorative} after a decoration."
        ),
        _without_alt,
    ),
    Rule(
        "alt_is_file_name",
        WARN,
        _("A file's name as alternative text"),
        _("The alternative text “%(quote)s” is a file's name: say what it shows."),
        _file_name_as_alt,
    ),
    Rule(
        "paragraph_as_heading",
        WARN,
        _("Paragraphs that became headings"),
        _("--- right under a paragraph makes it a heading: leave a line between."),
        _paragraph_as_heading,
    ),
    Rule(
        "first_level_heading",
        WARN,
        _("Headings of the first level"),
        _("“%(quote)s” is of the level of the title: write ##."),
        _first_level,
    ),
    Rule(
        "skipped_level",
        WARN,
        _("Headings that skip a level"),
        _("“%(quote)s” skips a level of headings."),
        _skipped_level,
    ),
    Rule(
        "repeated_heading",
        WARN,
        _("The same heading twice"),
        _("The heading “%(quote)s” stands twice."),
        _repeated_heading,
    ),
)
