"""Row 87: who changes or removes a row of the audit is found out."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from blog.models import Audit
from blog.publishing import audit
from tests.factories import make_category, make_edition, make_post


def verify(**options) -> tuple[int, str]:
    """The command's exit code, and what it said."""
    said = io.StringIO()
    try:
        call_command("audit_verify", stdout=said, stderr=said, **options)
    except CommandError as error:
        return error.returncode, said.getvalue() + str(error)
    return 0, said.getvalue()


def tamper(sql, *values):
    """As somebody with the database in his hands would."""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS blog_audit_no_{verb}")
            else:
                cursor.execute(
                    f"DROP TRIGGER IF EXISTS blog_audit_no_{verb} ON blog_audit"
                )
        cursor.execute(sql, values)


@pytest.fixture
def rows(db):
    make_edition(make_post(title="記録の記事"))
    return list(Audit.objects.order_by("pk"))


def test_each_row_carries_the_hash_of_the_one_before(rows):
    assert [row.previous for row in rows] == ["", *[row.sha256 for row in rows[:-1]]]
    assert all(row.sha256 == row.fingerprint() for row in rows)
    assert list(audit.flaws()) == []


def test_an_untouched_record_is_confirmed_with_its_last_hash(rows):
    code, said = verify()

    assert code == 0
    assert f"{len(rows)} rows" in said
    assert rows[-1].sha256 in said


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'x'",
        "by_id = NULL",
        "at = '2020-01-01 00:00:00'",
        "label = '別の記事'",
        "details = '{\"version\": 7}'",
        "to_state = 'draft'",
        "object_id = 0",
    ],
)
def test_a_changed_row_is_named(rows, change):
    row = rows[-2]

    tamper(f"UPDATE blog_audit SET {change} WHERE id = %s", row.pk)

    code, said = verify()
    assert code == 1
    assert said.splitlines()[0].startswith(f"No. {row.pk}, ")
    assert "it was changed" in said
    assert [flaw.row.pk for flaw in audit.flaws()] == [row.pk]


def test_a_row_that_was_rewritten_with_its_hash_is_found_by_the_next(rows):
    row = rows[-2]
    row.reason = "捏造"

    tamper(
        "UPDATE blog_audit SET reason = %s, sha256 = %s WHERE id = %s",
        row.reason,
        row.fingerprint(),
        row.pk,
    )

    assert [(f.row.pk, f.is_gap) for f in audit.flaws()] == [(rows[-1].pk, True)]


@pytest.mark.parametrize("place", [0, 1, -2])
def test_a_removed_row_leaves_a_gap_before_the_next(rows, place):
    tamper("DELETE FROM blog_audit WHERE id = %s", rows[place].pk)

    code, said = verify()

    assert code == 1
    assert f"No. {rows[place + 1].pk}, " in said
    assert "the row before it is gone" in said


def test_a_cut_off_end_is_found_by_a_hash_that_was_kept(rows):
    tamper("DELETE FROM blog_audit WHERE id = %s", rows[-1].pk)

    assert verify()[0] == 0
    assert verify(holds=rows[-2].sha256)[0] == 0
    assert verify(holds=rows[-1].sha256)[0] == 1


def test_what_is_rolled_back_leaves_no_gap(rows):
    category = make_category()

    with transaction.atomic():
        audit.record(category, "brought in", by=None)
        transaction.set_rollback(True)
    audit.record(category, "brought in", by=None, 数=1.5, 列=[1, {"b": None}])

    assert list(audit.flaws()) == []
    assert Audit.objects.count() == len(rows) + 1
