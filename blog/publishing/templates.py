"""Templates (定型): keeping them, and beginning a post from one."""

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from blog.models import Comment, Post, PostTemplate, parse_tags
from blog.publishing import audit, drafts


@transaction.atomic
def keep(template: PostTemplate, *, by) -> None:
    """Save a template, with what it was before on record."""
    before = PostTemplate.objects.filter(pk=template.pk).first()
    template.save()
    audit.record(
        template,
        "template changed" if before else "template made",
        by=by,
        was=model_to_dict(before) if before else {},
    )


@transaction.atomic
def drop(template: PostTemplate, *, by) -> None:
    audit.record(template, "template removed", by=by, was=model_to_dict(template))
    template.delete()


def fields_of(template: PostTemplate) -> dict:
    """What a manuscript begins with, as `drafts.save` takes it."""
    return {
        "title": template.title,
        "category": template.category,
        "body": template.body,
        "tags": parse_tags(template.tags),
    }


def points(template: PostTemplate) -> list[str]:
    """What is to be ticked off before a post of this kind is approved."""
    return [line.strip() for line in template.checklist.splitlines() if line.strip()]


@transaction.atomic
def begin(template: PostTemplate, *, by, now=None, **fields) -> Post:
    """A new manuscript with `fields`, as typed over those of the template.

    Each point of the checklist is a comment of `by` that stands in the way of approval
    until it is settled: the house asks for it, whatever `by` may do.
    """
    now = now or timezone.now()
    post = drafts.create(by=by, note=template.name, now=now, **fields)
    Comment.objects.bulk_create(
        Comment(
            post=post,
            version=post.lock_version,
            author=by,
            text=point,
            is_blocking=True,
            made_at=now,
        )
        for point in points(template)
    )
    return post
