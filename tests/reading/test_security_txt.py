"""PRA-01: whom to tell of a flaw, only when somebody is there to be told."""

from datetime import UTC, datetime

import pytest
import time_machine

pytestmark = pytest.mark.django_db

PATH = "/.well-known/security.txt"


@time_machine.travel(datetime(2026, 11, 24, 3, 0, tzinfo=UTC), tick=False)
def test_it_names_the_contacts_and_when_it_expires(client, settings):
    settings.SECURITY_CONTACT = ["mailto:security@example.jp", "https://example.jp/"]

    response = client.get(PATH)

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "Contact: mailto:security@example.jp\n"
        "Contact: https://example.jp/\n"
        "Expires: 2027-05-22T15:00:00Z\n"
        "Canonical: http://127.0.0.1:8000/.well-known/security.txt\n"
        "Preferred-Languages: ja, en\n"
    )


def test_without_a_contact_there_is_none(client):
    assert client.get(PATH).status_code == 404
