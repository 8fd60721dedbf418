"""The names of all checks, and what each weighs in a category at a stage."""

from django.db.models import Q
from django.utils.translation import gettext_noop

from blog.models import CheckLevel, Level, Stage
from blog.publishing.checks.required import REQUIREMENTS
from blog.text import proof

STAGES = ("submit", "approve", "publish")
_NEXT = {Stage.IN_REVIEW: "approve", Stage.APPROVED: "publish"}

DICTIONARY = "dictionary"

# Name to what is looked for, in the order in which they are examined.
LABELS = {
    **{rule.name: rule.label for rule in (*REQUIREMENTS, *proof.RULES)},
    DICTIONARY: gettext_noop("The house dictionary"),
}

# The level of a dictionary entry is its own.
DEFAULTS = {
    **{rule.name: rule.level for rule in (*REQUIREMENTS, *proof.RULES)},
    DICTIONARY: Level.WARN,
}


def next_stage(stage: str) -> str:
    """The step that a manuscript at this stage has before it."""
    return _NEXT.get(stage, "submit")


class Levels:
    """The house's own levels for a category and a stage."""

    def __init__(self, category, stage: str):
        rows = CheckLevel.objects.filter(Q(category=None) | Q(category=category))
        self.own = {}
        for row in sorted(rows, key=_weight):
            if _reached(row.stage, stage):
                self.own[row.rule] = row.level

    def of(self, rule: str, default: str) -> str:
        return self.own.get(rule, default)


def _weight(row):
    """A category's row beats the general one, a later stage's an earlier one's."""
    return row.category_id is not None, _place(row.stage)


def _reached(since, stage):
    return _place(since) <= _place(stage)


def _place(stage):
    return STAGES.index(stage) if stage in STAGES else -1


def default_level(level: str, since: str, stage: str) -> str:
    """What blocks from `since` on is a warning before."""
    if level == Level.BLOCK and not _reached(since, stage):
        return Level.WARN
    return level
