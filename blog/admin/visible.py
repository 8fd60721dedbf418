"""The post that a page of the desk is about, or 404."""

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from blog.models import Edition, Post
from blog.models.edition import LONG
from blog.publishing import permissions


def visible_post(user, object_id: str) -> Post:
    """Http404 alike for a post that is hidden from `user` and one that is not there."""
    posts = (
        permissions.readable_posts(user)
        .select_related("category", "owner", "saved_by", "cover")
        .with_publication(timezone.now())
    )
    if not (object_id.isascii() and object_id.isdecimal()):
        raise Http404
    try:
        return posts.get(pk=int(object_id))
    except (Post.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def blank_post(user) -> Post:
    """The post of the page on which a new one is begun."""
    post = Post(owner=user, saved_by=user)
    post.windows_from_now = []
    return post


def with_parts(post: Post) -> Post:
    """`post` with what its form shows of it more than once."""
    if post.pk is not None:
        prefetch_related_objects([post], "taggings", "mentions", "credits")
        with_editions(post)
    return post


def with_editions(post: Post) -> Post:
    """`post` with its editions, newest first, and who approved them."""
    editions = Edition.objects.defer(*LONG).order_by("-number")
    editions = editions.prefetch_related("approvals__approved_by")
    prefetch_related_objects([post], Prefetch("editions", editions))
    return post
