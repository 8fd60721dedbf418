"""The demo magazine goes through the newsroom and shows every state of it."""

import re
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from blog.demo import magazine
from blog.models import Category, Edition, Kind, Post, PublicationState, Stage, Window

JST = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 12, 34, 56, tzinfo=JST)


@pytest.mark.parametrize(
    ("when", "instant"),
    [
        ("-25m", datetime(2026, 11, 24, 12, 9, tzinfo=JST)),
        ("+2h", datetime(2026, 11, 24, 14, 34, tzinfo=JST)),
        ("-12d 07:30", datetime(2026, 11, 12, 7, 30, tzinfo=JST)),
    ],
)
def test_times_count_from_the_load(when, instant):
    assert magazine.instant(when, now=NOW) == instant


@pytest.mark.parametrize("when", ["12d 07:30", "-12d", "+2h 07:30", "soon"])
def test_other_times_are_refused(when):
    with pytest.raises(ValueError, match="grammar"):
        magazine.instant(when, now=NOW)


@pytest.mark.django_db
def test_demo_shows_every_stage_and_publication():
    call_command("load_demo", stdout=StringIO())

    now = timezone.now()
    posts = Post.objects.filter(kind=Kind.POST)
    live = Window.objects.live(now).listed()
    assert posts.count() >= 24
    assert {post.stage for post in posts} >= {
        Stage.DRAFT,
        Stage.IN_REVIEW,
        Stage.APPROVED,
    }
    assert any(post.is_sent_back for post in posts)
    assert {post.publication(now).state for post in posts} >= {
        PublicationState.UNPUBLISHED,
        PublicationState.SCHEDULED,
        PublicationState.LIVE,
        PublicationState.UPDATE_SCHEDULED,
        PublicationState.ENDED,
    }
    assert Post.objects.changed_since_live(now).exists()
    assert Category.objects.count() == 6
    for category in Category.objects.all():
        assert live.in_category(category).count() >= 3
    soon = Window.objects.standing().filter(
        starts_at__gt=now, starts_at__lt=now + timedelta(minutes=15)
    )
    assert soon.exists()
    assert all("**" not in edition.excerpt for edition in Edition.objects.all())


@pytest.mark.django_db
def test_demo_shows_what_readers_are_told():
    call_command("load_demo", stdout=StringIO())

    now = timezone.now()
    live = Edition.objects.live(now).filter(kind=Kind.POST)
    invested = live.filter(category__name="投資分析")
    assert invested.count() >= 5
    for edition in invested:
        assert edition.sources
        assert set(edition.disclosure) >= {"sentence", "holdings", "data_as_of"}
        assert "supervisor" in {each["role"] for each in edition.bylines}
    noted = Window.objects.noted(now)
    assert {window.change for window in noted} == {Window.Change.CORRECTION}
    assert live.exclude(sponsor="").exists()
    assert live.filter(language="en", translation_of__isnull=False).exists()
    year_ago = now - timedelta(days=366)
    assert live.filter(
        category__old_after_months=12, published_at__lt=year_ago
    ).exists()


@pytest.mark.django_db
def test_demo_leaves_a_newsroom_in_use_alone():
    call_command("load_demo", stdout=StringIO())
    before = Post.objects.count()

    with pytest.raises(CommandError):
        call_command("load_demo")

    assert Post.objects.count() == before


@pytest.mark.django_db
def test_accounts_are_printed_once_with_random_passwords(rf):
    first, second = StringIO(), StringIO()

    call_command("create_demo_accounts", stdout=first)
    call_command("create_demo_accounts", stdout=second)

    rows = [re.split(r"\s+", line) for line in first.getvalue().splitlines()]
    passwords = {username: password for username, password, *_ in rows}
    assert len(passwords) == 7
    assert len(set(passwords.values())) == 7
    aoi = authenticate(rf.get("/"), username="aoi", password=passwords["aoi"])
    assert aoi.groups.get().name == "記者"
    assert not any(password in second.getvalue() for password in passwords.values())
    assert get_user_model().objects.filter(is_superuser=True).count() == 1


@pytest.mark.django_db
def test_demo_stays_out_of_production(settings):
    settings.IS_PRODUCTION = True

    for command in ("load_demo", "create_demo_accounts"):
        with pytest.raises(CommandError):
            call_command(command)

    assert not get_user_model().objects.exists()
