"""Whose turn a manuscript is, until when, and what that person should know."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Post
from blog.publishing import audit, permissions
from blog.publishing.errors import WrongState
from blog.publishing.locking import lock
from blog.publishing.people import name_of
from blog.text.plain import clean

FIELDS = ("assignee", "due_at", "handover")


@transaction.atomic
def assign(
    post: Post,
    *,
    by,
    assignee,
    due_at: datetime | None = None,
    handover: str = "",
    now=None,
) -> Post:
    """Give the manuscript to `assignee` (None: to nobody). The text stays as it is."""
    current = lock(post.pk)
    permissions.check(by, "assign", current, at=now)
    if assignee and not permissions.may(assignee, "view", current):
        raise WrongState(
            _("%(name)s cannot see this post.") % {"name": name_of(assignee)}
        )
    wanted = (assignee, due_at, clean(handover.replace("\r\n", "\n")).strip())
    if wanted == tuple(getattr(current, name) for name in FIELDS):
        return current
    for name, value in zip(FIELDS, wanted, strict=True):
        setattr(current, name, value)
    current.save(update_fields=FIELDS)
    audit.record(
        current,
        "assigned",
        by=by,
        at=now or timezone.now(),
        reason=current.handover,
        assignee=assignee.get_username() if assignee else None,
        due_at=due_at and due_at.isoformat(),
    )
    return current


def hand_on(post: Post, *, by, to=None) -> None:
    """Part of the verbs that end somebody's turn: it is nobody's, or `to`'s.

    What `by` has given to somebody else on the way stays with that person.
    """
    if to is None and post.assignee_id != by.pk:
        return
    post.assignee = to
    post.save(update_fields=["assignee"])
