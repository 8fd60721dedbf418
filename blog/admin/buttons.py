"""The buttons of the post form: each carries out one verb and says what it did."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin import words
from blog.models import Post
from blog.publishing import express, permissions, review, timeline
from blog.publishing.errors import NotAllowed, PublishingError, WrongState


def save(post, *, by, plan):
    """The text is saved before any button's verb; this one has none."""
    return ""


def submit(post, *, by, plan):
    review.submit(post, by=by)
    return _("Submitted for review.")


def request_changes(post, *, by, plan):
    review.request_changes(post, by=by, reason=plan["reason"])
    return _("Sent back to the writer.")


def approve(post, *, by, plan):
    edition = express.approved_edition(post, by=by)
    return _("Approved: %(edition)s.") % {"edition": words.edition_name(edition)}


@transaction.atomic
def publish(post, *, by, plan):
    edition = plan["edition"] or express.approved_edition(post, by=by)
    if post.publication(timezone.now()).is_on_air:
        timeline.update(edition, by=by, change=plan["change"] or "update")
    else:
        timeline.publish(edition, by=by)
    return _("Published: %(edition)s.") % {"edition": words.edition_name(edition)}


@transaction.atomic
def schedule(post, *, by, plan):
    if plan["publish_at"] is None:
        raise WrongState(_("Give the date and the time (JST) of the publication."))
    edition = plan["edition"] or express.approved_edition(post, by=by)
    window = timeline.schedule(
        edition, at=plan["publish_at"], by=by, change=plan["change"] or "update"
    )
    step = words.step(window, timezone.now())
    return _("Scheduled: %(step)s (JST).") % {"step": step}


def cancel_window(post, *, by, plan):
    window = _of(post.windows.all(), plan["pressed"])
    timeline.cancel(window, by=by)
    return _("Cancelled: %(step)s.") % {"step": words.step(window, timezone.now())}


def end(post, *, by, plan):
    window = timeline.end(
        post, at=plan["end_at"], by=by, redirect_to=plan["redirect_to"]
    )
    when = words.when(window.starts_at, timezone.now())
    return _("Off air from %(when)s (JST).") % {"when": when}


def take_down(post, *, by, plan):
    timeline.take_down(post, by=by, reason=plan["reason"])
    return _("Taken down.")


def emergency(post, *, by, plan):
    timeline.emergency(post, by=by, reason=plan["reason"])
    return _("Published in an emergency. It waits to be approved afterwards.")


def roll_back(post, *, by, plan):
    edition = _of(post.editions.all(), plan["pressed"])
    timeline.roll_back(edition, by=by, reason=plan["reason"])
    return _("Rolled back to %(edition)s.") % {"edition": words.edition_name(edition)}


def approve_afterwards(post, *, by, plan):
    edition = _of(post.editions.all(), plan["pressed"])
    review.approve_afterwards(edition, by=by)
    return _("Approved: %(edition)s.") % {"edition": words.edition_name(edition)}


def _of(rows, pk):
    """The row of this very post that the pressed button named."""
    row = rows.filter(pk=pk).first() if pk.isascii() and pk.isdecimal() else None
    if row is None:
        raise WrongState(_("This post has no such window or edition."))
    return row


@dataclass(frozen=True)
class Button:
    """`transition` is the workflow's name for what the button does."""

    name: str
    label: str
    carry_out: Callable
    transition: str
    with_reason: bool = False


BUTTONS = {
    button.name: button
    for button in (
        Button("save", gettext_lazy("Save"), save, "edit"),
        Button("submit", gettext_lazy("Submit"), submit, "submit"),
        Button(
            "request_changes",
            gettext_lazy("Request changes"),
            request_changes,
            "request_changes",
            with_reason=True,
        ),
        Button("approve", gettext_lazy("Approve"), approve, "approve"),
        Button("publish", gettext_lazy("Publish"), publish, "publish"),
        Button("schedule", gettext_lazy("Schedule"), schedule, "schedule"),
        Button("cancel_window", gettext_lazy("Cancel window"), cancel_window, "cancel"),
        Button("end", gettext_lazy("End"), end, "end"),
        Button(
            "take_down",
            gettext_lazy("Take down"),
            take_down,
            "take_down",
            with_reason=True,
        ),
        Button(
            "emergency",
            gettext_lazy("Publish in an emergency"),
            emergency,
            "emergency",
            with_reason=True,
        ),
        Button("roll_back", gettext_lazy("Roll back"), roll_back, "roll_back"),
        Button(
            "approve_afterwards",
            gettext_lazy("Approve afterwards"),
            approve_afterwards,
            "approve_afterwards",
        ),
    )
}


def pressed(data) -> Button:
    """The button in a POST; Enter in a field sends none and means to save."""
    for button in BUTTONS.values():
        if f"_{button.name}" in data:
            return button
    return BUTTONS["save"]


def refusal(button: Button, user, post: Post, now) -> PublishingError | None:
    """Why `user` may not press this now, or None.

    Approving and publishing take the steps before them along, so a state that those
    steps would mend is no refusal.
    """
    transition = button.transition
    if transition == "publish" and post.publication(now).is_on_air:
        transition = "update"
    try:
        permissions.check(user, transition, post, at=now)
    except WrongState as error:
        mended = transition == "approve" and permissions.may(user, "submit", post)
        return None if mended else error
    except NotAllowed as error:
        return error
    return None


def has_right(user, transition, post, now) -> bool:
    """Whether the person could do this if the post stood differently."""
    try:
        permissions.check(user, transition, post, at=now)
    except WrongState:
        return True
    except NotAllowed:
        return False
    return True


def offered(user, post: Post, now) -> set[str]:
    """The names of the buttons that `user` can press at this post."""
    return {
        name
        for name, button in BUTTONS.items()
        if refusal(button, user, post, now) is None
    }
