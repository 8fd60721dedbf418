"""What every importer hands over: posts and pages as they are to become here."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

Note = Callable[["Group", str], None]


class Group(StrEnum):
    """What the report lists together."""

    REFUSED = "refused"
    COLLISION = "collision"
    DATE_SHIFT = "date_shift"
    FUTURE = "future"
    PICTURE = "picture"
    LINK_REPAIRED = "link_repaired"
    LINK_UNRESOLVED = "link_unresolved"
    FIELD = "field"
    LIQUID = "liquid"
    HTML = "html"
    MARKDOWN = "markdown"
    TAXONOMY = "taxonomy"
    REDIRECT = "redirect"
    READING_TIME = "reading_time"
    SUSPECT = "suspect"
    KEPT = "kept"
    CALL = "call"
    CALL_LEFT = "call_left"


GROUP_TITLES = {
    Group.REFUSED: _("Not taken over"),
    Group.COLLISION: _("Two posts at one address"),
    Group.DATE_SHIFT: _("Date in the address other than in the file name"),
    Group.FUTURE: _("Dates in the future"),
    Group.PICTURE: _("Pictures missing or refused"),
    Group.LINK_REPAIRED: _("Links repaired"),
    Group.LINK_UNRESOLVED: _("Links that lead nowhere here"),
    Group.FIELD: _("Fields not understood (kept with the post)"),
    Group.LIQUID: _("Liquid not taken over"),
    Group.HTML: _("HTML not taken over"),
    Group.MARKDOWN: _("Markdown taken over with a loss"),
    Group.TAXONOMY: _("Categories turned into tags"),
    Group.REDIRECT: _("Redirects not taken over"),
    Group.READING_TIME: _("Reading time computed anew"),
    Group.SUSPECT: _("Suspected defects in the text"),
    Group.KEPT: _("Kept as editors changed it here"),
    Group.CALL: _("Boxes taken out of the texts (now calls to action)"),
    Group.CALL_LEFT: _("Boxes in the texts that --lift-calls takes out"),
}


@dataclass(frozen=True)
class Problem:
    """One entry of the report: which file, and a sentence for the editor."""

    group: Group
    source_path: str
    detail: str


@dataclass(frozen=True)
class ImportedPicture:
    """A picture of the source; `read` gives its bytes when they are wanted."""

    source_path: str
    alt: str
    read: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True)
class ImportedCall:
    """A box at the end of a text that leads to `address`."""

    title: str
    text: str
    button: str
    address: str


@dataclass
class ImportedPost:
    """A post or page. Texts are Markdown or plain, times carry an offset.

    `source_path` is the key of the import, `sha256` that of the file's bytes. `path` is
    the public address it has now, decoded and in NFC; "" for a draft. `pictures` are
    those of the body, by address.
    """

    source_path: str
    sha256: str
    kind: str = "post"
    title: str = ""
    slug: str = ""
    path: str = ""
    former_paths: list[str] = field(default_factory=list)
    published_at: datetime | None = None
    body: str = ""
    excerpt: str = ""
    description: str = ""
    category: str = ""
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    cover: ImportedPicture | None = None
    pictures: dict[str, ImportedPicture] = field(default_factory=dict)
    canonical_url: str = ""
    noindex: bool = False
    in_sitemap: bool = True
    language: str = ""
    revised_at: datetime | None = None
    reading_minutes: int | None = None
    calls: list[ImportedCall] = field(default_factory=list)
    extra: dict = field(default_factory=dict)

    @property
    def is_public(self) -> bool:
        return bool(self.path)

    def digest(self) -> str:
        """SHA-256 of all that is taken over: equal when a second run changes nothing.

        A picture counts by its place in the source, its bytes not.
        """
        taken = {one.name: getattr(self, one.name) for one in fields(self)} | {
            "cover": self.cover and self.cover.source_path,
            "pictures": {at: one.source_path for at, one in self.pictures.items()},
        }
        # Posts without keep the digest that they had before boxes were lifted.
        if not taken.pop("calls"):
            return _digest(taken)
        return _digest(taken | {"calls": [asdict(call) for call in self.calls]})


def _digest(taken: dict) -> str:
    canonical = json.dumps(taken, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True)
class ImportedRedirect:
    """An old path without a post, and the path or address that it leads to."""

    source_path: str
    path: str
    target: str


@dataclass(frozen=True)
class ImportedCategory:
    name: str
    slug: str
    description: str = ""


@dataclass
class ImportedSite:
    """All that an importer read. `problems` grow while it is loaded.

    `future_is_public`: the source shows posts before their date.
    """

    posts: list[ImportedPost] = field(default_factory=list)
    redirects: list[ImportedRedirect] = field(default_factory=list)
    categories: list[ImportedCategory] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    future_is_public: bool = False

    def note(self, group: Group, source_path: str, detail: str) -> None:
        self.problems.append(Problem(group, source_path, detail))

    def notes_on(self, source_path: str) -> Note:
        """`note` for the entries of one file."""
        return lambda group, detail: self.note(group, source_path, detail)
