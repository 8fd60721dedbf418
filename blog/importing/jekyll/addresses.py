"""The public path of a file, by the rules of Jekyll 4.3 (`url.rb`, `url_drop.rb`)."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath
from unicodedata import category, normalize
from urllib.parse import unquote

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
# The file's date, its name, its ending.
POST_NAME = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^./]+)$")
PRETTY = set("._~!$&'()+,;=@")
DATE_PARTS = {
    "year": "%Y",
    "month": "%m",
    "day": "%d",
    "hour": "%H",
    "minute": "%M",
    "second": "%S",
    "short_month": "%b",
    "long_month": "%B",
    "short_year": "%y",
    "y_day": "%j",
    "short_day": "%a",
    "long_day": "%A",
    "week": "%V",
    "w_year": "%G",
    "w_day": "%u",
}


def slugify(text: str, *, pretty: bool = False, cased: bool = False) -> str:
    """Letters, marks and digits of any script; each run of others is one hyphen."""
    kept = PRETTY if pretty else set()
    runs = "".join(_letter_or_hyphen(letter, kept) for letter in text)
    slug = re.sub("\0+", "-", runs)
    slug = slug.removeprefix("-").removesuffix("-")
    return slug if cased else slug.lower()


def _letter_or_hyphen(letter: str, kept: set[str]) -> str:
    kind = category(letter)
    return letter if kind[0] in "LM" or kind == "Nd" or letter in kept else "\0"


def title_slug(text: str) -> str:
    """The `:title` of an address."""
    return slugify(text, pretty=True, cased=True)


def post_path(
    template: str,
    *,
    file: str,
    slug: str,
    date: datetime,
    categories: Iterable[str] = (),
) -> str:
    """The path of the post in `file`; `date` is in the zone of the site."""
    stem = PurePosixPath(file).stem
    kinds = list(dict.fromkeys(name.lower() for name in categories))
    values = {part: date.strftime(code) for part, code in DATE_PARTS.items()}
    values |= {
        "i_month": str(date.month),
        "i_day": str(date.day),
        "title": title_slug(slug),
        "slug": slugify(slug),
        "name": slugify(stem),
        "path": _without_posts_folder(file),
        "basename": stem,
        "collection": "posts",
        "categories": "/".join(kinds),
        "slugified_categories": "/".join(map(slugify, kinds)),
        "output_ext": ".html",
    }
    return fill(STYLES.get(template, template), values)


def _without_posts_folder(file: str) -> str:
    parts = [part for part in PurePosixPath(file).parts if part != "_posts"]
    return str(PurePosixPath(*parts).with_suffix(""))


def page_path(file: str, *, style: str, permalink: str = "") -> str:
    """The path of the page in `file`; `style` is the permalink setting of the site."""
    pure = PurePosixPath(file)
    folder = "" if str(pure.parent) == "." else f"/{pure.parent}"
    values = {"path": folder, "basename": pure.stem, "output_ext": ".html"}
    if permalink:
        return fill(permalink, values)
    if pure.stem == "index":
        return fill("/:path/", values)
    template = STYLES.get(style, style)
    ending = "/" if template.endswith("/") else ":output_ext"
    return fill(f"/:path/:basename{ending}", values)


def fill(template: str, values: dict[str, str]) -> str:
    """The template with its placeholders filled in, decoded and in NFC."""
    path = re.sub(r":([a-z_]+)", lambda match: _value(match, values), template)
    path = f"/{unquote(path)}".replace("..", "/").replace("./", "")
    return normalize("NFC", re.sub("/+", "/", path))


def _value(match: re.Match, values: dict[str, str]) -> str:
    """The longest placeholder at the start of a name: `:year_x` is `:year`, `_x`."""
    name = match[1]
    while name and name not in values:
        name = name.rpartition("_")[0]
    return values[name] + match[1][len(name) :] if name else match[0]


def file_name_path(file: str) -> str:
    """The path that a generator would guess from the file name, or ""."""
    match = POST_NAME.search(PurePosixPath(file).name)
    if not match:
        return ""
    year, month, day = match[1].split("-")
    return f"/{year}/{int(month):02}/{int(day):02}/{match[2]}/"
