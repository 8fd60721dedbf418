"""The demo newsroom: one account for each role, and who writes under which byline."""

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from blog.publishing.roles import ROLES

# Without those that are taken for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ2346789"


@dataclass(frozen=True)
class Person:
    """`role` is a key of ROLES, None for a superuser."""

    username: str
    last_name: str
    first_name: str
    role: str | None
    byline: str = ""


PEOPLE = (
    Person("kei", "黒田", "慧", "chief"),
    Person("mio", "三枝", "みお", "editor", "saegusa-mio"),
    Person("sho", "井上", "翔", "publisher"),
    Person("aoi", "水野", "あおい", "writer", "mizuno-aoi"),
    Person("ren", "戸川", "蓮", "writer", "togawa-ren"),
    Person("nao", "久保", "直", "contributor"),
    Person("admin", "管理", "者", None),
)


def ensure() -> dict:
    """The accounts by username; those made here have no password yet."""
    return {person.username: _account(person) for person in PEOPLE}


def _account(person):
    account, made = get_user_model().objects.get_or_create(
        username=person.username,
        defaults={
            "first_name": person.first_name,
            "last_name": person.last_name,
            "is_staff": True,
            "is_superuser": person.role is None,
        },
    )
    if made:
        account.set_unusable_password()
        account.save()
        if person.role:
            account.groups.add(Group.objects.get(name=ROLES[person.role].name))
    return account


def give_passwords(*, to_all: bool) -> list[tuple[Person, str]]:
    """New random passwords for those without one (or for all), shown once."""
    given = []
    for person in PEOPLE:
        account = _account(person)
        if to_all or not account.has_usable_password():
            password = "".join(secrets.choice(LETTERS) for _ in range(14))
            account.set_password(password)
            account.save(update_fields=["password"])
            given.append((person, password))
    return given
