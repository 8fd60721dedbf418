"""What stands around the demo's posts: features, boxes, pins, and some readers."""

from datetime import timedelta

from blog.demo.magazine import instant
from blog.models import (
    CallToAction,
    Category,
    Feature,
    FeaturePost,
    Post,
    ReadCount,
    Slot,
)
from blog.publishing import furnishing, pins


def furnish(names: dict, *, by, now) -> None:
    posts = {post.slug: post for post in Post.objects.only("slug")}
    for row in names["features"]:
        _feature(dict(row), posts, by=by)
    for row in names["calls"]:
        _call(dict(row), by=by, now=now)
    for row in names["pins"]:
        ends_at = instant(row["ends_at"], now=now)
        pins.pin(posts[row["post"]], Slot(row["slot"]), by=by, ends_at=ends_at, now=now)
    hour = now.replace(minute=0, second=0, microsecond=0)
    ReadCount.objects.bulk_create(
        ReadCount(post=posts[slug], hour=hour - timedelta(hours=back), count=count)
        for slug, counts in names["reads"].items()
        for back, count in enumerate(counts, start=1)
    )


def _feature(row, posts, *, by):
    entries = row.pop("entries")
    feature = Feature(is_public=True, **row)
    furnishing.keep(feature, by=by)
    for position, entry in enumerate(entries, start=1):
        FeaturePost.objects.create(
            feature=feature,
            post=posts[entry["post"]],
            position=position,
            note=entry.get("note", ""),
        )


def _call(row, *, by, now):
    if slug := row.pop("category", None):
        row["category"] = Category.objects.get(slug=slug)
    furnishing.keep(CallToAction(starts_at=now.replace(microsecond=0), **row), by=by)
