"""Row 86: a change of what somebody may do is on record, under the doer's name."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import serializers

from blog.models import Audit, Beat
from blog.publishing import audit
from tests import people
from tests.factories import make_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def aoi():
    person = people.aoi()
    person.record_starts = Audit.objects.count()
    return person


def recorded(person) -> list[tuple]:
    rows = Audit.objects.order_by("pk")[person.record_starts :]
    return [(row.verb, row.label, row.by, row.details) for row in rows]


def test_an_account_and_its_group_are_on_record():
    people.ren()

    assert [(row.verb, row.label, row.details) for row in Audit.objects.reverse()] == [
        ("account made", "ren", {"flags": ["is_active", "is_staff"]}),
        ("rights given", "ren", {"rights": ["編集"]}),
    ]


def test_groups_given_and_taken(aoi):
    editors = Group.objects.get(name="編集")

    aoi.groups.set([editors])
    aoi.groups.clear()
    editors.user_set.add(aoi)

    assert recorded(aoi) == [
        ("rights taken", "aoi", None, {"rights": ["記者"]}),
        ("rights given", "aoi", None, {"rights": ["編集"]}),
        ("rights taken", "aoi", None, {"rights": ["編集"]}),
        ("rights given", "aoi", None, {"rights": ["編集"]}),
    ]


def test_single_rights_of_an_account_and_of_a_group(aoi):
    right = Permission.objects.get(codename="review_post")

    aoi.user_permissions.add(right)
    Group.objects.get(name="記者").permissions.add(right)

    assert recorded(aoi) == [
        ("rights given", "aoi", None, {"rights": ["review_post"]}),
        ("rights given", "記者", None, {"rights": ["review_post"]}),
    ]


def test_beats(aoi):
    beat = Beat.objects.create(user=aoi, category=make_category("業界分析"))
    beat.delete()

    assert recorded(aoi) == [
        ("rights given", "aoi", None, {"rights": ["業界分析"]}),
        ("rights taken", "aoi", None, {"rights": ["業界分析"]}),
    ]


def test_switching_off_and_a_new_password_without_its_hash(aoi):
    aoi.is_active = False
    aoi.save()
    aoi.set_password("another")
    aoi.save()
    aoi.save()

    assert recorded(aoi) == [
        ("account changed", "aoi", None, {"is_active": [True, False]}),
        ("account changed", "aoi", None, {"password": "changed"}),
    ]


def test_logging_in_is_no_change(aoi, client):
    client.post("/admin/login/", {"username": "aoi", "password": "password"})

    aoi.refresh_from_db()
    assert aoi.last_login is not None
    assert recorded(aoi) == []


def test_removed_accounts_and_groups_leave_their_names(aoi):
    Group.objects.create(name="校閲").delete()
    User.objects.filter(username="aoi").delete()

    assert [row[:2] for row in recorded(aoi)] == [
        ("removed", "校閲"),
        ("removed", "aoi"),
    ]


def test_the_desk_records_who_did_it(aoi, client):
    root = User.objects.create_superuser("root", password="password")
    client.force_login(root)
    aoi.record_starts += 1
    chiefs = Group.objects.get(name="編集長")

    response = client.post(
        f"/admin/auth/user/{aoi.pk}/change/",
        {
            "username": "aoi",
            "is_active": "on",
            "is_staff": "on",
            "is_superuser": "on",
            "groups": [str(chiefs.pk)],
            "date_joined_0": "2026-01-01",
            "date_joined_1": "00:00:00",
            "beats-TOTAL_FORMS": "0",
            "beats-INITIAL_FORMS": "0",
        },
    )

    assert response.status_code == 302
    assert recorded(aoi) == [
        ("account changed", "aoi", root, {"is_superuser": [False, True]}),
        ("rights taken", "aoi", root, {"rights": ["記者"]}),
        ("rights given", "aoi", root, {"rights": ["編集長"]}),
    ]
    assert list(audit.flaws()) == []


def test_loaded_accounts_bring_their_own_record(aoi):
    saved = serializers.serialize("json", [*Group.objects.all(), aoi])
    User.objects.filter(pk=aoi.pk).update(is_active=False)
    aoi.groups.clear()
    aoi.record_starts += 1

    for loaded in serializers.deserialize("json", saved):
        loaded.save()

    assert User.objects.get(username="aoi").groups.count() == 1
    assert recorded(aoi) == []
