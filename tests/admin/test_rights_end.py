"""SEC-24: what is taken away from an account ends at its next request."""

import pytest
from django.contrib.auth.models import Group, User

from blog.models import Beat, Stage
from blog.publishing import review
from tests import people
from tests.admin.forms import LIST, change_url
from tests.factories import make_category, make_chief, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def ren(client):
    """Logged in with the password, as people do."""
    person = people.ren()
    client.post("/admin/login/", {"username": "ren", "password": "password"})
    return person


@pytest.fixture
def post(ren):
    return review.submit(make_post(), by=make_chief())


def press_approve(client, post):
    return client.post(
        change_url(post), {"base_version": post.lock_version, "_approve": "1"}
    )


def is_approved(post):
    post.refresh_from_db()
    return post.stage == Stage.APPROVED


def test_before_anything_is_taken_the_press_counts(client, ren, post):
    press_approve(client, post)

    assert is_approved(post)


def switch_off(ren):
    User.objects.filter(pk=ren.pk).update(is_active=False)


def take_from_staff(ren):
    User.objects.filter(pk=ren.pk).update(is_staff=False)


def change_password(ren):
    ren.set_password("another")
    ren.save()


@pytest.mark.parametrize("take", [switch_off, take_from_staff, change_password])
def test_account_is_out_at_the_next_request(client, ren, post, take):
    assert client.get(LIST).status_code == 200
    take(ren)

    response = client.get(LIST)
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")
    # What was typed comes back with the refusal.
    assert press_approve(client, post).status_code == 403
    assert not is_approved(post)


def leave_the_group(ren):
    ren.groups.clear()


def empty_the_group(ren):
    Group.objects.get(name="編集").permissions.clear()


def give_a_beat_elsewhere(ren):
    Beat.objects.create(user=ren, category=make_category("投資分析"))


@pytest.mark.parametrize(
    "take", [leave_the_group, empty_the_group, give_a_beat_elsewhere]
)
def test_right_is_gone_at_the_next_request(client, ren, post, take):
    assert client.get(change_url(post)).status_code == 200
    take(ren)

    assert client.get(change_url(post)).status_code == 404
    assert press_approve(client, post).status_code == 404
    assert not is_approved(post)


def test_a_lesser_role_counts_at_once(client, ren, post):
    ren.groups.set([Group.objects.get(name="公開担当")])

    assert client.get(change_url(post)).status_code == 200
    assert press_approve(client, post).status_code == 403
    assert not is_approved(post)


def test_logging_out_ends_the_session_on_the_server(client, ren, post):
    stolen = client.cookies["sessionid"].value
    client.post("/admin/logout/")
    client.cookies["sessionid"] = stolen

    assert client.get(LIST).status_code == 302
    assert press_approve(client, post).status_code == 403
    assert not is_approved(post)


def test_no_change_without_the_csrf_token(ren, post, client):
    client.handler.enforce_csrf_checks = True

    assert press_approve(client, post).status_code == 403
    assert not is_approved(post)
