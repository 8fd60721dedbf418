"""Boxes that call to action at the end of a text, which stand in one place here."""

import re

from blog.importing.markup import outside_code
from blog.importing.records import ImportedCall

# A heading, up to three paragraphs, and the link with the class of the old theme; the
# rule above it goes as well.
BOX = re.compile(
    r"(?:^-{3,}[ \t]*\n+)?^#{1,6}[ \t]+(?P<title>[^\n]{1,80})\n+"
    r"(?P<text>(?:(?!#|-{3,}|\[)[^\n]+\n+){0,3})"
    r"^\[(?P<button>[^\]\n]{1,40})\]"
    r"\((?P<address>(?:/(?!/)|https?://|mailto:)[^)\s]{0,480})\)[ \t]*\n?"
    r"\{:[^}\n]*\bconsulting-cta-link\b[^}\n]*\}[ \t]*\n?",
    re.MULTILINE,
)
LONGEST_TEXT = 400


def lift(source: str) -> tuple[str, list[ImportedCall]]:
    """`source` without its boxes, and the boxes."""
    found = []

    def take(match):
        text = " ".join(match["text"].split())
        if len(text) > LONGEST_TEXT:
            return match[0]
        found.append(
            ImportedCall(
                match["title"].strip(), text, match["button"], match["address"]
            )
        )
        return ""

    return outside_code(source, lambda piece: BOX.sub(take, piece)), found
