"""From draft to live with one button, for those who hold every right on the way."""

from django.db import transaction
from django.utils import timezone

from blog.models import Edition, Post, Stage
from blog.publishing import review, steps, timeline


@transaction.atomic
def approved_edition(post: Post, *, by, now=None) -> Edition:
    """The approved edition of the manuscript as it stands, approving it if need be.

    Every step is checked and recorded as if it had been taken by itself.
    """
    if post.stage == Stage.DRAFT:
        post = review.submit(post, by=by, now=now)
    if post.stage == Stage.IN_REVIEW:
        steps.pass_all(post, by=by, now=now)
        return review.approve(post, by=by, now=now)
    return timeline.latest_approved(post)


@transaction.atomic
def publish(post: Post, *, by, now=None, **change):
    """Approve the manuscript as it stands and put it on air, or update what is.

    `change` is what `timeline.update` takes.
    """
    edition = approved_edition(post, by=by, now=now)
    if post.publication(now or timezone.now()).is_on_air:
        return timeline.update(edition, by=by, now=now, **change)
    return timeline.publish(edition, by=by, now=now)
