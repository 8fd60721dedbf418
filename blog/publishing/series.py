"""A manuscript's place in its series."""

from django.db.models import Max
from django.utils.translation import gettext as _

from blog.models import Post, Series
from blog.publishing.errors import WrongState


def settle(post: Post) -> None:
    """Give a post of a series its number, the next one unless it has one.

    WrongState when another post has that number. The series is held until the
    transaction ends, so that no two posts get one.
    """
    if post.series_id is None:
        post.series_number = None
        return
    series = Series.objects.select_for_update().get(pk=post.series_id)
    others = series.posts.filter(trashed_at=None).exclude(pk=post.pk)
    if post.series_number is None:
        highest = others.aggregate(highest=Max("series_number"))["highest"]
        post.series_number = (highest or 0) + 1
    same = others.filter(series_number=post.series_number).first()
    if same is not None:
        raise WrongState(
            _(
                "No. %(number)s of the series %(series)s is 「%(title)s」. Choose "
                "another number, or leave it empty for the next one."
            )
            % {
                "number": post.series_number,
                "series": series.name,
                "title": same.title,
            }
        )
