import pytest

from tests import people


@pytest.fixture
def sign_in(client, db):
    """`sign_in("ren")` makes the person and logs them in; returns the account."""

    def sign_in(name):
        person = getattr(people, name)()
        client.force_login(person)
        return person

    return sign_in
