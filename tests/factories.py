"""Plain factories with honest defaults. They go through the verbs, like people do."""

import itertools
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from blog.models import Byline, Category, Company, CreditRole, Series
from blog.publishing import drafts, review, timeline

BODY = (
    "北の港で風車が回り始めた。電力は足りているのに、運ぶ線が足りない。\n\n"
    "## 線が足りない\n\n"
    "変電所の空きを待つ列は長い。順番を決める規則が変わろうとしている。\n"
)

_count = itertools.count(1)


def make_category(name=None, **fields):
    name = name or f"分類{next(_count)}"
    rule, hue = Category.objects.next_mark()
    fields = {"slug": name, "rule": rule, "hue": hue} | fields
    return Category.objects.get_or_create(name=name, defaults=fields)[0]


def make_byline(name="水野 あおい", **fields):
    fields = {"slug": name.replace(" ", "-")} | fields
    return Byline.objects.get_or_create(name=name, defaults=fields)[0]


def make_series(name="注記から読む", **fields):
    return Series.objects.get_or_create(name=name, defaults=fields)[0]


def make_company(name="白瀬計算", code="1013", **fields):
    fields = {"name": name} | fields
    return Company.objects.get_or_create(code=code, defaults=fields)[0]


def make_chief():
    """Somebody who may do everything: a superuser named `chief`."""
    people = get_user_model().objects
    return people.filter(username="chief").first() or people.create_superuser("chief")


def make_post(*, by=None, **fields):
    """A complete draft, ready to be handed in."""
    number = next(_count)
    fields = {
        "title": f"風車の記事 第{number}号",
        "slug": f"windmill-{number}",
        "body": BODY,
        "tags": [],
    } | fields
    fields.setdefault("credits", [(make_byline(), CreditRole.TEXT)])
    if "category" not in fields:
        fields["category"] = make_category("業界分析")
    return drafts.create(by=by or make_chief(), **fields)


def make_edition(post=None, *, by=None, now=None, **fields):
    """An approved edition, of a new post unless one is given."""
    by = by or make_chief()
    post = post or make_post(by=by, **fields)
    post = review.submit(post, by=by, now=now)
    return review.approve(post, by=by, now=now)


def make_live(*, at=None, by=None, **fields):
    """A post on air since `at` (an hour ago); the edition that readers see."""
    at = at or timezone.now() - timedelta(hours=1)
    by = by or make_chief()
    edition = make_edition(by=by, now=at, **fields)
    timeline.publish(edition, by=by, now=at)
    return edition


def make_scheduled(*, at=None, now=None, by=None, **fields):
    """A post that goes on air at `at` (in an hour); the edition that waits."""
    now = now or timezone.now()
    by = by or make_chief()
    edition = make_edition(by=by, now=now, **fields)
    timeline.schedule(edition, at=at or now + timedelta(hours=1), by=by, now=now)
    return edition


def revise(post, *, by=None, now=None, **fields):
    """Save a change to a post and approve it: its next edition."""
    by = by or make_chief()
    post.refresh_from_db()
    fields = fields or {"body": BODY + f"\n追記{next(_count)}。風はまだ吹いている。\n"}
    post = drafts.save(post, by=by, base_version=post.lock_version, now=now, **fields)
    return make_edition(post, by=by, now=now)
