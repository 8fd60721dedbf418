"""One page of the results, and where the next one is."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.utils.translation import gettext_noop as _

from blog.api.problems import Problem
from blog.api.serializers import ADDRESS, NUMBER, Field, or_null, schema_of, serialize
from blog.reading.addresses import absolute

PAGE = [
    Field("count", NUMBER, lambda page: page.count, "Results on all pages."),
    Field("page", NUMBER, lambda page: page.number),
    Field("page_size", NUMBER, lambda page: page.size),
    Field("next", or_null(ADDRESS), lambda page: page.address(page.number + 1)),
    Field("previous", or_null(ADDRESS), lambda page: page.address(page.number - 1)),
]


class Page:
    """Page `query["page"]` of `count` results at `path`; a Problem beyond the last."""

    def __init__(self, path: str, query: dict, *, given, count: int):
        self.path = path
        self.given = given
        self.number, self.size = query["page"], query["page_size"]
        self.count = count
        self.last = max(1, -(-count // self.size))
        if self.number > self.last:
            raise Problem(
                HTTPStatus.NOT_FOUND, _("The last page is %(last)s."), last=self.last
            )

    @property
    def slice(self) -> slice:
        start = (self.number - 1) * self.size
        return slice(start, start + self.size)

    def address(self, number: int) -> str | None:
        """Of another page with the same query, None when there is no such page."""
        if not 1 <= number <= self.last:
            return None
        words = self.given.dict() | {"page": number}
        return absolute(f"{self.path}?{urlencode(sorted(words.items()))}")

    def of(self, fields: list[Field], things) -> dict:
        return serialize(PAGE, self) | {
            "results": [serialize(fields, thing) for thing in things]
        }


def page_schema(name: str) -> dict:
    """Of a page of results whose schema is called `name`."""
    schema = schema_of(PAGE)
    schema["properties"]["results"] = {
        "type": "array",
        "items": {"$ref": f"#/components/schemas/{name}"},
    }
    schema["required"].append("results")
    return schema
