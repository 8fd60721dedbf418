"""From front matter to the fields of a post, by the table of the migration rules."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from blog.importing.jekyll.addresses import POST_NAME
from blog.importing.jekyll.config import is_false, text, texts
from blog.importing.jekyll.dates import parse_date
from blog.importing.records import Group, ImportedPost, Note
from blog.text.rendering import render

# What has a field of its own here, or says where a file goes.
UNDERSTOOD = {
    *("title", "date", "slug", "permalink", "layout", "published", "lang"),
    *("category", "categories", "tag", "tags", "author", "authors", "image"),
    *("excerpt", "description", "sitemap", "robots", "canonical_url"),
    *("last_modified_at", "redirect_from", "redirect_to", "reading_time"),
}
PLAIN_LAYOUTS = {"", "post", "page", "default", "none", "null"}
MARKUP = re.compile(r"[*_`#<>\[\]]")
HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
MAX_DESCRIPTION = 400
MAX_EXCERPT = 600


@dataclass
class File:
    """A file of the source with its front matter; `data` has the defaults merged in."""

    path: str
    sha256: str
    own: dict
    data: dict
    body: str
    quotes_date: bool = False

    @property
    def stem(self) -> str:
        """The name without the date and the ending."""
        name = PurePosixPath(self.path)
        match = POST_NAME.search(name.name)
        return match[2] if match else name.stem

    @property
    def is_html(self) -> bool:
        return self.path.endswith((".html", ".htm"))


def fill(
    post: ImportedPost, file: File, *, authors: dict, zone: ZoneInfo, note: Note
) -> None:
    """All fields that need nothing but the file itself."""
    data = file.data
    post.title = _title(file, note)
    post.excerpt = _plain(post, data, "excerpt", MAX_EXCERPT, note)
    post.description = _plain(post, data, "description", MAX_DESCRIPTION, note)
    _fill_taxonomy(post, file, note)
    post.authors = _authors(data, authors)
    post.language = text(data.get("lang"))[:12]
    post.in_sitemap = not is_false(data.get("sitemap"))
    post.noindex = "noindex" in text(data.get("robots")).lower()
    post.revised_at = _revised_at(data, zone, note)
    minutes = text(data.get("reading_time"))
    post.reading_minutes = int(minutes) if minutes.isdecimal() else None
    _keep_the_rest(post, file, note)


def is_draft(file: File) -> bool:
    in_drafts = "_drafts" in PurePosixPath(file.path).parts
    return in_drafts or is_false(file.data.get("published"))


def _title(file: File, note: Note) -> str:
    written = file.data.get("title")
    title = str(written).strip() if isinstance(written, str | int | float) else ""
    if title:
        return title
    heading = HEADING.search(file.body)
    title = heading[1] if heading else _titleized(file.stem)
    note(
        Group.SUSPECT,
        _("The title is empty; 「%(title)s」 was taken instead.") % {"title": title},
    )
    return title


def _titleized(stem: str) -> str:
    return " ".join(word.capitalize() for word in stem.split("-") if word)


def _plain(post, data, name, limit, note) -> str:
    """A field as plain text; what was written is kept when it says something else."""
    raw = text(data.get(name))
    plain = render(raw).text.replace("\n", " ") if MARKUP.search(raw) else raw
    plain = " ".join(plain.split())
    if len(plain) > limit:
        note(
            Group.FIELD,
            _("%(field)s is longer than %(limit)s characters and was cut.")
            % {"field": name, "limit": limit},
        )
        plain = _cut(plain, limit)
    if plain != raw:
        post.extra[name] = raw
    return plain


def _cut(plain: str, limit: int) -> str:
    """The whole sentences that fit, or else what fits."""
    head = plain[:limit]
    return head[: head.rfind("。") + 1] or head


def _fill_taxonomy(post, file, note):
    """The first category is the post's; further ones become tags."""
    names = categories(file)
    post.category = names[0] if names else ""
    post.tags = list(dict.fromkeys([*_names(file.data, "tag", "tags"), *names[1:]]))
    if names[1:]:
        note(Group.TAXONOMY, ", ".join(names[1:]))


def categories(file: File) -> list[str]:
    """All of them; the folders above `_posts` come first."""
    parts = PurePosixPath(file.path).parts
    folders = parts[: parts.index("_posts")] if "_posts" in parts else ()
    names = [*folders, *_names(file.data, "category", "categories")]
    return list(dict.fromkeys(names))


def _names(data, singular, plural) -> list[str]:
    """Jekyll cuts a plural written as one text at its spaces, a list not."""
    if data.get(singular) not in (None, ""):
        return texts(data[singular])
    value = data.get(plural)
    return value.split() if isinstance(value, str) else texts(value)


def _authors(data, known: dict) -> list[str]:
    """Names as printed. `known` is `_data/authors`: names by key."""
    value = data.get("authors") or data.get("author")
    values = value if isinstance(value, list) else [value]
    names = [
        text(one.get("name")) if isinstance(one, dict) else text(one) for one in values
    ]
    return list(dict.fromkeys(known.get(name, name) for name in names if name))


def author_names(data: object) -> dict:
    """`_data/authors` as names by key."""
    if not isinstance(data, dict):
        return {}
    return {
        key: text(entry.get("name") or entry.get("display_name")) or key
        for key, entry in data.items()
        if isinstance(entry, dict)
    }


def published_at(file: File, zone: ZoneInfo, note: Note) -> datetime | None:
    """The date in the front matter, else that of the file name, in the site's zone."""
    written = text(file.data.get("date"))
    date = parse_date(written, zone, quoted=file.quotes_date)
    match = POST_NAME.search(PurePosixPath(file.path).name)
    if written and date is None:
        note(Group.FIELD, _("The date 「%(date)s」 is none.") % {"date": written[:40]})
    return date or (parse_date(match[1], zone) if match else None)


def _revised_at(data, zone, note) -> datetime | None:
    written = text(data.get("last_modified_at"))
    date = parse_date(written, zone)
    if written and date is None:
        note(Group.FIELD, _("The date 「%(date)s」 is none.") % {"date": written[:40]})
    return date


def _keep_the_rest(post, file, note):
    """What has no field here stays with the post, as it was written, for an export."""
    for name, value in file.own.items():
        if name not in UNDERSTOOD:
            post.extra[name] = value
            note(Group.FIELD, name)
    if post.reading_minutes is not None:
        post.extra["reading_time"] = text(file.data.get("reading_time"))
    robots = text(file.data.get("robots"))
    if robots and robots.lower() != "noindex":
        post.extra["robots"] = robots
    layout = text(file.data.get("layout"))
    if layout not in PLAIN_LAYOUTS:
        post.extra["layout"] = layout
        note(Group.FIELD, f"layout: {layout}")


def redirects_from(data) -> list[str]:
    return [path for path in texts(data.get("redirect_from")) if path.startswith("/")]
