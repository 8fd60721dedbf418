"""What a reader typed, as words: all are sought, 「…」 is a phrase, -語 is left out."""

import re
from dataclasses import dataclass

from blog.text.search.tokens import spell

MOST_WORDS = 8
LONGEST_WORD = 40
LONGEST_QUERY = 200

_TYPED = re.compile(
    r"""
    (?P<minus> [-－−] (?=\S) )?
    (?: " (?P<straight> [^"]+ ) "
      | [“＂] (?P<curly> [^”＂]+ ) [”＂]
      | 「 (?P<corner> [^」]+ ) 」
      | (?P<bare> \S+? (?= [\s"“＂「] | $ ) )
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Query:
    """`words` and `excluded` are spelled; `is_cut` when more was typed than is used."""

    words: tuple[str, ...]
    excluded: tuple[str, ...]
    is_cut: bool

    @property
    def title(self) -> str:
        """How a title is spelled that consists of the words as they stand."""
        return "".join(self.words)


def parse(text: str) -> Query:
    is_cut = len(text) > LONGEST_QUERY
    words, excluded = {}, {}
    for typed in _TYPED.finditer(text[:LONGEST_QUERY]):
        word = next(filter(None, typed.group("straight", "curly", "corner", "bare")))
        is_cut = is_cut or len(word) > LONGEST_WORD
        if spelled := spell(word[:LONGEST_WORD]):
            if len(words) + len(excluded) == MOST_WORDS:
                is_cut = True
                break
            (excluded if typed["minus"] else words)[spelled] = None
    return Query(tuple(words), tuple(excluded), is_cut)
