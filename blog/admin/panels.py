"""What stands beside the manuscript: state, buttons, checks, windows, history."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from blog.admin import buttons, checks, course, history, moving, sharing, words
from blog.models import Post, ReadCount, Window
from blog.publishing import permissions
from blog.publishing.people import name_of
from blog.publishing.typesetting import typeset
from blog.text import reading_time
from blog.text.rendering import Rendered, SourceRefused

RECENT = 6


@dataclass(frozen=True)
class Length:
    characters: int
    minutes: int
    sheets: str


def context(post: Post, user, now, typed=None) -> dict:
    """`typed` is what came back with a refusal."""
    offered = buttons.offered(user, post, now)
    rendered = _rendered(post)
    panel = checks.of_post(post, user, now, rendered=rendered) if post.pk else None
    return {
        "post": post,
        "now": now,
        "offered": {name: buttons.BUTTONS[name] for name in offered},
        "with_reason": [
            button
            for name, button in buttons.BUTTONS.items()
            if button.with_reason and name in offered
        ],
        "is_on_air": post.publication(now).is_on_air,
        "replaces": replaces(post, now),
        "checks": panel,
        "length": length_of(rendered),
        "windows": windows(post, user, now, typed) if post.pk else [],
        "shared": shared(post, now) if post.pk else [],
        "reads": reads(post, now) if post.pk else [],
        "entries": history.entries(post, limit=RECENT) if post.pk else [],
        "sentence": sentence(post, now, panel),
        **(course.context(post, user, now) if post.pk else {}),
    }


def replaces(post, now) -> bool:
    """Whether a new edition takes the place of one that readers see or will have."""
    publication = post.publication(now)
    windows = [publication.current, *publication.upcoming]
    return any(window and window.edition_id for window in windows)


def shared(post, now) -> list[sharing.Row]:
    """The links by which somebody can read the post now."""
    return [row for row in sharing.rows(post, now) if row.is_open]


def reads(post, now) -> list[tuple[str, int]]:
    """How often the post was read lately, as far as scripts and robots let us tell."""
    spans = {_("24 hours"): timedelta(days=1), _("7 days"): timedelta(days=7)}
    totals = ReadCount.objects.totals(post, [now - span for span in spans.values()])
    return list(zip(spans, totals, strict=True))


def _rendered(post) -> Rendered | None:
    try:
        return typeset(post.body).rendered
    except SourceRefused:
        return None


def length_of(rendered: Rendered | None) -> Length | None:
    if rendered is None:
        return None
    count = reading_time.count(rendered)
    return length(count.characters, reading_time.minutes(count))


def length(characters: int, minutes: int) -> Length:
    return Length(characters, minutes, words.sheets(characters))


@dataclass(frozen=True)
class Row:
    """A window as the form lists it, and what may be done about it."""

    window: Window
    said: str
    facts: str
    can_cancel: bool
    can_approve: bool
    move: moving.MoveForm | None


def windows(post, user, now, typed=None) -> list[Row]:
    """The window on air and those to come."""
    publication = post.publication(now)
    signatures = {each.pk: list(each.approvals.all()) for each in post.editions.all()}
    may_cancel = permissions.may(user, "cancel", post, at=now)
    may_move = permissions.may(user, "move", post, at=now)
    may_approve = permissions.may(user, "approve_afterwards", post, at=now)
    return [
        Row(
            window=window,
            said=_said(window, now),
            facts=_facts(window, signatures, now),
            can_cancel=may_cancel and window.starts_at > now,
            can_approve=may_approve and signatures.get(window.edition_id) == [],
            move=moving.form_of(window, typed)
            if may_move and window.starts_at > now
            else None,
        )
        for window in filter(None, [publication.current, *publication.upcoming])
    ]


def _said(window, now):
    if window.edition is None:
        return window.get_ending_display()
    edition = words.edition_name(window.edition)
    if window.starts_at <= now:
        return _("On air: %(edition)s") % {"edition": edition}
    return _("%(edition)s goes on air") % {"edition": edition}


def _facts(window, signatures, now):
    facts = [words.when(window.starts_at, now)]
    if window.noted:
        facts.append(window.get_change_display())
    if window.edition_id:
        signed = [name_of(each.approved_by) for each in signatures[window.edition_id]]
        facts.append(
            _("approved by %(names)s") % {"names": "、".join(signed)}
            if signed
            else _("not approved")
        )
    return "・".join(facts)


def sentence(post, now, panel) -> str:
    """What the next publication contains, and what stands before it."""
    said = [_next_publication(post, now)]
    stopping = panel.examination.blocking if panel else []
    if stopping:
        said.append(
            _("%(count)s things stand in the way %(until)s.")
            % {"count": len(stopping), "until": panel.until}
        )
    return "".join(said)


def _next_publication(post, now):
    publication = post.publication(now)
    coming = publication.next
    if coming and coming.edition:
        return _(
            "%(when)s (JST) %(edition)s goes on air. Changes made here are not in it."
        ) % {
            "when": words.when(coming.starts_at, now),
            "edition": words.edition_name(coming.edition),
        }
    if publication.is_on_air:
        return _("Readers see %(edition)s. Saving here changes nothing for them.") % {
            "edition": words.edition_name(publication.edition)
        }
    if post.stage == "approved":
        return _("Approved and ready to be published.")
    return _("Not public yet. Saving here changes nothing for readers.")
