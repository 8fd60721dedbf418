"""Examining a manuscript or an edition for the step that it has before it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from blog.models import Edition, Level, Post, Suppression
from blog.publishing.checks import copy as copies
from blog.publishing.checks.copy import Copy
from blog.publishing.checks.missing import lacking
from blog.publishing.checks.places import at_references
from blog.publishing.checks.required import REQUIREMENTS
from blog.publishing.checks.rules import (
    DICTIONARY,
    LABELS,
    Levels,
    default_level,
    next_stage,
)
from blog.publishing.checks.words import Dictionary
from blog.publishing.errors import Finding, Incomplete
from blog.text.proof import RULES, proof
from blog.text.proof.rule import shortened
from blog.text.rendering import Rendered

WEIGHTS = [Level.BLOCK, Level.WARN, Level.HINT]


@dataclass(frozen=True)
class Examination:
    """What was found for a stage, the heaviest first.

    `let_pass` are pairs of a finding and the Suppression that answers it, `clear` the
    names of the checks without a finding.
    """

    stage: str
    findings: tuple[Finding, ...]
    let_pass: tuple[tuple[Finding, Suppression], ...]
    clear: tuple[str, ...]

    @property
    def blocking(self) -> list[Finding]:
        return self.of_level(Level.BLOCK)

    def of_level(self, level: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == level]


def findings(post: Post, stage: str = "") -> tuple[Finding, ...]:
    """What `post` still answers for; `stage` "" is the step that it has before it."""
    return examine(post, stage).findings


def examine(
    post: Post, stage: str = "", *, rendered: Rendered | None = None
) -> Examination:
    """`rendered` is the post's text, when the caller has it already."""
    copy = copies.of_post(post, rendered=rendered)
    return examine_copy(copy, stage or next_stage(post.stage))


def examine_edition(edition: Edition, post: Post, stage: str = "") -> Examination:
    """Of an edition of `post`, also one that is never kept."""
    copy = copies.of_edition(edition, post=post)
    return examine_copy(copy, stage or next_stage(post.stage))


def check(post: Post, stage: str) -> None:
    """Raise Incomplete when something blocks the manuscript at `stage`."""
    _refuse(examine(post, stage))


def check_edition(edition: Edition, stage: str) -> None:
    """Raise Incomplete when something in the frozen text blocks it at `stage`."""
    _refuse(examine_edition(edition, edition.post, stage))


def _refuse(examination):
    if examination.blocking:
        raise Incomplete(examination.blocking)


def examine_copy(copy: Copy, stage: str) -> Examination:
    levels = Levels(copy.category, stage)
    found = [*lacking(copy), *_required(copy, stage, levels), *_proof(copy, levels)]
    found = at_references(found, copy)
    found.sort(key=lambda finding: WEIGHTS.index(finding.level))
    reasons = _reasons(copy.post)
    return Examination(
        stage=stage,
        findings=tuple(each for each in found if _key(each) not in reasons),
        let_pass=tuple(
            (each, reasons[_key(each)]) for each in found if _key(each) in reasons
        ),
        clear=_clear(found, levels),
    )


def _clear(found, levels):
    taken = {finding.rule for finding in found}
    return tuple(
        name
        for name in LABELS
        if name not in taken and levels.of(name, Level.HINT) != Level.OFF
    )


def _key(finding):
    return finding.rule, finding.quote


def _reasons(post):
    if post.pk is None:
        return {}
    rows = post.suppressions.select_related("made_by")
    return {(row.rule, row.quote): row for row in rows}


def _required(copy, stage, levels):
    for requirement in REQUIREMENTS:
        default = default_level(requirement.level, requirement.since, stage)
        level = levels.of(requirement.name, default)
        for quote in requirement.check(copy) if level != Level.OFF else ():
            yield Finding(
                field=requirement.field,
                message=gettext(requirement.message) % {"quote": shortened(quote)},
                level=level,
                rule=requirement.name,
                quote=quote[:200],
            )


def _proof(copy, levels):
    words = Dictionary(copy.category)
    rules = [*RULES, *words.rules(DICTIONARY)]
    in_use = [r for r in rules if levels.of(r.name, r.level) != Level.OFF]
    for finding in proof(copy.document, in_use):
        if finding.quote not in words.allowed:
            yield _weighed(finding, levels)


def _weighed(finding, levels):
    return Finding(
        field=finding.field,
        message=finding.message,
        level=levels.of(finding.rule.name, finding.rule.level),
        rule=finding.rule.name,
        quote=finding.quote,
        offset=finding.offset,
        line=finding.line,
        suggestion=finding.suggestion,
        count=finding.count,
    )
