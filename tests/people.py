"""People with names and roles: Aoi writes, Ren edits, Mio publishes, Sora has none."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from blog.publishing.roles import ROLES


def make_person(username, role=None, **fields):
    """An account of the desk; `role` is a key of ROLES, None for no group."""
    person = get_user_model().objects.create_user(
        username, password="password", is_staff=True, **fields
    )
    if role:
        person.groups.add(Group.objects.get(name=ROLES[role].name))
    return person


def aoi():
    return make_person("aoi", "writer", first_name="あおい", last_name="水野")


def ren():
    return make_person("ren", "editor", first_name="蓮", last_name="戸川")


def mio():
    return make_person("mio", "publisher", first_name="みお", last_name="三枝")


def kei():
    return make_person("kei", "chief", first_name="慧", last_name="黒田")


def nao():
    return make_person("nao", "contributor", first_name="直", last_name="久保")


def sora():
    return make_person("sora")
