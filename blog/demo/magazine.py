"""Reading the demo magazine's files, by the grammar of README.md beside this."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from blog.text.front_matter import split

FOLDER = Path(__file__).parent
TIME = re.compile(
    r"(?P<sign>[+-])(?P<number>\d+)(?P<unit>[mhd])(?: (?P<clock>\d\d:\d\d))?"
)
KEYS = frozenset(
    [
        "title",
        "slug",
        "path",
        "category",
        "series",
        "series_number",
        "tags",
        "companies",
        "authors",
        "excerpt",
        "cover",
        "state",
        "at",
        "ends_at",
        "reason",
        "note",
        *("sources", "holdings", "data_as_of", "ai_use", "sponsor"),
        *("language", "translation_of"),
        *("change", "public_note", "wrong", "right", "cause"),
    ]
)


@dataclass(frozen=True)
class Manuscript:
    """One file: its front matter, its text, and the second text that goes with it."""

    front: dict
    body: str
    update: "Manuscript | None" = field(default=None)
    changes: "Manuscript | None" = field(default=None)


def names() -> dict:
    """Categories, bylines, tags, companies and what stands around posts, as dicts."""
    return tomllib.loads((FOLDER / "magazine.toml").read_text("utf-8"))


def posts() -> list[Manuscript]:
    return [_read(file) for file in _files("posts")]


def pages() -> list[Manuscript]:
    return [_read(file) for file in _files("pages")]


def instant(when: str, *, now: datetime) -> datetime:
    """`-25m`, `+2h` or `-12d 07:30` (a clock time in Japan) as seen from `now`."""
    found = TIME.fullmatch(when)
    if not found or (found["unit"] == "d") != bool(found["clock"]):
        raise ValueError(f"Not a time of the demo's grammar: {when!r}")
    amount = int(found["sign"] + found["number"])
    if found["unit"] != "d":
        unit = {"m": "minutes", "h": "hours"}[found["unit"]]
        return now.replace(second=0, microsecond=0) + timedelta(**{unit: amount})
    day = timezone.localdate(now) + timedelta(days=amount)
    clock = datetime.strptime(found["clock"], "%H:%M").time()
    return timezone.make_aware(datetime.combine(day, clock))


def _files(folder):
    return sorted(
        file
        for file in (FOLDER / folder).glob("*.md")
        if not file.name.endswith((".update.md", ".changes.md"))
    )


def _read(file):
    parts = split(file.read_text("utf-8"))
    if unknown := parts.data.keys() - KEYS:
        raise ValueError(f"{file.name}: unknown keys {sorted(unknown)}")
    second = {
        name: _read(beside)
        for name in ("update", "changes")
        if (beside := file.with_suffix(f".{name}.md")).exists()
    }
    return Manuscript(parts.data, parts.body.strip() + "\n", **second)
