"""Row 51: old working saves are thinned; nothing that anybody saw or spoke of goes."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from blog.models import Approval, Audit, Comment, Edition, SavePoint, Window
from blog.publishing import audit, drafts, preview, retention, timeline
from tests.factories import make_chief, make_edition, make_post

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def ago(days, hours=0):
    return NOW - timedelta(days=days, hours=hours)


def make_old_post(*saved_at):
    """A post that was saved at each of these instants, in this order."""
    chief = make_chief()
    first, *rest = saved_at
    post = make_post(by=chief, now=first)
    for at in rest:
        save_again(post, at)
    return post


def save_again(post, at):
    post.refresh_from_db()
    text = f"{at:%c}に書いた。\n"
    version = post.lock_version
    return drafts.save(post, by=make_chief(), base_version=version, now=at, body=text)


def numbers(post) -> list[int]:
    return sorted(post.savepoints.values_list("number", flat=True))


def test_all_saves_of_the_last_90_days_stay():
    post = make_old_post(*[ago(89, hours) for hours in range(6, 0, -1)], ago(1))

    assert retention.thin(post, now=NOW) == []
    assert numbers(post) == [1, 2, 3, 4, 5, 6, 7]


def test_then_the_last_save_of_each_day_stays():
    post = make_old_post(
        ago(200), ago(120, 2), ago(120, 1), ago(120), ago(119, 1), ago(119), ago(1)
    )

    assert retention.thin(post, now=NOW) == [5, 3, 2]
    assert numbers(post) == [1, 4, 6, 7]


def test_days_are_those_of_japan():
    before_midnight = datetime(2026, 7, 1, 14, 59, tzinfo=UTC)
    after_midnight = datetime(2026, 7, 1, 15, 1, tzinfo=UTC)
    post = make_old_post(ago(200), before_midnight, after_midnight, ago(1))

    assert retention.thin(post, now=NOW) == []


def test_after_a_year_the_last_save_of_each_week_stays():
    monday = datetime(2024, 6, 3, 3, tzinfo=UTC)
    days = [monday + timedelta(days=day) for day in (0, 1, 6, 7, 8)]
    post = make_old_post(ago(2000), *days, ago(1))

    assert retention.thin(post, now=NOW) == [5, 3, 2]
    assert numbers(post) == [1, 4, 6, 7]


def test_first_and_newest_save_stay_and_a_second_run_finds_nothing():
    post = make_old_post(*[ago(500, hours) for hours in range(5, 0, -1)])

    assert retention.thin(post, now=NOW) == [4, 3, 2]
    assert retention.thin(post, now=NOW) == []
    assert numbers(post) == [1, 5]


def test_what_an_edition_was_made_from_stays():
    post = make_old_post(ago(500, 9), ago(500, 8), ago(500, 7))
    post.refresh_from_db()
    edition = make_edition(post, now=ago(500, 6))
    timeline.publish(edition, by=make_chief(), now=ago(500, 5))
    save_again(post, ago(500, 4))
    save_again(post, ago(500, 3))
    kept = [
        list(model.objects.order_by("pk").values())
        for model in (Edition, Approval, Window)
    ]
    recorded = list(Audit.objects.order_by("pk"))

    assert retention.thin(post, now=NOW) == [4, 2]
    assert numbers(post) == [1, 3, 5]
    assert kept == [
        list(model.objects.order_by("pk").values())
        for model in (Edition, Approval, Window)
    ]
    assert list(Audit.objects.order_by("pk"))[:-1] == recorded


def test_what_a_comment_or_a_link_speaks_of_stays():
    post = make_old_post(*[ago(500, hours) for hours in range(6, 0, -1)])
    Comment.objects.create(post=post, version=3, text="出典は。", made_at=ago(500))
    preview.share(post, by=make_chief(), version=4, now=NOW)

    assert retention.thin(post, now=NOW) == [5, 2]


def test_thinning_is_on_record_and_the_record_holds():
    post = make_old_post(*[ago(500, hours) for hours in range(4, 0, -1)])

    retention.thin(post, now=NOW)

    row = Audit.objects.order_by("-pk").first()
    assert (row.verb, row.by, row.object_id) == ("saves thinned", None, post.pk)
    assert row.details == {"numbers": [3, 2]}
    assert list(audit.flaws()) == []


def test_command_thins_every_post_and_can_be_tried_dry():
    old = timezone.now() - timedelta(days=500)
    for _ in range(2):
        make_old_post(*[old + timedelta(minutes=minute) for minute in range(5)])
    make_post()

    def run(**options):
        said = io.StringIO()
        call_command("thin_saves", stdout=said, **options)
        return said.getvalue().splitlines()[-1]

    assert run(dry_run=True) == "6 saves of 2 posts would go."
    assert SavePoint.objects.count() == 11
    assert run() == "6 saves of 2 posts are gone."
    assert SavePoint.objects.count() == 5
    assert run() == "0 saves of 0 posts are gone."
