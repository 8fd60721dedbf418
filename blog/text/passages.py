"""`{{ 定型文:名前 }}` stands for a passage that is kept elsewhere."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext

from blog.text.errors import SourceTooLong

_REFERENCE = re.compile(
    r"(?P<lead>^[ \t>]{0,20})?\{\{[ ]*定型文[:：][ ]*(?P<name>[^{}\n]{1,80}?)[ ]*\}\}",
    re.MULTILINE,
)
MAX_FILLED_CHARACTERS = 400_000


def reference(name: str) -> str:
    return f"{{{{ 定型文:{name} }}}}"


def names(source: str) -> list[str]:
    """The passages that `source` refers to, each once, in order."""
    return list(dict.fromkeys(hit["name"] for hit in _REFERENCE.finditer(source)))


def references(source: str) -> dict[str, tuple[int, str]]:
    """Where each passage is first called for: the offset, and the words there."""
    found = {}
    for hit in _REFERENCE.finditer(source):
        start = hit.end("lead") if hit["lead"] is not None else hit.start()
        found.setdefault(hit["name"], (start, source[start : hit.end()]))
    return found


def fill(source: str, texts: Mapping[str, str]) -> str:
    """`source` with the passages put in; a reference without a text stays.

    The lines of a passage stand as far in as its reference, so that it can be part of
    a quotation or of a list. A reference inside a passage is not followed.
    """
    _check_length(source, texts)

    def put_in(hit):
        if hit["name"] not in texts:
            return hit[0]
        lead = hit["lead"] or ""
        return lead + texts[hit["name"]].strip().replace("\n", f"\n{lead}")

    return _REFERENCE.sub(put_in, source)


def _check_length(source, texts):
    size = len(source) + sum(
        len(texts.get(hit["name"], "")) for hit in _REFERENCE.finditer(source)
    )
    if size > MAX_FILLED_CHARACTERS:
        message = gettext(
            "With its passages the text has %(size)s characters; at most %(limit)s "
            "can be rendered."
        )
        raise SourceTooLong(message, size=size, limit=MAX_FILLED_CHARACTERS)
