"""Proofreading: small checks of a text, each by itself, without network or database."""

from blog.text.proof import (
    characters,
    markup,
    paragraphs,
    punctuation,
    remains,
    remarks,
    sentences,
    titles,
    words,
)
from blog.text.proof.document import Document, Mark
from blog.text.proof.rule import Finding, Rule

__all__ = ["MOST_FINDINGS", "RULES", "Document", "Finding", "Rule", "proof"]

MOST_FINDINGS = 20  # of one rule

RULES: tuple[Rule, ...] = (
    *remains.RULES,
    *markup.RULES,
    *paragraphs.RULES,
    *characters.RULES,
    *sentences.RULES,
    *words.RULES,
    *titles.RULES,
    *punctuation.RULES,
    *remarks.RULES,
)


def proof(document: Document, rules=RULES) -> list[Finding]:
    """What `rules` find, in their order; the same quote of a rule and field once."""
    found = []
    for rule in rules:
        found += _findings(rule, document)[:MOST_FINDINGS]
    return found


def _findings(rule, document):
    by_quote = {}
    for mark in rule.check(document):
        key = mark.part.field, _key(mark.quote)
        by_quote.setdefault(key, []).append(mark)
    return [
        _finding(rule, field, quote, marks, document)
        for (field, quote), marks in by_quote.items()
    ]


def _finding(rule, field, quote, marks: list[Mark], document):
    offset = document.offset(marks[0])
    return Finding(
        rule=rule,
        field=field,
        quote=quote,
        offset=offset,
        line=None if offset is None else document.line(field, offset),
        suggestion=marks[0].suggestion,
        count=len(marks),
    )


def _key(quote):
    """A quote on one line and short enough to be remembered by."""
    return " ".join(quote.split())[:200]
