"""What a manuscript cannot be handed in without."""

from django.utils.translation import gettext as _

from blog.models import Kind, Post
from blog.publishing.checks import copy as copies
from blog.publishing.checks.copy import Copy
from blog.publishing.errors import Finding, Incomplete
from blog.text import slugs


def missing(post: Post) -> list[Finding]:
    """What a post still needs before it can be handed in, in the form's order."""
    return lacking(copies.of_post(post))


def check_complete(post: Post) -> None:
    """Raise Incomplete when the manuscript lacks what no edition can be without."""
    if found := missing(post):
        raise Incomplete(found)


def lacking(copy: Copy) -> list[Finding]:
    found = []
    if not copy.document.title.text.strip():
        found.append(Finding("title", _("Write a title.")))
    found += _slug(copy)
    found += _body(copy)
    if copy.kind == Kind.POST:
        if copy.category is None:
            found.append(Finding("category", _("Choose a category.")))
        if not copy.roles:
            found.append(Finding("authors", _("Name at least one byline.")))
    return found


def _slug(copy):
    if copy.path:
        return []
    if not copy.slug:
        return [Finding("slug", _("Give the address a slug."))]
    try:
        slugs.check(copy.slug)
    except ValueError as error:
        return [Finding("slug", str(error))]
    return []


def _body(copy):
    if not copy.body.strip():
        return [Finding("body", _("Write the text."))]
    if copy.refusal:
        return [Finding("body", copy.refusal)]
    return []
