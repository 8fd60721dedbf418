"""What each button of the post form does, and what it says afterwards."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.admin import words
from blog.models import Stage, Step
from blog.publishing import express, review, shelf, steps, timeline
from blog.publishing.errors import WrongState


def save(post, *, by, plan):
    """The text is saved before any button's verb; this one has none."""
    return ""


def submit(post, *, by, plan):
    review.submit(post, by=by)
    return _("Submitted for review.")


def request_changes(post, *, by, plan):
    marked = {
        name: plan.get(f"back_{name}", "") for name in ("quote", "before", "after")
    }
    review.request_changes(post, by=by, reason=plan["reason"], **marked)
    return _("Sent back to the writer.")


def pass_step(post, *, by, plan):
    passed = steps.pass_step(post, by=by, step=_step(post, plan))
    return _("Passed: “%(step)s”.") % {"step": passed.step_name}


def skip_step(post, *, by, plan):
    skipped = steps.skip_step(post, by=by, step=_step(post, plan), reason=_reason(plan))
    return _("Skipped: “%(step)s”.") % {"step": skipped.step_name}


@transaction.atomic
def approve(post, *, by, plan):
    """A draft is handed in on the way; its steps are passed by their own button."""
    if post.stage == Stage.DRAFT:
        post = review.submit(post, by=by)
    edition = review.approve(post, by=by)
    return _("Approved: %(edition)s.") % {"edition": words.edition_name(edition)}


@transaction.atomic
def publish(post, *, by, plan):
    edition = plan["edition"] or express.approved_edition(post, by=by)
    if post.publication(timezone.now()).is_on_air:
        timeline.update(edition, by=by, **plan["told"])
    else:
        timeline.publish(edition, by=by)
    return _("Published: %(edition)s.") % {"edition": words.edition_name(edition)}


@transaction.atomic
def schedule(post, *, by, plan):
    if plan["publish_at"] is None:
        raise WrongState(_("Give the date and the time (JST) of the publication."))
    edition = plan["edition"] or express.approved_edition(post, by=by)
    window = timeline.schedule(edition, at=plan["publish_at"], by=by, **plan["told"])
    step = words.step(window, timezone.now())
    return _("Scheduled: %(step)s (JST).") % {"step": step}


def cancel_window(post, *, by, plan):
    window = _of(post.windows.all(), plan["pressed"])
    timeline.cancel(window, by=by)
    return _("Cancelled: %(step)s.") % {"step": words.step(window, timezone.now())}


def move_window(post, *, by, plan):
    window = _of(post.windows.all(), plan["pressed"])
    if plan["move_to"] is None:
        raise WrongState(_("Give the new date and the new time (JST)."))
    moved = timeline.move(window, at=plan["move_to"], by=by, reason=plan["move_why"])
    now = timezone.now()
    return _("Time changed: %(old)s → %(step)s (JST).") % {
        "old": words.when(window.starts_at, now),
        "step": words.step(moved, now),
    }


def end(post, *, by, plan):
    window = timeline.end(
        post, at=plan["end_at"], by=by, redirect_to=plan["redirect_to"]
    )
    when = words.when(window.starts_at, timezone.now())
    return _("Off air from %(when)s (JST).") % {"when": when}


def take_down(post, *, by, plan):
    timeline.take_down(post, by=by, reason=_reason(plan))
    return _("Taken down.")


def emergency(post, *, by, plan):
    timeline.emergency(post, by=by, reason=_reason(plan), **plan["told"])
    return _("Published in an emergency. It waits to be approved afterwards.")


def roll_back(post, *, by, plan):
    edition = _of(post.editions.all(), plan["pressed"])
    timeline.roll_back(edition, by=by, reason=plan["reason"])
    return _("Rolled back to %(edition)s.") % {"edition": words.edition_name(edition)}


def approve_afterwards(post, *, by, plan):
    edition = _of(post.editions.all(), plan["pressed"])
    review.approve_afterwards(edition, by=by)
    return _("Approved: %(edition)s.") % {"edition": words.edition_name(edition)}


def assign(post, *, by, plan):
    """Whose turn it is has been taken over already, as with every other button."""
    return ""


def hold(post, *, by, plan):
    shelf.hold(post, by=by, reason=_reason(plan))
    return _("Held. What was planned for it is cancelled.")


def spike(post, *, by, plan):
    shelf.spike(post, by=by, reason=_reason(plan))
    return _("Spiked. What was planned for it is cancelled.")


def resume(post, *, by, plan):
    post = shelf.resume(post, by=by)
    return _("Taken up again: %(stage)s.") % {"stage": post.get_stage_display()}


def trash(post, *, by, plan):
    shelf.trash(post, by=by, reason=_reason(plan))
    return _("In the trash. It can be taken out for 30 days.")


def recover(post, *, by, plan):
    shelf.recover(post, by=by)
    return _("Taken out of the trash.")


def _reason(plan):
    """From the list there is one field for it, in the post form two."""
    return plan.get("aside_reason") or plan["reason"]


def _step(post, plan):
    """The step on the pressed button; None from the list, where whichever waits."""
    pk = plan.get("pressed", "")
    return _of(Step.objects.filter(category=post.category), pk) if pk else None


def _of(rows, pk):
    """The row of this very post that the pressed button named."""
    row = rows.filter(pk=pk).first() if pk.isascii() and pk.isdecimal() else None
    if row is None:
        raise WrongState(_("This post has no such window or edition."))
    return row
