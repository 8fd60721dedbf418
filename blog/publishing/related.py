"""The posts that an editor wants read after a post."""

from collections.abc import Iterable

from django.db import transaction

from blog.models import Post, RelatedPin
from blog.publishing import audit, permissions


@transaction.atomic
def relate(post: Post, related: Iterable[Post], *, by, now=None) -> None:
    """Pin these posts, in this order, and no others. Nobody approves it: it is no text.

    Readers see those of them that are on air and meant to be found.
    """
    permissions.check(by, "relate", post, at=now)
    wanted = [pk for pk in dict.fromkeys(each.pk for each in related) if pk != post.pk]
    standing = list(post.related_pins.values_list("related", flat=True))
    if wanted == standing:
        return
    post.related_pins.all().delete()
    for place, pk in enumerate(wanted):
        RelatedPin.objects.create(post=post, related_id=pk, position=place)
    audit.record(post, "related posts chosen", by=by, at=now, posts=wanted)
