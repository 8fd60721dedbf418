"""Editions, approvals and the audit are written once: in Python and below it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from blog.models import (
    Approval,
    Audit,
    Edition,
    EditionCompany,
    EditionLink,
    EditionTag,
    Passage,
    PassageVersion,
    SavePoint,
    StepPass,
)
from blog.models.immutable import WRITTEN_ONCE, Immutable
from tests.factories import make_chief, make_company, make_live

pytestmark = pytest.mark.django_db
KEPT = [
    *(Edition, EditionTag, EditionCompany, EditionLink),
    *(Approval, Audit, SavePoint, StepPass),
]


@pytest.fixture
def edition():
    edition = make_live(tags=["電力"], companies=[make_company()])
    chief, now = make_chief(), timezone.now()
    passage = Passage.objects.create(name="投資免責", body="助言ではありません。")
    PassageVersion.objects.create(
        passage=passage, number=1, body=passage.body, made_by=chief, made_at=now
    )
    EditionLink.objects.create(edition=edition, post=edition.post)
    StepPass.objects.create(
        post=edition.post, step_name="校閲", passed_by=chief, passed_at=now
    )
    return edition


@pytest.mark.parametrize("model", KEPT)
def test_python_refuses(edition, model):
    row = model.objects.first()

    for attempt in (
        row.save,
        row.delete,
        lambda: model.objects.update(pk=row.pk),
        lambda: model.objects.all().delete(),
        lambda: model.objects.bulk_update([row], ["pk"]),
    ):
        with pytest.raises(Immutable):
            attempt()


@pytest.mark.parametrize(
    ("table", "verb"),
    [(table, verb) for table, verbs in WRITTEN_ONCE.items() for verb in verbs],
)
def test_database_refuses(edition, table, verb):
    statement = f"UPDATE {table} SET id = id" if verb == "UPDATE" else None
    statement = statement or f"DELETE FROM {table}"

    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_every_table_in_the_list_has_rows_to_guard(edition):
    with connection.cursor() as cursor:
        for table in WRITTEN_ONCE:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            assert cursor.fetchone()[0] > 0, table
