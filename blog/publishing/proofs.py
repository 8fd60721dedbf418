"""A manuscript as it would be printed: an edition that is never kept."""

from blog.models import Edition, Post, SavePoint, Tag
from blog.models.taxonomy import tag_key
from blog.publishing.drafts import SINGLE, fields_of
from blog.publishing.freezing import (
    byline_as_printed,
    company_as_printed,
    set_in_type,
    tag_as_printed,
)


def of_manuscript(post: Post, *, at) -> Edition:
    return of_fields(post, fields_of(post.snapshot()), at=at)


def of_save(savepoint: SavePoint, *, at) -> Edition:
    return of_fields(savepoint.post, fields_of(savepoint.snapshot), at=at)


def of_fields(post: Post, fields: dict, *, at) -> Edition:
    """Of fields as `drafts.save` takes them; SourceRefused when they cannot be."""
    text = Post(**{name: fields[name] for name in SINGLE if name in fields})
    proof = set_in_type(
        text,
        bylines=[byline_as_printed(*credit) for credit in fields.get("credits", ())],
        tag_list=[tag_as_printed(tag) for tag in _tags(fields.get("tags", ()))],
        company_list=[company_as_printed(each) for each in fields.get("companies", ())],
    )
    return dated(proof, post, at=at)


def dated(edition: Edition, post: Post, *, at) -> Edition:
    """With the dates that readers would find on it if it were on air at `at`."""
    publication = post.publication(at)
    window = publication.current or publication.next
    is_shown = edition.pk is not None and edition == publication.edition
    edition.published_at = (window and window.sort_at) or at
    edition.updated_at = window.updated_at if is_shown else None
    edition.updated_by = window.updated_by if is_shown else ""
    edition.on_air_since, edition.emergency = None, False
    return edition


def _tags(names) -> list[Tag]:
    """Those of these names; the new ones are not made."""
    known = {tag.key: tag for tag in Tag.objects.filter(key__in=map(tag_key, names))}
    return [known.get(tag_key(name)) or _new_tag(name) for name in names]


def _new_tag(name):
    tag = Tag(name=name)
    tag.slug = tag.slugify(name) or "tag"
    return tag
