"""What colleagues and guests say about a manuscript, each under its own words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Comment, Post
from blog.publishing import audit, permissions
from blog.publishing.errors import WrongState
from blog.publishing.locking import lock
from blog.text.anchors import CONTEXT, LONGEST, Source
from blog.text.plain import clean

LONGEST_TEXT = 4000
# What people behind share links may leave unanswered at one post.
MOST_FROM_GUESTS = 100


@transaction.atomic
def add(
    post: Post,
    *,
    by,
    text: str,
    quote: str = "",
    before: str = "",
    after: str = "",
    is_blocking: bool = False,
    now=None,
) -> Comment:
    """A comment on `quote` in the manuscript as it stands, or ("") on the whole.

    The words may have been marked in the source or on its page; `before` and `after`
    tell which of several they are.
    """
    now = now or timezone.now()
    current = lock(post.pk)
    permissions.check(by, "comment", current, at=now)
    if is_blocking:
        permissions.check(by, "block", current, at=now)
    comment = Comment.objects.create(
        post=current,
        version=current.lock_version,
        author=by,
        text=_said(text),
        is_blocking=is_blocking,
        made_at=now,
        **_anchored(current.body, quote, before, after),
    )
    _note(comment, "commented", by=by, at=now)
    return comment


@transaction.atomic
def add_as_guest(
    post: Post,
    *,
    name: str,
    text: str,
    version: int,
    body: str,
    quote: str = "",
    before: str = "",
    after: str = "",
    link_id: int | None = None,
    now=None,
) -> Comment:
    """A comment of somebody who read `body`, that of save `version`, by a share link.

    Whether the link lets people comment is for `publishing.preview` to say.
    """
    now = now or timezone.now()
    current = lock(post.pk)
    name = " ".join(clean(name).split())[:60]
    if not name:
        raise WrongState(_("Give your name."))
    of_guests = current.comments.open().filter(author=None)
    if of_guests.count() >= MOST_FROM_GUESTS:
        raise WrongState(_("Too many comments wait here for an answer already."))
    comment = Comment.objects.create(
        post=current,
        version=version,
        guest_name=name,
        text=_said(text),
        made_at=now,
        **_anchored(body, quote, before, after),
    )
    _note(comment, "commented", by=None, at=now, guest=name, link=link_id)
    return comment


@transaction.atomic
def answer(comment: Comment, *, by, text: str, now=None) -> Comment:
    """An answer to a comment, or to the comment that an answer belongs to."""
    now = now or timezone.now()
    current = lock(comment.post_id)
    permissions.check(by, "comment", current, at=now)
    answer = Comment.objects.create(
        post=current,
        parent_id=comment.parent_id or comment.pk,
        version=current.lock_version,
        author=by,
        text=_said(text),
        made_at=now,
    )
    _note(answer, "comment answered", by=by, at=now)
    return answer


@transaction.atomic
def resolve(comment: Comment, *, by, now=None) -> None:
    """Settle it. One that stands in the way: its author, or who may set such ones."""
    now = _open_settling(comment, by, now)
    settled = Comment.objects.open().filter(pk=comment.pk)
    if not settled.update(resolved_at=now, resolved_by=by):
        raise WrongState(_("This comment has been settled already."))
    _note(comment, "comment settled", by=by, at=now)


@transaction.atomic
def reopen(comment: Comment, *, by, now=None) -> None:
    now = _open_settling(comment, by, now)
    settled = Comment.objects.filter(pk=comment.pk, resolved_at__isnull=False)
    if not settled.update(resolved_at=None, resolved_by=None):
        raise WrongState(_("This comment is open."))
    _note(comment, "comment reopened", by=by, at=now)


def _open_settling(comment, by, now):
    now = now or timezone.now()
    current = lock(comment.post_id)
    permissions.check(by, "comment", current, at=now)
    if comment.is_blocking and comment.author_id != by.pk:
        permissions.check(by, "block", current, at=now)
    return now


def _said(text):
    said = clean(text.replace("\r\n", "\n")).strip()
    if not said:
        raise WrongState(_("Write the comment first."))
    if len(said) > LONGEST_TEXT:
        raise WrongState(
            _("A comment has at most %(count)s characters.") % {"count": LONGEST_TEXT}
        )
    return said


def _anchored(body, quote, before, after):
    """The words as they stand in the source; as they came when they are not there."""
    quote, before, after = (
        clean(part.replace("\r\n", "\n")) for part in (quote, before, after)
    )
    anchor = Source(body).find(quote, before, after) if quote.strip() else None
    if anchor:
        return {
            "quote": anchor.quote,
            "before": anchor.before,
            "after": anchor.after,
        }
    return {
        "quote": quote.strip()[:LONGEST],
        "before": before[-CONTEXT:],
        "after": after[:CONTEXT],
    }


def _note(comment, verb, *, by, at, **details):
    audit.record(
        comment.post,
        verb,
        by=by,
        at=at,
        reason=comment.text,
        comment=comment.pk,
        version=comment.version,
        **details,
    )
