"""The house dictionary as checks."""

from django.db.models import Q
from django.utils.translation import gettext_noop

from blog.models import DictionaryEntry, Level
from blog.text.proof import Rule
from blog.text.proof.dictionary import Word, hits
from blog.text.proof.patterns import PatternRefused, bounded


class Dictionary:
    """The entries of a category and those of all; `allowed` are the words switched
    off, which no other check complains about either."""

    def __init__(self, category):
        entries = DictionaryEntry.objects.filter(
            Q(category=None) | Q(category=category)
        )
        self.entries = [entry for entry in entries if entry.level != Level.OFF]
        self.allowed = {entry.pattern for entry in entries if entry.level == Level.OFF}

    def rules(self, name: str) -> list[Rule]:
        return [_rule(name, entry) for entry in self.entries if _is_usable(entry)]


def _is_usable(entry):
    """False for a pattern that the admin would refuse today."""
    if entry.is_regex:
        try:
            bounded(entry.pattern)
        except PatternRefused:
            return False
    return True


def word(entry: DictionaryEntry) -> Word:
    return Word(
        entry.pattern,
        is_regex=entry.is_regex,
        replacement=entry.replacement,
        exceptions=tuple(filter(None, map(str.strip, entry.exceptions.splitlines()))),
    )


def _rule(name, entry):
    sought = word(entry)
    return Rule(
        name=name,
        level=entry.level,
        label=entry.pattern,
        message=_message(entry),
        check=lambda document: hits(sought, document),
    )


def _message(entry):
    if entry.advice:
        return "“%(quote)s”: " + entry.advice.replace("%", "%%")
    if entry.replacement:
        return gettext_noop("“%(quote)s”: write %(suggestion)s.")
    return gettext_noop("“%(quote)s” is not used in this house.")
