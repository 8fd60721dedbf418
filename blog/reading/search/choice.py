"""What a reader has typed and chosen; all of it stands in the address."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

# The words of the query that the page looks at, in the order of its addresses.
WORDS = ("q", "category", "tag", "author", "year", "order", "page")
NEWEST = "newest"
MOST_PAGES = 50
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
# PostgreSQL refuses to look for a NUL.
_NO_SLUG = re.compile(r"[\0/]")


@dataclass(frozen=True)
class Choice:
    """ "" is nothing chosen; `category`, `tag` and `author` are slugs."""

    q: str = ""
    category: str = ""
    tag: str = ""
    author: str = ""
    year: str = ""
    order: str = ""
    page: int = 1

    @classmethod
    def of(cls, asked) -> "Choice":
        """From the words of a query; Http404 for what no link of ours says."""
        given = {name: asked.get(name, "").strip() for name in WORDS}
        page = given.pop("page")
        if _NUMBER.fullmatch(page or "1") is None or int(page or 1) > MOST_PAGES:
            raise Http404
        if given["year"] and _NUMBER.fullmatch(given["year"]) is None:
            raise Http404
        if given["order"] not in ("", NEWEST):
            raise Http404
        if any(_NO_SLUG.search(given[name]) for name in ("category", "tag", "author")):
            raise Http404
        return cls(**given, page=int(page or 1))

    def with_(self, **changes) -> "Choice":
        """Another choice, from its first page on."""
        return replace(self, **{"page": 1, **changes})

    @property
    def address(self) -> str:
        given = [(name, getattr(self, name)) for name in WORDS[:-1]]
        given.append(("page", self.page if self.page > 1 else ""))
        words = urlencode([pair for pair in given if pair[1]])
        return reverse("search") + (f"?{words}" if words else "")
