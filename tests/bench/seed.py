"""Fill an empty database with generated posts, straight into the tables."""

import random
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from blog.models import (
    FOREVER,
    Address,
    Boundary,
    Byline,
    Category,
    Edition,
    EditionByline,
    EditionTag,
    Generation,
    Hue,
    Post,
    Rule,
    Stage,
    Tag,
    Window,
)
from blog.search import index
from blog.text.rendering import RENDERER, render
from tests.bench.sizes import (
    BATCH,
    BYLINES,
    CATEGORIES,
    LONG,
    LONG_POSTS,
    SCHEDULED,
    SHORT,
    TAGS,
    TAGS_OF_A_POST,
    TEXTS,
    UPDATED,
)

SENTENCES = [
    "北の港で風車が回り始めたが、運ぶ線はまだ足りない。",
    "変電所の空きを待つ列は長く、順番を決める規則が変わろうとしている。",
    "会社の説明では、費用の大半は土を掘る前に決まるという。",
    "三年前の計画と比べると、完成の時期は二度ずれた。",
    "数字だけを見れば順調だが、現場の声は少し違う。",
    "この差がどこから来るのかを、公開された資料だけで確かめてみる。",
    "同じ問いは、隣の地域でも十年前に立てられていた。",
    "**利用者にとって**大切なのは、止まらないことと、理由が分かることだ。",
]
TABLE = "\n| 年度 | 件数 | 前年比 |\n|---|--:|--:|\n" + "".join(
    f"| {year} | {year * 7 % 900} | {year % 9}% |\n" for year in range(2016, 2026)
)


def main(total: int) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    chance = random.Random(total)  # noqa: S311
    with transaction.atomic():
        shared = _shared()
        numbers = range(1, total + 1)
        for start in range(0, total, BATCH):
            _write(numbers[start : start + BATCH], total, shared, chance)
        Generation.objects.advance()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _shared():
    marks = [(rule, hue) for rule in Rule.values for hue in Hue.values]
    return {
        "user": get_user_model().objects.create_superuser("bench"),
        "categories": [
            Category.objects.create(
                name=f"分類{n}", slug=f"分類{n}", rule=marks[n][0], hue=marks[n][1]
            )
            for n in range(CATEGORIES)
        ],
        "tags": Tag.objects.named([f"札{n}" for n in range(TAGS)]),
        "bylines": [
            Byline.objects.create(name=f"筆者 {n}", slug=f"writer-{n}")
            for n in range(BYLINES)
        ],
        "texts": {
            length: [_text(length, variant) for variant in range(TEXTS)]
            for length in (LONG, SHORT)
        },
    }


def _text(length, variant):
    """(source, rendered) of about so many characters."""
    chance = random.Random(variant)  # noqa: S311
    parts, size = [], 0
    while size < length:
        if len(parts) % 5 == 0:
            parts.append(f"## {len(parts) // 5 + 1}つめの見出し\n")
        parts.append("".join(chance.choices(SENTENCES, k=6)) + "\n")
        size += len(parts[-1])
    source = "\n".join([*parts, TABLE])
    return source, render(source)


def _write(numbers, total, shared, chance):
    newest = timezone.now().replace(microsecond=0)
    posts = Post.objects.bulk_create([_post(number, shared) for number in numbers])
    dated = [
        (post, _published_at(number, total, newest))
        for number, post in zip(numbers, posts, strict=True)
    ]
    addresses = Address.objects.bulk_create(
        [Address(post=post, path=_path(post, at)) for post, at in dated]
    )
    editions = Edition.objects.bulk_create(
        [
            _edition(post, at, number > total - SCHEDULED - LONG_POSTS, shared, chance)
            for number, (post, at) in zip(numbers, dated, strict=True)
        ]
    )
    _link(editions)
    index.store(editions)
    windows = [
        window
        for edition, address, (_post, at) in zip(
            editions, addresses, dated, strict=True
        )
        for window in _windows(edition, address, at, shared)
    ]
    Window.objects.bulk_create(windows)
    Boundary.objects.bulk_create(
        [Boundary(at=window.starts_at) for window in windows], ignore_conflicts=True
    )


def _published_at(number, total, newest) -> datetime:
    """Five a day; the last ones are still to come."""
    return newest - timedelta(hours=4.8) * (total - SCHEDULED - number)


def _path(post, at):
    return f"/{timezone.localdate(at):%Y/%m/%d}/{post.slug}/"


def _post(number, shared):
    user = shared["user"]
    now = timezone.now()
    return Post(
        title=f"第{number}号 風車と送電線を、公開された資料から読む",
        slug=f"windmill-{number}",
        owner=user,
        saved_by=user,
        created_at=now,
        saved_at=now,
        content_hash=f"{number:064}",
        stage=Stage.APPROVED,
    )


def _edition(post, at, is_long, shared, chance):
    source, rendered = chance.choice(shared["texts"][LONG if is_long else SHORT])
    tags = chance.sample(shared["tags"], TAGS_OF_A_POST)
    byline = chance.choice(shared["bylines"])
    return Edition(
        post=post,
        number=1,
        sha256=post.content_hash,
        content_hash=post.content_hash,
        made_at=at,
        title=post.title,
        slug=post.slug,
        category=chance.choice(shared["categories"]),
        bylines=[
            {
                "id": byline.pk,
                "name": byline.name,
                "slug": byline.slug,
                "kind": byline.kind,
                "role": "text",
            }
        ],
        tag_list=[{"id": tag.pk, "name": tag.name, "slug": tag.slug} for tag in tags],
        renderer=RENDERER,
        title_html=post.title,
        excerpt=SENTENCES[0] + SENTENCES[1],
        reading_minutes=len(rendered.text) // 500 + 1,
        characters=len(rendered.text),
        headings=list(rendered.headings),
        body=source,
        text=rendered.text,
        html=rendered.html,
    )


def _link(editions):
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag_id=tag["id"])
        for edition in editions
        for tag in edition.tag_list
    )
    EditionByline.objects.bulk_create(
        EditionByline(edition=edition, byline_id=byline["id"], role=byline["role"])
        for edition in editions
        for byline in edition.bylines
    )


def _windows(edition, address, at, shared):
    common = {
        "post": edition.post,
        "edition": edition,
        "address": address,
        "category": edition.category,
        "listed": True,
        "sort_at": at,
        "made_by": shared["user"],
        "made_at": at,
    }
    if edition.post_id % UPDATED:
        return [Window(starts_at=at, ends_at=FOREVER, **common)]
    updated_at = at + timedelta(hours=1)
    return [
        Window(starts_at=at, ends_at=updated_at, **common),
        Window(starts_at=updated_at, updated_at=updated_at, **common),
    ]
