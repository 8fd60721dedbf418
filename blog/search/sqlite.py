"""The index on SQLite: FTS5 over pairs of characters, asked for phrases.

`tokenize='ascii'` parts tokens at spaces and takes every character beyond ASCII for a
letter. The table is contentless: it keeps no copy of the tokens, which would take twice
the room of the texts. `bm25` tells how often the body has the words.
"""

import json

from django.db import connection
from django.db.models.expressions import RawSQL

from blog.models import SearchDocument
from blog.text.search.tokens import pairs, sought

FIELDS = ("title", "names", "excerpt", "headings", "body")
_STORE = (
    "INSERT INTO blog_searchindex (rowid, title, names, excerpt, headings, body)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
)
_ERASE_ALL = "INSERT INTO blog_searchindex (blog_searchindex) VALUES ('delete-all')"
_MATCH = (
    "SELECT rowid, -bm25(blog_searchindex, 0, 0, 0, 0, 1) FROM blog_searchindex"
    " WHERE blog_searchindex MATCH %s"
)


def store(documents: list[SearchDocument]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_STORE, map(_row, documents))


def erase_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ERASE_ALL)


def match(words, excluded=()) -> dict[int, float]:
    """Editions by id that hold every word and none of the excluded, live or not.

    A word is the tuple of spelled words that may stand for it. The value, up to 1, is
    higher the more of the body is about the words.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MATCH, [_expression(words, excluded)])
        found = dict(cursor.fetchall())
    most = max(found.values(), default=0) or 1
    return {pk: max(weight, 0) / most for pk, weight in found.items()}


def among(ids) -> RawSQL:
    """Any number of ids, for `__in`, as one parameter."""
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(ids))])  # noqa: S611


def _row(document):
    fields = (" ".join(pairs(getattr(document, name))) for name in FIELDS)
    return [document.pk, *fields]


def _expression(words, excluded):
    expression = " AND ".join(map(_any, words))
    if excluded:
        expression = f"({expression}) NOT ({' OR '.join(map(_any, excluded))})"
    return expression


def _any(spellings):
    return f"({' OR '.join(map(_phrase, spellings))})"


def _phrase(spelled):
    asked = sought(spelled)
    # Tokens are letters and digits only: nothing to escape.
    return f'"{" ".join(asked.tokens)}"{" *" if asked.is_open else ""}'
