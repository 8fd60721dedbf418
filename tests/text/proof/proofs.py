"""Proofreading a text as it is typed."""

from blog.text.proof import RULES, Document, proof
from blog.text.rendering import render


def document(source="", **fields):
    rendered = render(source)
    return Document(
        source=source, html=rendered.html, remarks=rendered.findings, **fields
    )


def found(source="", rule=None, **fields):
    rules = [each for each in RULES if rule in (None, each.name)]
    return proof(document(source, **fields), rules)


def quotes(source="", rule=None, **fields):
    return [finding.quote for finding in found(source, rule, **fields)]
