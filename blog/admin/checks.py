"""What the checks say of a manuscript: each finding with its place and the way on."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import Edition, Level, Post, Suppression
from blog.publishing import checks, permissions
from blog.publishing.checks import passing, required
from blog.publishing.checks.examination import Examination
from blog.publishing.checks.rules import DICTIONARY
from blog.publishing.errors import Finding, WrongState
from blog.text import proof
from blog.text.rendering import Rendered

UNTIL = {
    "submit": _("for submitting"),
    "approve": _("for approval"),
    "publish": _("for publication"),
}
SIGNS = {Level.BLOCK: "stop", Level.WARN: "warn", Level.HINT: "hint"}


def _names(module):
    return {rule.name for rule in module.RULES}


_ALT = {"no_alt", "alt_is_file_name", "cover_without_alt"}
_REQUIRED = {requirement.name for requirement in required.REQUIREMENTS}
# What is said of the checks that found nothing.
CLEAR = [
    (_("Nothing left of drafts and machines"), _names(proof.remains)),
    (_("Sources, supervisor and interests"), _REQUIRED - _ALT - {"open_comment"}),
    (_("No open comment in the way"), {"open_comment"}),
    (_("Alternative texts"), _ALT),
    (_("Markup"), _names(proof.markup) - _ALT | _names(proof.remarks)),
    (_("Paragraphs whole"), _names(proof.paragraphs)),
    (_("Characters"), _names(proof.characters)),
    (_("Sentences"), _names(proof.sentences)),
    (_("Words and house dictionary"), _names(proof.words) | {DICTIONARY}),
    (_("Title and description"), _names(proof.titles)),
    (_("Punctuation"), _names(proof.punctuation)),
]


@dataclass(frozen=True)
class Row:
    """A finding. `offset` and `length` of the words `found` there count UTF-16 units,
    as a browser does."""

    finding: Finding
    number: int
    sign: str
    widget: str
    offset: int | None
    length: int
    found: str
    can_pass: bool

    @property
    def answer(self) -> str:
        """The value of the button that lets it pass."""
        return f"{self.number}:{self.finding.rule}:{self.finding.quote}"


@dataclass(frozen=True)
class Passed:
    finding: Finding
    suppression: Suppression
    can_take_back: bool


@dataclass(frozen=True)
class Panel:
    until: str
    examination: Examination
    rows: list[Row]
    hints: list[Row]
    passed: list[Passed]
    clear: list[str]

    @property
    def summary(self) -> str:
        """How many stand in the way and how many warn, "" for none."""
        counts = [
            (len(self.examination.blocking), gettext("stop %(count)s")),
            (
                len(self.examination.of_level(Level.WARN)),
                gettext("look at %(count)s"),
            ),
        ]
        return "・".join(said % {"count": count} for count, said in counts if count)


def of_post(post: Post, user, now, *, rendered: Rendered | None = None) -> Panel:
    """Of the saved manuscript."""
    return _panel(checks.examine(post, rendered=rendered), post.body, post, user, now)


def of_typed(edition: Edition, post: Post, user, now) -> Panel:
    """Of what is typed so far, as an edition that is never kept."""
    examination = checks.examine_edition(edition, post)
    return _panel(examination, edition.body, post, user, now)


def _panel(examination, body, post, user, now):
    rights = {
        name: permissions.may(user, name, post, at=now)
        for name in ("let_pass", "overrule")
    }
    rows = [
        _row(number, finding, body, rights)
        for number, finding in enumerate(examination.findings)
    ]
    return Panel(
        until=UNTIL[examination.stage],
        examination=examination,
        rows=[row for row in rows if row.sign != "hint"],
        hints=[row for row in rows if row.sign == "hint"],
        passed=[
            Passed(finding, suppression, _may_answer(finding, rights))
            for finding, suppression in examination.let_pass
        ],
        clear=[str(said) for said, names in CLEAR if names <= {*examination.clear}],
    )


def _row(number, finding, body, rights):
    in_body = finding.field == "body" and finding.offset is not None
    return Row(
        finding=finding,
        number=number,
        sign=SIGNS[finding.level],
        widget=f"id_{finding.field}",
        offset=_units(body[: finding.offset]) if in_body else finding.offset,
        found=finding.place or finding.quote,
        length=_units(finding.place or finding.quote),
        can_pass=_may_answer(finding, rights),
    )


def _units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _may_answer(finding, rights):
    return rights.get(passing.transition(finding.rule), False)


# The buttons


def let_pass(post, *, by, plan):
    _number, _colon, key = plan["pressed"].partition(":")
    rule, _colon, quote = key.partition(":")
    checks.suppress(post, rule, quote, by=by, reason=plan["why"])
    return gettext("Let pass.")


def count_again(post, *, by, plan):
    pk = plan["pressed"]
    known = pk.isascii() and pk.isdecimal() and len(pk) < 12
    suppression = post.suppressions.filter(pk=pk).first() if known else None
    if suppression is None:
        raise WrongState(gettext("This counts again already."))
    checks.unsuppress(suppression, by=by)
    return gettext("Counts again.")
