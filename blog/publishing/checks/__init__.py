"""What stands between a manuscript and print."""

from blog.publishing.checks.examination import (
    Examination,
    check,
    check_edition,
    examine,
    examine_edition,
    findings,
)
from blog.publishing.checks.missing import check_complete, missing
from blog.publishing.checks.passing import suppress, unsuppress
from blog.publishing.checks.rules import LABELS, next_stage

__all__ = [
    "LABELS",
    "Examination",
    "check",
    "check_complete",
    "check_edition",
    "examine",
    "examine_edition",
    "findings",
    "missing",
    "next_stage",
    "suppress",
    "unsuppress",
]
