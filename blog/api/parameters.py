"""What a query may say. One table reads the query and documents it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from blog.api.problems import BadParameter
from blog.text.japanese import nfc

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
MAX_PAGE = 1_000_000
MAX_WORDS = 100
MAX_SLUG = 200
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class Parameter:
    """`read` turns the words of the query into a value, or raises BadParameter."""

    name: str
    schema: dict
    description: str
    read: Callable[[str, str, dict], object]


def read_query(query, parameters: list[Parameter]) -> dict:
    """The value of every parameter by name: its default, or None, when not asked."""
    known = {each.name: each for each in parameters}
    values = {each.name: each.schema.get("default") for each in parameters}
    for name in query:
        if name not in known:
            raise BadParameter(
                name[:MAX_WORDS],
                _("There is no parameter “%(name)s” here. Known are: %(known)s."),
                known=", ".join(known) or "–",
            )
        given = query.getlist(name)
        if len(given) > 1:
            raise BadParameter(name, _("“%(name)s” is given more than once."))
        parameter = known[name]
        values[name] = parameter.read(name, given[0], parameter.schema)
    return values


def _number(name, text, schema):
    least, most = schema["minimum"], schema["maximum"]
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not is_number or not least <= int(text) <= most:
        raise BadParameter(
            name,
            _("“%(name)s” must be a whole number from %(least)s to %(most)s."),
            least=least,
            most=most,
        )
    return int(text)


def _words(name, text, schema):
    text = nfc(text).strip()
    if not text or len(text) > schema["maxLength"] or "\0" in text:
        raise BadParameter(
            name,
            _("“%(name)s” must be 1 to %(most)s characters long."),
            most=schema["maxLength"],
        )
    return text


def _instant(name, text, schema):
    """A day begins at midnight JST; an instant names its offset."""
    try:
        moment = datetime.fromisoformat(text)
        if DAY.fullmatch(text):
            moment = timezone.make_aware(moment)
    except (ValueError, OverflowError):
        moment = None
    # A year that has room for any offset, on both databases.
    if moment is None or moment.tzinfo is None or not 1900 <= moment.year <= 9000:
        raise BadParameter(
            name,
            _(
                "“%(name)s” must be a day (2026-11-24) or an instant with its offset"
                " (2026-11-24T09:00:00%%2B09:00)."
            ),
        )
    return moment


def _slug(name, description):
    schema = {"type": "string", "minLength": 1, "maxLength": MAX_SLUG}
    return Parameter(name, schema, description, _words)


PAGING = [
    Parameter(
        "page",
        {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": 1},
        "Number of the page; 404 beyond the last one.",
        _number,
    ),
    Parameter(
        "page_size",
        {
            "type": "integer",
            "minimum": 1,
            "maximum": MAX_PAGE_SIZE,
            "default": PAGE_SIZE,
        },
        "Results on a page.",
        _number,
    ),
]
POSTS = [
    _slug("category", "Slug of a category."),
    _slug("tag", "Slug of a tag."),
    _slug("author", "Slug of an author."),
    Parameter(
        "search",
        {"type": "string", "minLength": 1, "maxLength": MAX_WORDS},
        "Words in title or text.",
        _words,
    ),
    Parameter(
        "since",
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ]
        },
        "Published or changed then or later: a day (from midnight, Asia/Tokyo) or an"
        " instant with its offset.",
        _instant,
    ),
    *PAGING,
]
