"""Which post or page of the source a link means, whatever its author guessed."""

import re
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import quote, unquote, urljoin, urlsplit

from blog.importing.records import ImportedPost

YEAR = re.compile(r"^(19|20)\d\d年(度|版)?")
NOT_LETTERS = re.compile(r"[\W_]+")
# Shorter words stand in too many titles.
LEAST_LETTERS = 6
# Stands for this site while a relative address is worked out.
HERE = "site.invalid"


@dataclass(frozen=True)
class Place:
    """A path of this site, decoded, and what hangs on it: `?query#fragment`."""

    path: str
    rest: str = ""


@dataclass(frozen=True)
class Resolved:
    post: ImportedPost
    rest: str

    @property
    def address(self) -> str:
        return self.post.path + self.rest


class Links:
    """`guessed` are the paths that file names suggest, by post."""

    def __init__(
        self,
        posts: list[ImportedPost],
        *,
        guessed: dict[str, ImportedPost],
        hosts: set[str],
        base_path: str = "",
    ):
        self.hosts = hosts
        self.base_path = base_path.rstrip("/")
        self.by_path = {key(post.path): post for post in posts if post.is_public}
        for post in posts:
            for path in post.former_paths:
                self.by_path.setdefault(key(path), post)
        self.by_file = {
            key(path): post for path, post in guessed.items() if post.is_public
        }

    def place(self, address: str, *, base: str) -> Place | None:
        """Where on this site `address` leads from the page at `base`, or None."""
        if address.startswith("#"):
            return None
        try:
            parts = urlsplit(urljoin(f"http://{HERE}{quote(base)}", address))
            host = parts.hostname or ""
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or host not in (HERE, *self.hosts):
            return None
        rest = f"?{parts.query}" if parts.query else ""
        rest += f"#{parts.fragment}" if parts.fragment else ""
        path = normalize("NFC", unquote(parts.path)) or "/"
        if self.base_path and path.startswith(f"{self.base_path}/"):
            path = path[len(self.base_path) :]
        return Place(path, rest)

    def resolve(self, place: Place, text: str = "") -> Resolved | None:
        """The post meant. A name in the file wins when the words are its title."""
        wanted = key(place.path)
        owner, named = self.by_path.get(wanted), self.by_file.get(wanted)
        if named and named is not owner and (not owner or _is_title(text, named.title)):
            owner = named
        # Jekyll drops a hyphen at the end of a file name.
        owner = owner or self.by_path.get(wanted.rstrip("-"))
        return Resolved(owner, place.rest) if owner else None


def key(path: str) -> str:
    """What makes two spellings of a path the same."""
    path = normalize("NFC", unquote(path)).removesuffix("index.html")
    return path.rstrip("/") or "/"


def _is_title(text: str, title: str) -> bool:
    said, printed = _letters(text), _letters(title)
    return len(said) >= LEAST_LETTERS and (said in printed or printed in said)


def _letters(text: str) -> str:
    bare = YEAR.sub("", normalize("NFKC", text).strip())
    return NOT_LETTERS.sub("", bare).casefold()
