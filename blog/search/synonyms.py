"""Words that stand for each other, from the groups that the newsroom keeps."""

from blog.models import SynonymGroup
from blog.models.taxonomy import SEPARATORS
from blog.text.search.tokens import spell

MOST_WORDS = 8


def split(words: str) -> list[str]:
    """The words of a group, as typed between 、 , = or on lines of their own."""
    parts = SEPARATORS.split(words.replace("=", ",").replace("＝", ","))
    return [word for part in parts if (word := part.strip())]


def expand(spelled_words) -> tuple[tuple[str, ...], ...]:
    """For each spelled word itself and the others of its group, itself first."""
    groups = _groups() if spelled_words else {}
    return tuple(
        (word, *(other for other in groups.get(word, ()) if other != word))[:MOST_WORDS]
        for word in spelled_words
    )


def _groups():
    found = {}
    for words in SynonymGroup.objects.values_list("words", flat=True):
        group = list(dict.fromkeys(filter(None, map(spell, split(words)))))
        for word in group:
            found.setdefault(word, group)
    return found
