"""Writing what was read: through the verbs, one transaction for each post.

Run again, it changes nothing; killed and run again, it goes on where it was.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.images.validation import PictureRefused
from blog.importing import furniture, markup, names, pictures
from blog.importing.records import (
    Group,
    ImportedPost,
    ImportedRedirect,
    ImportedSite,
)
from blog.importing.source import UnreadableSource
from blog.importing.suspects import suspects
from blog.models import Byline, Category, CreditRole, Image, Post, Tag
from blog.publishing import drafts, migration, permissions
from blog.publishing.addresses import RESERVED
from blog.publishing.errors import PublishingError
from blog.text import rendering
from blog.text.plain import clean

# A tag, `#` without a space, a footnote, a very long line: what a finding is about.
MAY_BE_FOUND = re.compile(r"<[a-zA-Z/]|^#+[^#\s]|\[\^|.{8000}", re.MULTILINE)
REFUSALS = (PublishingError, rendering.SourceRefused, DataError, IntegrityError)


class Result(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class Loaded:
    """What became of one post. `post_id` is None when there is no row of it."""

    source: ImportedPost
    result: Result
    post_id: int | None = None


@dataclass(frozen=True)
class Copies:
    """Our images of a post's pictures; in a dry run there are none."""

    cover: Image | None = None
    addresses: dict[str, str] = field(default_factory=dict)


def load(
    site: ImportedSite,
    *,
    by,
    dry_run: bool = False,
    now: datetime | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Loaded]:
    """Write the site in the name of `by`; NotAllowed when they may not import.

    What is refused is noted in `site.problems` and stops nothing else.
    """
    permissions.check(by, "bring_in")
    loader = Loader(site, by=by, dry_run=dry_run, now=now or timezone.now())
    if not dry_run:
        with transaction.atomic():
            names.categories(site.categories, by=by)
    loaded = []
    for done, post in enumerate(site.posts, start=1):
        loaded.append(loader.load(post))
        progress(done, len(site.posts))
    for redirect in site.redirects:
        loader.redirect(redirect)
    if not dry_run:
        furniture.calls(site.posts, by=by, now=loader.now)
    for post, sentence in suspects(site.posts):
        site.note(Group.SUSPECT, post.source_path, sentence)
    return loaded


class Loader:
    def __init__(self, site: ImportedSite, *, by, dry_run: bool, now: datetime):
        self.site, self.by, self.dry_run, self.now = site, by, dry_run, now
        self.categories = {one.name: one for one in site.categories}
        imported = Post.objects.exclude(source_path=None)
        self.known = {
            path: (pk, digest)
            for path, pk, digest in imported.values_list(
                "source_path", "pk", "source_hash"
            )
        }

    def load(self, post: ImportedPost) -> Loaded:
        pk, digest = self.known.get(post.source_path, (None, ""))
        if digest == post.digest():
            return Loaded(post, Result.UNCHANGED, pk)
        known = Post.objects.get(pk=pk) if pk else None
        if known and known.content_hash != known.extra.get("content_hash"):
            self._note(post, Group.KEPT, _("The source has changed since as well."))
            return Loaded(post, Result.SKIPPED, known.pk)
        try:
            self._note_findings(post)
            copies = self._copies(post)
            return self._write(post, known, copies)
        except REFUSALS as error:
            self._note(post, Group.REFUSED, str(error))
            return Loaded(post, Result.FAILED, known.pk if known else None)

    def _note(self, post, group, detail):
        self.site.note(group, post.source_path, detail)

    def _note_findings(self, post):
        if clean(post.body) != post.body:
            self._note(post, Group.MARKDOWN, _("Control characters were taken out."))
        if not MAY_BE_FOUND.search(post.body):
            return
        for finding in rendering.render(post.body).findings:
            is_tag = finding.rule.startswith("tag_")
            self._note(post, Group.HTML if is_tag else Group.MARKDOWN, str(finding))

    def _copies(self, post) -> Copies:
        """Made before the post's transaction, so that a rollback loses no file."""
        cover = self._copy(post, post.cover) if post.cover else None
        images = {
            address: self._copy(post, picture)
            for address, picture in post.pictures.items()
        }
        return Copies(cover, {at: image.url for at, image in images.items() if image})

    def _copy(self, post, picture) -> Image | None:
        try:
            if self.dry_run:
                return pictures.check(picture)
            return pictures.copy(picture, by=self.by)
        except (PictureRefused, UnreadableSource) as error:
            self._note(post, Group.PICTURE, f"{picture.source_path}: {error}")
            return None

    @transaction.atomic
    def _write(self, post, known, copies) -> Loaded:
        _check_lengths(post)
        fields = self._fields(post, copies)
        note = _("Imported from %(path)s") % {"path": post.source_path}
        if known:
            kept = drafts.save(
                known, by=self.by, base_version=known.lock_version, note=note, **fields
            )
        else:
            kept = drafts.create(by=self.by, note=note, now=self.now, **fields)
        migration.remember_source(
            kept,
            path=post.source_path,
            sha256=post.digest(),
            extra={"front_matter": post.extra, "content_hash": kept.content_hash},
            by=self.by,
        )
        is_new_text = known is None or known.content_hash != kept.content_hash
        if post.is_public and is_new_text:
            self._put_on_air(post, kept, is_first=known is None)
        for path in post.former_paths:
            self._lead_on(post.source_path, path, post.path)
        if self.dry_run:
            transaction.set_rollback(True)
        result = Result.UPDATED if known else Result.CREATED
        return Loaded(post, result, None if self.dry_run else kept.pk)

    def _fields(self, post, copies) -> dict:
        wanted = self.categories.get(post.category)
        bylines = [names.byline(name, by=self.by) for name in post.authors]
        return {
            "kind": post.kind,
            "title": post.title,
            "slug": post.slug[:200],
            "path": post.path and f"{post.path.rstrip('/')}/",
            "body": markup.rewrite(
                post.body, lambda target: copies.addresses.get(target.address)
            ),
            "excerpt": post.excerpt,
            "description": post.description,
            "category": names.category(wanted, by=self.by) if wanted else None,
            "tags": post.tags,
            "credits": [(byline, CreditRole.TEXT) for byline in bylines],
            "cover": copies.cover,
            "canonical_url": _absolute(post.canonical_url),
            "noindex": post.noindex,
            "in_sitemap": post.in_sitemap,
            "language": post.language or "ja",
            "revised_at": post.revised_at,
        }

    def _put_on_air(self, post, kept, *, is_first):
        conditions = _("Imported from %(path)s") % {"path": post.source_path}
        if is_first or not kept.windows.standing().exists():
            window = migration.bring_in(
                kept,
                published_at=self._starts_at(post),
                by=self.by,
                conditions=conditions,
                now=self.now,
            )
        elif kept.publication(self.now).is_on_air:
            window = migration.bring_in_again(
                kept, by=self.by, conditions=conditions, now=self.now
            )
        else:
            self._note(post, Group.KEPT, _("It was taken off the air here."))
            return
        self._note_reading_time(post, window.edition.reading_minutes)

    def _starts_at(self, post) -> datetime:
        if post.published_at is None:
            return self.now
        if post.published_at <= self.now:
            return post.published_at
        date = f"{timezone.localtime(post.published_at):%Y-%m-%d %H:%M}"
        if self.site.future_is_public:
            self._note(post, Group.FUTURE, _("%(date)s: public now.") % {"date": date})
            return self.now
        self._note(post, Group.FUTURE, _("%(date)s: scheduled.") % {"date": date})
        return post.published_at

    def _note_reading_time(self, post, minutes):
        if post.reading_minutes not in (None, minutes):
            self._note(
                post,
                Group.READING_TIME,
                _("%(before)s min in the source, %(now)s min here.")
                % {"before": post.reading_minutes, "now": minutes},
            )

    def redirect(self, redirect: ImportedRedirect) -> None:
        first = redirect.path.strip("/").split("/")[0]
        if first in RESERVED:
            reason = _("%(path)s → %(target)s: the site itself answers there.")
        elif not redirect.target.startswith("/"):
            reason = _("%(path)s → %(target)s: it leads out of the site.")
        else:
            with transaction.atomic():
                self._lead_on(redirect.source_path, redirect.path, redirect.target)
                if self.dry_run:
                    transaction.set_rollback(True)
            return
        self.site.note(
            Group.REDIRECT,
            redirect.source_path,
            reason % {"path": redirect.path, "target": redirect.target},
        )

    def _lead_on(self, source_path, path, target):
        try:
            migration.lead_on(path, target, by=self.by, now=self.now)
        except PublishingError as error:
            self.site.note(Group.REDIRECT, source_path, str(error))


def _absolute(address: str) -> str:
    return f"{settings.SITE_URL}{quote(address)}" if address[:1] == "/" else address


def _check_lengths(post: ImportedPost) -> None:
    """PublishingError for what a column could not hold; nothing is cut silently."""
    for model, name, values in (
        (Post, "title", [post.title]),
        (Post, "path", [post.path]),
        (Post, "canonical_url", [post.canonical_url]),
        (Category, "name", [post.category]),
        (Byline, "name", post.authors),
        (Tag, "name", post.tags),
    ):
        limit = model._meta.get_field(name).max_length
        for value in values:
            if len(value) > limit:
                raise PublishingError(
                    _("Longer than %(limit)s characters: %(value)s…")
                    % {"limit": limit, "value": value[:40]}
                )
