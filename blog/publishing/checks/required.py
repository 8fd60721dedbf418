"""What a category asks of its posts, and what colleagues still ask."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from blog.models import CreditRole, Level, Passage, Window
from blog.publishing.checks.copy import Copy
from blog.text import passages, post_links


@dataclass(frozen=True)
class Requirement:
    """As a proof.Rule. `check` yields what is lacking, "" when that needs no name.

    It blocks from the stage `since` on. `may_pass` tells whether a reason can stand for
    what is lacking.
    """

    name: str
    field: str
    label: str
    message: str
    check: Callable[[Copy], Iterable[str]]
    level: str = Level.BLOCK
    since: str = "submit"
    may_pass: bool = True


def _sources(copy):
    if copy.category and copy.category.needs_sources and not copy.sources:
        yield ""


def _undated_sources(copy):
    for source in copy.sources:
        if source.get("url") and not source.get("accessed"):
            yield source.get("title") or source["url"]


def _supervisor(copy):
    needs = copy.category and copy.category.needs_supervisor
    if needs and CreditRole.SUPERVISOR not in copy.roles:
        yield ""


def _holdings(copy):
    if _is_disclosed(copy) and not copy.holdings.strip():
        yield ""


def _data_date(copy):
    if _is_disclosed(copy) and not copy.data_as_of:
        yield ""


def _is_disclosed(copy):
    return copy.category is not None and bool(copy.category.disclosure)


def _cover_alt(copy):
    cover = copy.cover
    if cover and not (cover.alt.strip() or cover.is_decorative):
        yield cover.original_name


def _passages(copy):
    if named := set(passages.names(copy.body)):
        yield from sorted(named - set(_known(named)))


def _hidden_links(copy):
    linked = post_links.numbers(copy.document.html)
    if linked:
        live = Window.objects.live(timezone.now()).filter(post__in=linked)
        # By number: the title may be one that the writer must not see.
        for number in sorted(linked - set(live.values_list("post", flat=True))):
            yield f"post:{number}"


def _known(names):
    return Passage.objects.filter(name__in=names).values_list("name", flat=True)


def _comments(copy):
    if copy.post.pk is not None:
        for comment in copy.post.comments.open().filter(is_blocking=True):
            yield comment.text


REQUIREMENTS = (
    Requirement(
        "no_sources",
        "sources",
        _("Sources, where the category asks for them"),
        _("This category asks for sources: name at least one."),
        _sources,
    ),
    Requirement(
        "undated_source",
        "sources",
        _("Sources without the day they were read"),
        _("Say when the source “%(quote)s” was read."),
        _undated_sources,
        level=Level.WARN,
    ),
    Requirement(
        "no_supervisor",
        "authors",
        _("A supervisor, where the category asks for one"),
        _("This category asks for a supervisor."),
        _supervisor,
        since="approve",
    ),
    Requirement(
        "no_holdings",
        "holdings",
        _("The writer's holdings, where interests are disclosed"),
        _("Say what the writer holds, or that it is nothing."),
        _holdings,
        since="approve",
    ),
    Requirement(
        "no_data_date",
        "data_as_of",
        _("The day of the data, where interests are disclosed"),
        _("Say of which day the data are."),
        _data_date,
        level=Level.WARN,
    ),
    Requirement(
        "cover_without_alt",
        "cover",
        _("A cover without alternative text"),
        _(
            "The cover %(quote)s has no alternative text: say in the library what it "
            "shows, or tick that it is decoration."
        ),
        _cover_alt,
    ),
    Requirement(
        "unknown_passage",
        "body",
        _("Passages that do not exist"),
        _("There is no passage “%(quote)s”."),
        _passages,
        may_pass=False,
    ),
    Requirement(
        "hidden_link",
        "body",
        _("Links to posts that readers cannot see"),
        _("The link to %(quote)s leads to no post on air: readers see words."),
        _hidden_links,
        level=Level.WARN,
    ),
    Requirement(
        "open_comment",
        "",
        _("Comments that stand in the way"),
        _("This comment waits for an answer: “%(quote)s”"),
        _comments,
        since="approve",
        may_pass=False,
    ),
)
