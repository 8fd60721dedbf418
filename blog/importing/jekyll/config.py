"""What `_config.yml` decides: zone, addresses, defaults by scope."""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from blog.importing.jekyll.addresses import STYLES

EXCLUDED = ("Gemfile", "Gemfile.lock", "node_modules", "vendor")
TRUE = {"true", "yes", "on"}
FALSE = {"false", "no", "off"}


@dataclass(frozen=True)
class Config:
    values: dict = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """Of the site, never of this machine. ValueError when there is no such zone."""
        name = text(self.values.get("timezone")) or "UTC"
        try:
            return ZoneInfo(name)
        except (KeyError, OSError) as error:
            raise ValueError(name) from error

    @property
    def permalink(self) -> str:
        """The pattern of posts: that of the collection, else that of the site."""
        collections = self.values.get("collections")
        posts = collections.get("posts") if isinstance(collections, dict) else None
        own = text(posts.get("permalink")) if isinstance(posts, dict) else ""
        pattern = own or self.style
        return STYLES.get(pattern, pattern)

    @property
    def style(self) -> str:
        return text(self.values.get("permalink")) or "date"

    @property
    def is_future_public(self) -> bool:
        return is_true(self.values.get("future"))

    @property
    def hosts(self) -> set[str]:
        """The names under which the site links to itself."""
        name = (urlsplit(text(self.values.get("url"))).hostname or "").lower()
        bare = name.removeprefix("www.")
        return {bare, f"www.{bare}"} if bare else set()

    def is_page_file(self, path: str) -> bool:
        """True when Jekyll would read this file as a page or a file of its own."""
        included = [*texts(self.values.get("include")), ".htaccess"]
        excluded = [*texts(self.values.get("exclude")), *EXCLUDED]
        parts = PurePosixPath(path).parts
        if any(fnmatchcase(path, f"{name.rstrip('/')}*") for name in excluded):
            return False
        hidden = (part for part in parts if part[0] in "._#" or part[-1] == "~")
        return all(part in included for part in hidden)

    def defaults_for(self, path: str, kind: str) -> dict:
        """The front matter that `defaults` give to a file of `kind` posts or pages."""
        result, best = {}, None
        for entry in self.values.get("defaults") or []:
            scope = entry.get("scope") if isinstance(entry, dict) else None
            values = entry.get("values") if isinstance(entry, dict) else None
            if not (isinstance(scope, dict) and isinstance(values, dict)):
                continue
            if not _applies(scope, path, kind):
                continue
            if best is None or _comes_before(scope, best):
                result, best = merged(result, values), scope
            else:
                result = merged(values, result)
        return result


def _applies(scope: dict, path: str, kind: str) -> bool:
    if scope.get("type") not in (None, kind):
        return False
    prefix = text(scope.get("path")).strip("/")
    if "*" in prefix:
        return fnmatchcase(path, prefix) or fnmatchcase(path, f"{prefix}/*")
    return not prefix or path == prefix or path.startswith(f"{prefix}/")


def _comes_before(new: dict, old: dict) -> bool:
    """Jekyll's `has_precedence?`: the longer path, then the scope that names a type."""
    new_length, old_length = len(text(new.get("path"))), len(text(old.get("path")))
    if new_length != old_length:
        return new_length > old_length
    return bool(new.get("type")) or not old.get("type")


def merged(under: dict, over: dict) -> dict:
    """Both, nested ones as well; `over` wins."""
    result = dict(under)
    for key, value in over.items():
        nested = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merged(result[key], value) if nested else value
    return result


def text(value) -> str:
    """A front matter value as one line of text; "" for lists, maps and none."""
    return value.strip() if isinstance(value, str) else ""


def texts(value) -> list[str]:
    """A value that may be a list or a single text."""
    values = value if isinstance(value, list) else [value]
    return [text(one) for one in values if text(one)]


def is_true(value) -> bool:
    return value is True or text(value).lower() in TRUE


def is_false(value) -> bool:
    return value is False or text(value).lower() in FALSE
