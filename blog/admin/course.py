"""Where a manuscript stands on its way to print, and whose turn it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.admin import comments, words
from blog.models import Post, PublicationState, Stage
from blog.publishing import permissions, steps
from blog.publishing.people import name_of

HANDED_IN = (Stage.IN_REVIEW, Stage.APPROVED)


@dataclass(frozen=True)
class Place:
    """`is_done`, or `is_here` where it waits; `said` by whom, or for whom."""

    label: str
    is_done: bool
    is_here: bool
    said: str = ""


def context(post: Post, user, now) -> dict:
    """For the form of a post that is saved already."""
    found = comments.threads(post, user)
    return {
        "course": course(post, now),
        "step": waiting(post),
        "planned": planned(post, now),
        "threads": [each for each in found if not each.is_settled],
        "settled_count": sum(each.is_settled for each in found),
        "may_block": permissions.may(user, "block", post, at=now),
    }


def standings(post: Post) -> list[steps.Standing]:
    """The post's steps, asked for once."""
    if not hasattr(post, "standings"):
        post.standings = steps.standings([post])[post.pk] if post.pk else []
    return post.standings


def waiting(post: Post):
    return steps.first_open(standings(post))


def course(post: Post, now) -> list[Place]:
    stage = post.set_aside_from or post.stage
    handed_in = stage in HANDED_IN
    is_approved = stage == Stage.APPROVED
    time = _time(post, now) if is_approved else ""
    done = [
        (_("writing"), handed_in, name_of(post.owner), name_of(post.owner)),
        *(_step(each, now) for each in standings(post)),
        (_("approval"), is_approved, "", _("whoever may approve")),
        (_("publication"), bool(time), time, _("whoever may publish")),
    ]
    places, is_open = [], not post.set_aside_from
    for label, is_done, by, waits_for in done:
        is_done = is_done and handed_in
        is_here = is_open and not is_done
        is_open = is_open and is_done
        said = by if is_done else _turn(post, waits_for) if is_here else ""
        places.append(Place(label, is_done, is_here, said))
    return places


def _step(standing, now):
    step, passed = standing.step, standing.passed
    group = step.group.name if step.group else _("whoever may review")
    if passed is None:
        return step.name, False, "", group
    by = f"{name_of(passed.passed_by)} {words.since(passed.passed_at, now)}"
    if passed.is_skip:
        by = _("skipped by %(by)s: %(reason)s") % {"by": by, "reason": passed.reason}
    return step.name, True, by, group


def _time(post, now):
    """When the text as it stands is on air; "" when that is not settled."""
    publication = post.publication(now)
    if publication.state in (PublicationState.ENDED, PublicationState.TAKEN_DOWN):
        return str(publication.state.label)
    windows = [publication.current, *publication.upcoming]
    for window in filter(None, windows):
        if window.edition and window.edition.content_hash == post.content_hash:
            return words.when(window.starts_at, now)
    return ""


def _turn(post, waits_for):
    person = name_of(post.assignee) if post.assignee else waits_for
    return _("turn of %(name)s") % {"name": person}


def planned(post: Post, now) -> str:
    """What goes on air by itself whatever is typed here; "" for nothing."""
    coming = next((w for w in post.publication(now).upcoming if w.edition), None)
    if coming is None:
        return ""
    return _("%(when)s JST: %(edition)s. Changes from here on are not in it.") % {
        "when": words.when(coming.starts_at, now),
        "edition": words.edition_name(coming.edition),
    }
