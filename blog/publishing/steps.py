"""A category's steps between 提出 and 校了, each passed on the very text."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Category, Post, Step, StepPass
from blog.publishing import assignment, audit, permissions
from blog.publishing.errors import NotAllowed, WrongState
from blog.publishing.locking import lock


@dataclass(frozen=True)
class Standing:
    """A step, and how the text as it stands went through it: None if not yet."""

    step: Step
    passed: StepPass | None


def standings(posts) -> dict[int, list[Standing]]:
    """Each post's steps in their order, in two queries for them all."""
    posts = list(posts)
    steps = Step.objects.filter(category__in={post.category_id for post in posts})
    by_category = {}
    for step in steps.select_related("group"):
        by_category.setdefault(step.category_id, []).append(step)
    passes = _passes(posts) if by_category else {}
    return {
        post.pk: [
            Standing(step, passes.get((post.pk, step.name, post.content_hash)))
            for step in by_category.get(post.category_id, ())
        ]
        for post in posts
    }


def waiting(post: Post) -> Step | None:
    """The step whose turn it is; None when nothing stands before approval."""
    return first_open(standings([post])[post.pk])


def first_open(standings: list[Standing]) -> Step | None:
    return next((each.step for each in standings if each.passed is None), None)


@transaction.atomic
def pass_step(post: Post, *, by, step: Step | None = None, now=None) -> StepPass:
    """Let the text as it was read through the step that waits.

    `step` is the one that the person means (None: whichever waits): WrongState when
    somebody else has passed it in between.
    """
    current, waits, now = _open(post, step, now)
    check_may_pass(by, waits, current, at=now)
    return _let_through(current, waits, "step passed", by=by, at=now)


@transaction.atomic
def skip_step(
    post: Post, *, by, reason: str, step: Step | None = None, now=None
) -> StepPass:
    """Go past the step that waits, where the category allows that at all."""
    current, waits, now = _open(post, step, now)
    permissions.check(by, "skip_step", current, at=now)
    permissions.check_reason("skip_step", reason)
    if not waits.may_skip:
        raise WrongState(_("“%(step)s” cannot be skipped.") % {"step": waits})
    return _let_through(
        current, waits, "step skipped", by=by, at=now, reason=reason, is_skip=True
    )


def pass_all(post: Post, *, by, now=None) -> None:
    """Every step that is still open, for who may pass each of them."""
    while waiting(post):
        pass_step(post, by=by, now=now)


def check_through(post: Post) -> None:
    """Raise WrongState while a step is open on the text as it stands."""
    if step := waiting(post):
        raise WrongState(
            _("“%(step)s” has not been passed on this text yet.") % {"step": step}
        )


def note_change(category: Category, *, by, now=None) -> None:
    """Put on record what the category asks for from now on."""
    now_asked = category.steps.select_related("group")
    audit.record(
        category,
        "steps changed",
        by=by,
        at=now,
        steps=[
            f"{step}（{step.group}）" if step.group else str(step) for step in now_asked
        ],
    )


def check_may_pass(user, step: Step, post: Post, *, at=None) -> None:
    """Raise NotAllowed or WrongState unless `user` may let `post` through `step`."""
    if step.group is None:
        permissions.check(user, "pass_step", post, at=at)
        return
    permissions.check(user, "pass_group_step", post, at=at)
    if not user.is_superuser and step.group not in user.groups.all():
        raise NotAllowed(
            _("“%(step)s” is passed by the group %(group)s.")
            % {"step": step, "group": step.group}
        )


def _passes(posts):
    rows = StepPass.objects.filter(post__in=posts).select_related("passed_by")
    return {(row.post_id, row.step_name, row.content_hash): row for row in rows}


def _open(post, meant, now):
    current = lock(post.pk, version=post.lock_version)
    waits = waiting(current)
    if waits is None or meant not in (None, waits):
        raise WrongState(_("This step has been passed already."))
    return current, waits, now or timezone.now()


def _let_through(post, step, verb, *, by, at, reason="", is_skip=False):
    passed = StepPass.objects.create(
        post=post,
        step_name=step.name,
        content_hash=post.content_hash,
        passed_by=by,
        passed_at=at,
        is_skip=is_skip,
        reason=reason.strip(),
    )
    assignment.hand_on(post, by=by)
    audit.record(
        post,
        verb,
        by=by,
        at=at,
        reason=reason,
        step=step.name,
        version=post.lock_version,
    )
    return passed
