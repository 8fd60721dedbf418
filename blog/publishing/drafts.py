"""Working on the manuscript: every explicit save is kept, and none is overwritten."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import (
    Byline,
    Category,
    Company,
    Credit,
    Image,
    Mention,
    Post,
    SavePoint,
    Series,
    Stage,
    Tag,
)
from blog.models.post import SNAPSHOT_FIELDS, digest
from blog.publishing import audit, permissions, series
from blog.publishing.errors import WrongState
from blog.publishing.locking import lock
from blog.signals import manuscript_saved
from blog.text.plain import clean

SINGLE = (
    *SNAPSHOT_FIELDS,
    *("category", "series", "series_number", "cover", "translation_of"),
    *("revised_at", "data_as_of"),
)


@transaction.atomic
def create(*, by, note: str = "", now=None, **fields) -> Post:
    """A new manuscript of `by`. Fields as for `save`."""
    permissions.check(by, "create")
    now = now or timezone.now()
    post = Post(owner=by, created_at=now, saved_at=now, saved_by=by)
    _check_move(post, fields, by=by)
    _check_original(post, fields.get("translation_of"))
    _apply(post, fields)
    post.save()
    _attach(post, fields)
    _keep(post, by=by, at=now, note=note)
    audit.record(post, "created", by=by, at=now)
    return post


@transaction.atomic
def save(
    post: Post, *, by, base_version: int, note: str = "", now=None, **fields
) -> Post:
    """Save the manuscript over version `base_version`, or raise Stale.

    Fields are those of SINGLE, `tags` (names), `companies` and `credits` (pairs of
    byline and role); what is not named stays. Nothing changed: nothing is written. A
    change to an approved manuscript takes it back to draft; the approved edition stays
    usable.
    """
    now = now or timezone.now()
    current = lock(post.pk, version=base_version)
    permissions.check(by, "edit", current, at=now)
    _check_move(current, fields, by=by)
    _check_original(current, fields.get("translation_of"))
    _apply(current, fields)
    _attach(current, fields)
    if digest(current.snapshot()) == current.content_hash:
        return current
    before = current.stage
    if current.stage == Stage.APPROVED:
        current.stage = Stage.DRAFT
    _keep(current, by=by, at=now, note=note)
    audit.record(
        current,
        "saved",
        by=by,
        at=now,
        reason=note,
        before=before,
        after=current.stage,
        version=current.lock_version,
    )
    return current


def fields_of(snapshot: dict) -> dict:
    """What a snapshot holds, as `save` takes it, without names that are gone."""
    credits = [(_found(Byline, pk), role) for pk, role in snapshot["credits"]]
    tags = Tag.objects.in_bulk(snapshot["tags"])
    companies = Company.objects.in_bulk(snapshot.get("companies", ()))
    return {
        **{name: snapshot[name] for name in SNAPSHOT_FIELDS if name in snapshot},
        "category": _found(Category, snapshot["category"]),
        "series": _found(Series, snapshot.get("series")),
        "series_number": snapshot.get("series_number"),
        "cover": _found(Image, snapshot["cover"]),
        "translation_of": _found(Post, snapshot.get("translation_of")),
        "revised_at": _read(datetime, snapshot.get("revised_at")),
        "data_as_of": _read(date, snapshot.get("data_as_of")),
        "tags": [tags[pk].name for pk in snapshot["tags"] if pk in tags],
        # As an editor ordered them, which `in_bulk` does not.
        "companies": [
            companies[pk] for pk in snapshot.get("companies", ()) if pk in companies
        ],
        "credits": [(byline, role) for byline, role in credits if byline],
    }


def _found(model, pk):
    return model.objects.filter(pk=pk).first()


def _read(kind, written):
    return kind.fromisoformat(written) if written else None


def _check_move(post, fields, *, by):
    category = fields.get("category", post.category)
    if category != post.category:
        permissions.check_category(by, category, post=post)


def _check_original(post, original):
    """One original, and translations of it: no rings, no translations of those."""
    if original is None:
        return
    if original == post:
        raise WrongState(_("A post is no translation of itself."))
    if original.translation_of_id:
        raise WrongState(
            _("Post %(number)s is a translation too: give the number of its original.")
            % {"number": original.pk}
        )
    if post.pk and post.translations.exists():
        raise WrongState(
            _("Other posts are translations of this one, so it cannot be one too.")
        )


def _apply(post, fields):
    for name in SINGLE:
        if name in fields:
            setattr(post, name, _clean(fields[name]))
    series.settle(post)


def _clean(value):
    if not isinstance(value, str):
        return value
    return clean(str(value).replace("\r\n", "\n"))


def _attach(post, fields):
    """Tags, companies and credits, written only where they differ."""
    if "tags" in fields:
        tags = Tag.objects.named(fields["tags"])
        if [tag.pk for tag in tags] != [t.tag_id for t in post.taggings.all()]:
            post.tags.clear()
            post.tags.add(*tags)
    if "companies" in fields:
        named = list(dict.fromkeys(company.pk for company in fields["companies"]))
        if named != [mention.company_id for mention in post.mentions.all()]:
            post.mentions.all().delete()
            Mention.objects.bulk_create(
                Mention(post=post, company_id=pk) for pk in named
            )
    if "credits" in fields:
        wanted = [(byline.pk, str(role)) for byline, role in fields["credits"]]
        if wanted != [(c.byline_id, c.role) for c in post.credits.all()]:
            post.credits.all().delete()
            Credit.objects.bulk_create(
                Credit(post=post, byline_id=pk, role=role, position=place)
                for place, (pk, role) in enumerate(wanted)
            )


def _keep(post, *, by, at, note):
    """Write the manuscript and its save point under the next version."""
    snapshot = post.snapshot()
    post.content_hash = digest(snapshot)
    post.lock_version += 1
    post.saved_at, post.saved_by = at, by
    post.save()
    SavePoint.objects.create(
        post=post,
        number=post.lock_version,
        snapshot=snapshot,
        content_hash=post.content_hash,
        note=note[:200],
        saved_by=by,
        saved_at=at,
    )
    manuscript_saved.send(sender=Post, post=post)
