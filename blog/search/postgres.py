"""The index on PostgreSQL: pairs and triples of characters as lexemes under GIN.

Positions cannot be relied on (there are 256 of a lexeme at most, none past 16,383), so
words that are longer than a lexeme are looked for once more, by LIKE, in what the index
has found. `array_to_tsvector` knows no locale and no dictionary.
"""

from django.db import connection
from django.db.models.expressions import RawSQL

from blog.models import SearchDocument
from blog.text.search.tokens import is_spaceless, needle, pairs, triples

FIELDS = ("title", "names", "excerpt", "headings", "body")
# A tsvector holds 1 MB of lexemes; a text with more is indexed by pairs alone, which
# this lexeme tells.
MOST_BYTES = 1_000_000
BY_PAIRS = "_"
_STORE = (
    "UPDATE blog_searchdocument SET lexemes = array_to_tsvector(%s)"
    " WHERE edition_id = %s"
)
_MATCH = "SELECT edition_id, 1 FROM blog_searchdocument WHERE lexemes @@ %s::tsquery"
_HOLDS = f"({' OR '.join(f'{name} LIKE %s' for name in FIELDS)})"


def store(documents: list[SearchDocument]) -> None:
    rows = [(list(_lexemes(document)), document.pk) for document in documents]
    with connection.cursor() as cursor:
        cursor.executemany(_STORE, rows)


def erase_all() -> None:
    """The lexemes go with their rows."""


def match(words, excluded=()) -> dict[int, float]:
    """Editions by id that hold every word and none of the excluded, live or not.

    A word is the tuple of spelled words that may stand for it. The value is always 1:
    nothing tells how often a body has a word without reading it.
    """
    sql, given = _MATCH, [_query(words, excluded)]
    for spellings in words:
        if any(map(_is_longer_than_a_lexeme, spellings)):
            sql += f" AND ({' OR '.join([_HOLDS] * len(spellings))})"
            given += _likes(spellings)
    for spellings in excluded:
        longer = [each for each in spellings if _is_longer_than_a_lexeme(each)]
        if longer:
            sql += f" AND NOT ({' OR '.join([_HOLDS] * len(longer))})"
            given += _likes(longer)
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return dict(cursor.fetchall())


def among(ids) -> RawSQL:
    """Any number of ids, for `__in`, as one parameter."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])  # noqa: S611


def _lexemes(document):
    texts = [getattr(document, name) for name in FIELDS]
    two = {token for text in texts for token in pairs(text)}
    three = {token for text in texts for token in triples(text)}
    size = sum(len(token.encode()) for token in two | three)
    return two | three if size < MOST_BYTES else two | {BY_PAIRS}


def _is_longer_than_a_lexeme(spelled):
    first, *more = spelled.split()
    return bool(more) or (is_spaceless(first) and len(first) > 3)


def _likes(spellings):
    # Spelled words are letters, digits and spaces: no % and no _.
    return [f"%{needle(each)}%" for each in spellings for _field in FIELDS]


def _query(words, excluded):
    parts = [_any(spellings) for spellings in words]
    for spellings in excluded:
        exact = [each for each in spellings if not _is_longer_than_a_lexeme(each)]
        if exact:
            parts.append(f"!{_any(exact)}")
    return " & ".join(parts)


def _any(spellings):
    return f"({' | '.join(map(_word, spellings))})"


def _word(spelled):
    *before, last = spelled.split()
    return f"({' & '.join([*map(_inner, before), _last(last)])})"


def _inner(run):
    """A run that ends here: its last character stands alone in the index."""
    if is_spaceless(run):
        return " & ".join([*([_run(run)] if run[1:] else []), _lexeme(run[-1])])
    return _lexeme(run)


def _last(run):
    if is_spaceless(run) and run[1:]:
        return _run(run)
    return f"{_lexeme(run)}:*"


def _run(run):
    two = _all(run, 2)
    if len(run) == 2:
        return two
    return f"({_all(run, 3)} | ({_lexeme(BY_PAIRS)} & {two}))"


def _all(run, size):
    grams = {run[at : at + size] for at in range(len(run) - size + 1)}
    return " & ".join(map(_lexeme, sorted(grams)))


def _lexeme(token):
    return f"'{token}'"
