"""What stood at the end of many texts becomes one box for each category."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction

from blog.importing.records import ImportedPost
from blog.models import CallToAction, Category
from blog.publishing import furnishing


@transaction.atomic
def calls(posts: Iterable[ImportedPost], *, by, now) -> None:
    """The most frequent box of each category, where that has none yet."""
    found = defaultdict(Counter)
    for post in posts:
        found[post.category].update(post.calls)
    for name, counted in found.items():
        category = Category.objects.filter(name=name).first()
        if not counted or (name and category is None):
            continue
        if CallToAction.objects.filter(category=category).exists():
            continue
        call = counted.most_common(1)[0][0]
        furnishing.keep(
            CallToAction(
                category=category, starts_at=now.replace(microsecond=0), **asdict(call)
            ),
            by=by,
        )
