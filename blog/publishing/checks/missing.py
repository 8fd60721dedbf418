"""What a manuscript cannot be handed in without."""

from django.utils.translation import gettext as _

from blog.models import Kind, Post
from blog.publishing.errors import Finding
from blog.text import slugs
from blog.text.rendering import SourceRefused, render


def missing(post: Post, *, is_rendered: bool = False) -> list[Finding]:
    """What a post still needs before it can be handed in, in the form's order.

    `is_rendered` spares trying whether the text can be rendered.
    """
    found = []
    if not post.title.strip():
        found.append(Finding("title", _("Write a title.")))
    found += _slug(post)
    found += _body(post, is_rendered)
    if post.kind == Kind.POST:
        if post.category_id is None:
            found.append(Finding("category", _("Choose a category.")))
        if not post.credits.all():
            found.append(Finding("authors", _("Name at least one byline.")))
    return found


def _slug(post):
    if post.path:
        return []
    if not post.slug:
        return [Finding("slug", _("Give the address a slug."))]
    try:
        slugs.check(post.slug)
    except ValueError as error:
        return [Finding("slug", str(error))]
    return []


def _body(post, is_rendered):
    if not post.body.strip():
        return [Finding("body", _("Write the text."))]
    if is_rendered:
        return []
    try:
        render(post.body)
    except SourceRefused as error:
        return [Finding("body", str(error))]
    return []
