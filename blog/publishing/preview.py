"""Share links: what is not public yet, shown to people without an account (SEC-06)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.models import Edition, Post, ShareLink, Window
from blog.models.sharing import token_digest
from blog.publishing import audit, comments, permissions, proofs
from blog.publishing.errors import WrongState
from blog.publishing.locking import lock
from blog.text.rendering import SourceRefused

TOKEN_BYTES = 32
TWO_DAYS = timedelta(days=2)
LONGEST = timedelta(days=30)
# Views of one link within this time are counted each, and audited once.
ONE_VISIT = timedelta(minutes=1)


class LinkState(models.TextChoices):
    OPEN = "open", gettext_lazy("open")
    EXPIRED = "expired", gettext_lazy("expired")
    REVOKED = "revoked", gettext_lazy("revoked")
    PUBLISHED = "published", gettext_lazy("published since")
    WITHHELD = "withheld", gettext_lazy("withheld")


@dataclass(frozen=True)
class Shared:
    """What a guest sees. `edition` may be a proof that is kept nowhere."""

    edition: Edition
    may_comment: bool
    expires_at: datetime


@transaction.atomic
def share(
    post: Post,
    *,
    by,
    edition: Edition | None = None,
    version: int | None = None,
    lifetime: timedelta = TWO_DAYS,
    label: str = "",
    may_comment: bool = False,
    now=None,
) -> str:
    """The token of a new link, which nobody can read again.

    It shows `edition`, or the save `version`, or with neither the manuscript as it
    stands whenever the link is opened.
    """
    now = now or timezone.now()
    current = lock(post.pk)
    permissions.check(by, "share", current, at=now)
    _check_lifetime(lifetime)
    _check_worth_sharing(current, edition=edition, version=version, now=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = ShareLink.objects.create(
        token_sha256=token_digest(token),
        post=current,
        edition=edition,
        version=version,
        label=label[:100],
        may_comment=may_comment,
        made_by=by,
        made_at=now,
        expires_at=now + lifetime,
    )
    _note(link, "preview shared", by=by, at=now, until=link.expires_at.isoformat())
    return token


@transaction.atomic
def revoke(link: ShareLink, *, by, now=None) -> None:
    """Close a link for good. Who may share the post may do that to anyone's link."""
    now = now or timezone.now()
    permissions.check(by, "share", link.post, at=now)
    closed = ShareLink.objects.filter(pk=link.pk, revoked_at=None)
    if not closed.update(revoked_at=now):
        raise WrongState(_("This link has been revoked already."))
    _note(link, "preview link revoked", by=by, at=now)


def revoke_all(post: Post, *, now) -> None:
    """Part of the verbs that withdraw a post."""
    post.share_links.filter(revoked_at=None).update(revoked_at=now)


@transaction.atomic
def view(token: str, *, at) -> Shared | None:
    """What the link of `token` shows to its guest; the view is counted.

    None for a link that was never made, has ended or has been revoked, alike.
    """
    link = _open_link(token, at)
    edition = link and _shown(link, at)
    if edition is None or not _count(link, at):
        return None
    return Shared(edition, link.may_comment, link.expires_at)


@transaction.atomic
def comment(token: str, *, name: str, text: str, at, **anchor: str) -> bool:
    """What a guest says of what the link shows; False when it does not let them.

    `anchor` is `quote`, `before` and `after` as for `comments.add`.
    """
    link = _open_link(token, at)
    edition = link and link.may_comment and _shown(link, at)
    if not edition:
        return False
    comments.add_as_guest(
        link.post,
        name=name,
        text=text,
        version=_version(link),
        body=edition.body,
        link_id=link.pk,
        now=at,
        **anchor,
    )
    return True


def states(post: Post, links, *, at) -> dict[ShareLink, LinkState]:
    """Where each of a post's links stands at `at`, in a constant number of queries."""
    if not links:
        return {}
    begun = list(_begun(post, at))
    saved_at = dict(
        post.savepoints.filter(
            number__in=[link.version for link in links if link.version]
        ).values_list("number", "saved_at")
    )
    makers = {link.made_by_id: link.made_by for link in links}
    trusted = {
        pk
        for pk, maker in makers.items()
        if permissions.may(maker, "share", post, at=at)
    }
    return {link: _state(link, begun, saved_at, trusted, at) for link in links}


def _state(link, begun, saved_at, trusted, at):
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if link.expires_at <= at:
        return LinkState.EXPIRED
    since = saved_at.get(link.version)
    if any(_brings_out(window, link, since) for window in begun):
        return LinkState.PUBLISHED
    if link.made_by_id not in trusted:
        return LinkState.WITHHELD
    return LinkState.OPEN


def _begun(post, at):
    """The windows by which the post has been on air until `at`."""
    return (
        post.windows.standing()
        .filter(edition__isnull=False, starts_at__lte=at)
        .select_related("edition")
        .only("post", "starts_at", "made_at", "edition__number", "edition__made_at")
    )


def _brings_out(window: Window, link: ShareLink, saved_at) -> bool:
    """Whether the window began after the link was made, with what the link shows.

    A pinned edition or save ends with the first edition that is not older than it; the
    manuscript, which cannot be told from its editions, with any.
    """
    if window.starts_at < link.made_at and window.made_at < link.made_at:
        return False
    if link.edition_id:
        return window.edition.number >= link.edition.number
    return saved_at is None or window.edition.made_at >= saved_at


def _open_link(token, at) -> ShareLink | None:
    # The hash is looked up, not the token: how long that takes tells nothing of it.
    links = ShareLink.objects.for_token(token).select_related(
        "post",
        "post__category",
        "post__cover",
        "edition__category",
        "edition__cover",
        "made_by",
    )
    link = links.first()
    if link is None or states(link.post, [link], at=at)[link] != LinkState.OPEN:
        return None
    return link


def _version(link) -> int:
    """The save whose text the link shows; the present one for an edition of none."""
    if link.edition:
        same = link.post.savepoints.filter(content_hash=link.edition.content_hash)
        return same.values_list("number", flat=True).first() or link.post.lock_version
    return link.version or link.post.lock_version


def _shown(link, at) -> Edition | None:
    if link.edition:
        return proofs.dated(link.edition, link.post, at=at)
    try:
        return _proof(link.post, link.version, at)
    except SourceRefused:
        return None


def _proof(post, version, at):
    if version is None:
        return proofs.of_manuscript(post, at=at)
    return proofs.of_save(post.savepoints.get(number=version), at=at)


def _count(link, at) -> bool:
    is_visit = link.viewed_at is None or at - link.viewed_at >= ONE_VISIT
    still_open = ShareLink.objects.open(at).filter(pk=link.pk)
    if not still_open.update(views=F("views") + 1, viewed_at=at):
        return False
    if is_visit:
        _note(link, "shared preview viewed", by=None, at=at)
    return True


def _check_lifetime(lifetime):
    if not timedelta(0) < lifetime <= LONGEST:
        raise WrongState(
            _("A link lasts at most %(days)s days.") % {"days": LONGEST.days}
        )


def _check_worth_sharing(post, *, edition, version, now):
    """That it is this post's, can be rendered, and is not what readers see anyway."""
    if edition is not None and edition.post_id != post.pk:
        raise WrongState(_("This post has no such window or edition."))
    shown = edition or _kept(post, version)
    public = post.publication(now).edition
    if public and public.content_hash == shown.content_hash:
        raise WrongState(
            _("Readers see this text already. Send them the post's own address.")
        )
    try:
        edition or _proof(post, version, now)
    except SourceRefused as refusal:
        raise WrongState(str(refusal)) from refusal


def _kept(post, version):
    if version is None:
        return post
    savepoint = post.savepoints.filter(number=version).first()
    if savepoint is None:
        raise WrongState(_("This post has no such save."))
    return savepoint


def _note(link, verb, *, by, at, **details):
    audit.record(
        link.post,
        verb,
        by=by,
        at=at,
        link=link.pk,
        label=link.label,
        edition=link.edition.number if link.edition else None,
        version=link.version,
        **details,
    )
