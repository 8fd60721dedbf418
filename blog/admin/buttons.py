"""The buttons of the post form, and who may press which of them when."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin import comments, course, presses
from blog.admin.checks import count_again, let_pass
from blog.models import Post, Stage
from blog.publishing import permissions, steps
from blog.publishing.errors import NotAllowed, PublishingError, WrongState


@dataclass(frozen=True)
class Button:
    """`transition` is the workflow's name for what the button does; `check` raises
    where that alone does not tell whether it may be pressed. Those `with_reason` share
    a box and its field."""

    name: str
    label: str
    carry_out: Callable
    transition: str
    with_reason: bool = False
    is_grave: bool = False
    check: Callable | None = None


def _check_pass(user, post, now):
    step = course.waiting(post)
    if step is None:
        permissions.check(user, "pass_step", post, at=now)
        raise WrongState(_("No step waits."))
    steps.check_may_pass(user, step, post, at=now)


def _check_skip(user, post, now):
    permissions.check(user, "skip_step", post, at=now)
    step = course.waiting(post)
    if step is None or not step.may_skip:
        raise WrongState(_("No step waits that may be skipped."))


def _check_approve(user, post, now):
    """From a draft too, for who may hand it in: that is then taken along."""
    is_draft = post.stage == Stage.DRAFT and has_right(user, "approve", post, now)
    permissions.check(user, "submit" if is_draft else "approve", post, at=now)
    if course.waiting(post):
        steps.check_through(post)


def _check_recover(user, post, now):
    permissions.check(user, "recover", post, at=now)
    if post.trashed_at is None:
        raise WrongState(_("This post is not in the trash."))


BUTTONS = {
    button.name: button
    for button in (
        Button("save", gettext_lazy("Save"), presses.save, "edit"),
        Button("submit", gettext_lazy("Submit"), presses.submit, "submit"),
        Button(
            "request_changes",
            gettext_lazy("Request changes"),
            presses.request_changes,
            "request_changes",
        ),
        Button(
            "pass_step",
            gettext_lazy("Pass the step"),
            presses.pass_step,
            "pass_step",
            check=_check_pass,
        ),
        Button(
            "skip_step",
            gettext_lazy("Skip the step"),
            presses.skip_step,
            "skip_step",
            with_reason=True,
            check=_check_skip,
        ),
        Button(
            "approve",
            gettext_lazy("Approve"),
            presses.approve,
            "approve",
            check=_check_approve,
        ),
        Button("publish", gettext_lazy("Publish"), presses.publish, "publish"),
        Button("schedule", gettext_lazy("Schedule"), presses.schedule, "schedule"),
        Button(
            "cancel_window",
            gettext_lazy("Cancel window"),
            presses.cancel_window,
            "cancel",
        ),
        Button(
            "move_window", gettext_lazy("Change the time"), presses.move_window, "move"
        ),
        Button("end", gettext_lazy("End"), presses.end, "end"),
        Button(
            "take_down",
            gettext_lazy("Take down"),
            presses.take_down,
            "take_down",
            with_reason=True,
            is_grave=True,
        ),
        Button(
            "emergency",
            gettext_lazy("Publish in an emergency"),
            presses.emergency,
            "emergency",
            with_reason=True,
            is_grave=True,
        ),
        Button("roll_back", gettext_lazy("Roll back"), presses.roll_back, "roll_back"),
        Button(
            "approve_afterwards",
            gettext_lazy("Approve afterwards"),
            presses.approve_afterwards,
            "approve_afterwards",
        ),
        Button("let_pass", gettext_lazy("Let pass"), let_pass, "let_pass"),
        Button("count_again", gettext_lazy("Count again"), count_again, "let_pass"),
        Button("assign", gettext_lazy("Hand over"), presses.assign, "assign"),
        Button("comment", gettext_lazy("Comment"), comments.add, "comment"),
        Button("answer", gettext_lazy("Answer"), comments.answer, "comment"),
        Button("resolve", gettext_lazy("Settle"), comments.resolve, "comment"),
        Button("reopen", gettext_lazy("Open again"), comments.reopen, "comment"),
        Button("hold", gettext_lazy("Hold"), presses.hold, "hold", with_reason=True),
        Button(
            "spike", gettext_lazy("Spike"), presses.spike, "spike", with_reason=True
        ),
        Button("resume", gettext_lazy("Resume"), presses.resume, "resume"),
        Button(
            "trash",
            gettext_lazy("Move to the trash"),
            presses.trash,
            "trash",
            with_reason=True,
        ),
        Button(
            "recover",
            gettext_lazy("Take out of the trash"),
            presses.recover,
            "recover",
            check=_check_recover,
        ),
    )
}


# What there is to press before the first save.
AT_FIRST = ("save", "submit", "approve", "publish", "schedule")


def pressed(data) -> Button:
    """The button in a POST; Enter in a field sends none and means to save."""
    for button in BUTTONS.values():
        if f"_{button.name}" in data:
            return button
    return BUTTONS["save"]


def refusal(button: Button, user, post: Post, now) -> PublishingError | None:
    """Why `user` may not press this now, or None.

    Publishing takes the steps before it along, so a state that those steps would mend
    is no refusal.
    """
    transition = button.transition
    if transition == "publish" and post.publication(now).is_on_air:
        transition = "update"
    try:
        if button.check:
            button.check(user, post, now)
        else:
            permissions.check(user, transition, post, at=now)
    except PublishingError as error:
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
        if (post.pk is not None or name in AT_FIRST)
        and refusal(button, user, post, now) is None
    }
