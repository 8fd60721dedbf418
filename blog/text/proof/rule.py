"""What a check is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from blog.text.proof.document import Document, Mark, Part

OFF, HINT, WARN, BLOCK = LEVELS = ("off", "hint", "warn", "block")

SHOWN_CHARACTERS = 30  # of a quote in a sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for.

    `name` is kept in the database and never changes. `label` says what is looked for,
    `message` what was found and what to do; it may hold %(quote)s and %(suggestion)s.
    `level` holds unless the house says otherwise.
    """

    name: str
    level: str
    label: str
    message: str
    check: Callable[[Document], Iterable[Mark]]


@dataclass(frozen=True, slots=True)
class Finding:
    """`quote` as readers see it, the first of `count` such places.

    `offset` counts characters of the field's text, composed (NFC); `line` from 1.
    Both are None where the place is unknown. `suggestion` is what to write instead of
    the quote: "" to leave it out, None when only a person can tell.
    """

    rule: Rule
    field: str
    quote: str
    offset: int | None
    line: int | None
    suggestion: str | None
    count: int

    @property
    def message(self) -> str:
        return gettext(self.rule.message) % {
            "quote": shortened(self.quote),
            "suggestion": shortened(self.suggestion or ""),
        }


def shortened(text: str) -> str:
    """`text` on one line, with … where it goes on."""
    text = " ".join(text.split())
    if len(text) <= SHOWN_CHARACTERS:
        return text
    return text[: SHOWN_CHARACTERS - 1] + "…"


def every(pattern, suggestion=None) -> Callable:
    """A mark for each hit of `pattern` in `parts`; `suggestion(match)` may mend it."""

    def look(parts: Iterable[Part]) -> Iterable[Mark]:
        for part in parts:
            for hit in pattern.finditer(part.text):
                mended = suggestion(hit) if suggestion else None
                yield Mark(part, *hit.span(), mended)

    return look
