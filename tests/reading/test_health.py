import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_it_answers_while_the_database_does(client):
    response = client.get("/healthz/")

    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_it_says_when_the_database_is_away(client):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("away")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz/")

    assert (response.status_code, response.text) == (503, "no database\n")
