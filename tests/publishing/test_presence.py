"""Who has a post open, as others see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Presence
from blog.publishing import presence
from blog.publishing.errors import NotAllowed
from tests import people
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def names(post, user, now):
    return [other.user.username for other in presence.others(post, user, now=now)]


def test_others_are_named_once_and_oneself_never(now):
    post, ren, kei = make_post(), people.ren(), people.kei()
    early = now - timedelta(minutes=2)
    presence.ping(post, by=ren, tab="a", now=early)
    presence.ping(post, by=ren, tab="a", now=now)
    presence.ping(post, by=ren, tab="b", typed=True, now=now)
    presence.ping(post, by=kei, tab="c", now=now)

    assert presence.others(post, kei, now=now) == [presence.Other(ren, early, now)]
    assert names(make_post(), kei, now) == []


def test_a_tab_that_is_not_heard_of_is_gone_after_a_minute(now):
    post, kei = make_post(), people.kei()
    presence.ping(post, by=people.ren(), tab="a", now=now)

    assert names(post, kei, now + timedelta(seconds=59)) == ["ren"]
    assert names(post, kei, now + timedelta(seconds=60)) == []


def test_a_tab_left_open_is_not_counted_after_half_an_hour(now):
    post, ren, kei = make_post(), people.ren(), people.kei()
    presence.ping(post, by=ren, tab="a", typed=True, now=now)
    later = now + timedelta(minutes=30)
    presence.ping(post, by=ren, tab="a", now=later)

    assert names(post, kei, later) == []
    presence.ping(post, by=ren, tab="a", typed=True, now=later)
    assert names(post, kei, later) == ["ren"]


def test_a_save_opens_the_form_anew_and_the_time_goes_on(now):
    post, ren, kei = make_post(), people.ren(), people.kei()
    presence.ping(post, by=ren, tab="a", now=now)
    later = now + timedelta(seconds=45)
    presence.ping(post, by=ren, tab="b", now=later)
    much_later = now + timedelta(seconds=100)

    (other,) = presence.others(post, kei, now=much_later)

    assert (other.user, other.opened_at) == (ren, now)


def test_who_may_not_edit_is_not_noted(now):
    with pytest.raises(NotAllowed):
        presence.ping(make_post(), by=people.aoi(), tab="a", now=now)

    assert not Presence.objects.exists()


def test_old_rows_go(now):
    post, ren = make_post(), people.ren()
    presence.ping(post, by=ren, tab="a", now=now - timedelta(days=2))

    presence.ping(post, by=ren, tab="b", now=now)

    assert list(Presence.objects.values_list("tab", flat=True)) == ["b"]
