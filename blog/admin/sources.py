"""Sources as typed, one a line: title | address | publisher | date | read on."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NAMES = ("title", "url", "publisher", "date", "accessed")
MOST = 100
MAX_CHARACTERS = 300  # of one part

_BARS = re.compile(r"[ \t\u3000]*[|｜][ \t\u3000]*")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_is_address = URLValidator(schemes=["http", "https"])


class SourceLineError(ValueError):
    """The message names the line."""


def parse(text: str) -> list[dict[str, str]]:
    """The sources as Post.sources keeps them, days as YYYY-MM-DD."""
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    if len(lines) > MOST:
        raise SourceLineError(
            gettext("A post has at most %(most)s sources.") % {"most": MOST}
        )
    return [_source(number, line) for number, line in lines]


def format(sources: list[dict]) -> str:
    """What `parse` reads."""
    return "\n".join(_line(source) for source in sources)


def _line(source):
    parts = [str(source.get(name) or "").replace("|", "｜") for name in NAMES]
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _source(number, line):
    parts = _parts(line)
    if len(parts) > len(NAMES):
        raise _refusal(number, gettext("there are more than five parts"))
    source = dict(zip(NAMES, parts, strict=False))
    if not source["title"]:
        raise _refusal(number, gettext("it begins with the title"))
    if max(map(len, parts)) > MAX_CHARACTERS:
        raise _refusal(number, gettext("a part has more than 300 characters"))
    if source.get("url"):
        _check_address(number, source["url"])
    if source.get("date"):
        source["date"] = _day(source["date"]) or source["date"]
    if source.get("accessed"):
        source["accessed"] = _day(source["accessed"])
        if source["accessed"] is None:
            raise _refusal(number, gettext("the day it was read is no date"))
    return {name: value for name, value in source.items() if value}


def _parts(line):
    """An address alone is a source without a title of its own."""
    parts = [part.strip() for part in _BARS.split(line)]
    if len(parts) == 1 and parts[0].startswith(("https://", "http://")):
        return [parts[0], parts[0]]
    return parts


def _check_address(number, url):
    try:
        _is_address(url)
    except ValidationError as error:
        raise _refusal(
            number, gettext("“%(url)s” is no web address") % {"url": url}
        ) from error


def _day(text) -> str | None:
    found = _DAY.fullmatch(text)
    if not found:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


def _refusal(number, why):
    return SourceLineError(
        gettext("Source on line %(number)s: %(why)s.") % {"number": number, "why": why}
    )


class SourcesField(forms.CharField):
    """A text area whose value is the list of sources."""

    def __init__(self, **kwargs):
        defaults = {
            "label": _("sources"),
            "required": False,
            "widget": forms.Textarea(attrs={"rows": 4}),
            "help_text": _("One a line: title | address | publisher | date | read on"),
        }
        super().__init__(**defaults | kwargs)

    def prepare_value(self, value):
        return format(value) if isinstance(value, list) else value

    def to_python(self, value):
        try:
            return parse(super().to_python(value))
        except SourceLineError as error:
            raise ValidationError(str(error)) from error

    def has_changed(self, initial, data):
        try:
            return parse(data or "") != (initial or [])
        except SourceLineError:
            return True
