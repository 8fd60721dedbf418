"""Words that stand for each other, from the groups that the newsroom keeps."""

from django.utils.translation import gettext as _

from blog.models import SynonymGroup
from blog.models.taxonomy import SEPARATORS
from blog.text.search.query import LONGEST_WORD
from blog.text.search.tokens import spell

MOST_WORDS = 8


class SynonymsRefused(ValueError):
    """Why words make no group; the message is a sentence for the editor."""


def split(words: str) -> list[str]:
    """The words of a group, as typed between 、 , = or on lines of their own."""
    parts = SEPARATORS.split(words.replace("=", ",").replace("＝", ","))
    return [word for part in parts if (word := part.strip())]


def tidy(words: str, *, group: SynonymGroup) -> str:
    """The words as `group` keeps them, or SynonymsRefused."""
    found = split(words)
    for word in found:
        _check_word(word)
    if len(found) < 2:
        raise SynonymsRefused(_("Write at least two words, with 、 between them."))
    if len(found) > MOST_WORDS:
        raise SynonymsRefused(
            _("At most %(most)s words stand for each other; these are %(count)s.")
            % {"most": MOST_WORDS, "count": len(found)}
        )
    _check_different(found)
    _check_elsewhere(found, group)
    return "、".join(found)


def _check_word(word):
    if len(word) > LONGEST_WORD:
        raise SynonymsRefused(
            _("“%(word)s…” is longer than %(most)s characters.")
            % {"word": word[:10], "most": LONGEST_WORD}
        )
    if not spell(word):
        raise SynonymsRefused(
            _("“%(word)s” has no letter to search for.") % {"word": word}
        )


def _check_different(words):
    known = {}
    for word in words:
        if other := known.get(spell(word)):
            raise SynonymsRefused(
                _("“%(one)s” and “%(other)s” are the same to search already.")
                % {"one": other, "other": word}
            )
        known[spell(word)] = word


def _check_elsewhere(words, group):
    theirs = {
        spell(word): other
        for other in SynonymGroup.objects.exclude(pk=group.pk)
        for word in split(other.words)
    }
    for word in words:
        if other := theirs.get(spell(word)):
            raise SynonymsRefused(
                _("“%(word)s” stands in the group “%(group)s” already. Add to that.")
                % {"word": word, "group": other}
            )


def expand(spelled_words) -> tuple[tuple[str, ...], ...]:
    """For each spelled word itself and the others of its group, itself first."""
    groups = _groups() if spelled_words else {}
    return tuple(
        (word, *(other for other in groups.get(word, ()) if other != word))
        for word in spelled_words
    )


def _groups():
    found = {}
    for words in SynonymGroup.objects.order_by("pk").values_list("words", flat=True):
        group = [spelled for word in split(words) if (spelled := spell(word))]
        for word in group:
            found.setdefault(word, group)
    return found
