"""What one rendering carries through the extensions, and what they find."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext, gettext_noop

MESSAGES = {
    "chart_unfit": gettext_noop(
        "No chart can be drawn of the table “%(place)s”: it needs 2 to 40 rows and 1 to"
        " 4 columns of numbers beside the first, which names the rows."
    ),
    "chart_without_number": gettext_noop(
        "“%(place)s” is no number, so its table is not drawn as a chart."
    ),
    "heading_without_space": gettext_noop(
        "“%(place)s” is text, not a heading: put a space after the #."
    ),
    "long_block": gettext_noop(
        "A paragraph has 8,000 characters or more: “%(place)s …”"
    ),
    "note_without_text": gettext_noop("Footnote %(place)s has no text."),
    "note_unused": gettext_noop("Nothing refers to footnote %(place)s."),
    "note_repeated": gettext_noop(
        "Footnote %(place)s is referred to more than 50 times; the rest stay text."
    ),
    "table_too_large": gettext_noop(
        "A table of more than 10,000 cells stays text: “%(place)s …”"
    ),
    "tag_removed": gettext_noop("<%(place)s> is not allowed and was removed."),
    "tag_unclosed": gettext_noop("<%(place)s> is never closed and stays text."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should know: `rule` is a key of MESSAGES."""

    rule: str
    place: str

    def __str__(self) -> str:
        return gettext(MESSAGES[self.rule]) % {"place": self.place}


@dataclass(slots=True)
class Sheet:
    """`picture(src)` gives attributes of an `<img>`, None for an unknown one."""

    picture: Callable[[str], Mapping[str, object] | None] | None = None
    note_prefix: str = ""
    findings: list[Finding] = field(default_factory=list)

    def report(self, rule: str, place: str) -> None:
        """Note a finding once."""
        finding = Finding(rule, " ".join(place.split())[:40])
        if finding not in self.findings and len(self.findings) < 100:
            self.findings.append(finding)
