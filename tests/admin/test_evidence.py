"""Row 49: what readers saw at an instant, with its hash, approvals and disclosure."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.models import QuerySet

from blog.models import Approval, Edition, SavePoint
from blog.models.post import digest
from blog.publishing import evidence, migration, timeline
from blog.publishing.freezing import fingerprint
from tests import people
from tests.factories import (
    make_category,
    make_chief,
    make_edition,
    make_live,
    make_post,
    revise,
)

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 3, 1, 0, tzinfo=UTC)  # 9:00 JST


@pytest.fixture
def kei(client):
    person = people.kei()
    client.force_login(person)
    return person


@pytest.fixture
def post():
    """Two editions: the first on air from 9:00, the second from 12:00 until 15:00."""
    category = make_category(
        "投資分析", disclosure="投資は自己の判断で行ってください。"
    )
    first = make_live(
        at=NINE,
        title="電力の記事",
        body="契約は480 MWだ。",
        category=category,
        holdings="潮見データを100株",
    )
    second = revise(first.post, now=NINE + timedelta(hours=1), body="契約は408 MWだ。")
    timeline.update(second, by=make_chief(), now=NINE + timedelta(hours=3))
    timeline.end(first.post, by=make_chief(), now=NINE + timedelta(hours=6))
    return first.post


def ask(client, post, at):
    return client.get(f"/admin/blog/post/{post.pk}/evidence/?at={at}")


def facts(response) -> dict[str, str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return {
        term.text: " ".join(term.find_next_sibling("dd").text.split())
        for term in soup.select(".evidence dt")
    }


def heading(response) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(soup.select_one("#evidence-title").text.split())


def test_edition_hash_approval_and_disclosure_of_an_instant(client, kei, post):
    edition = post.editions.get(number=1)

    response = ask(client, post, "2026-03-01T09:00+09:00")

    assert response.status_code == 200
    assert heading(response) == "第1版 2026-03-01 09:00:00 JST"
    found = facts(response)
    assert found["SHA-256"] == f"{edition.sha256} 下の本文と一致"
    assert found["校了"] == "chief 2026-03-01 09:00:00 JST"
    assert found["掲載枠"] == "2026-03-01 09:00:00 – 2026-03-01 12:00:00 JST"
    assert found["開示"].startswith("投資は自己の判断で行ってください。")
    assert "潮見データを100株" in found["開示"]
    page = response.content.decode()
    assert "契約は480 MWだ。" in page
    assert "契約は408 MWだ。" not in page


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-01T08:59:59+09:00", "この記事はまだ何も公開されていませんでした。"),
        ("2026-03-01T09:00:00+09:00", "第1版"),
        ("2026-03-01T11:59:59+09:00", "第1版"),
        ("2026-03-01T12:00:00+09:00", "第2版"),
        ("2026-03-01T14:59:59+09:00", "第2版"),
        ("2026-03-01T15:00:00+09:00", "終了"),
        ("2026-03-01T00:00:00Z", "第1版"),
        ("2026-03-01T00:00%2B00:00", "第1版"),
        ("2026-03-01T09:00", "第1版"),  # without an offset: JST
    ],
)
def test_to_the_second_in_any_zone(client, kei, post, at, expected):
    assert heading(ask(client, post, at)).startswith(expected)


@pytest.mark.parametrize("at", ["", "yesterday", "2026-13-01", "9" * 50, "0001-01-01"])
def test_what_is_no_time_is_asked_for_again(client, kei, post, at):
    response = ask(client, post, at)

    assert response.status_code == 400
    assert 'name="at"' in response.content.decode()


def test_without_a_time_it_is_now(client, kei, post):
    response = client.get(f"/admin/blog/post/{post.pk}/evidence/")

    assert heading(response).startswith("終了 ")


def test_what_is_only_planned_is_called_so(client, kei, post):
    page = ask(client, post, "2100-01-01T00:00+09:00").content.decode()

    assert "まだ来ていない時刻です" in page


def test_windows_entered_afterwards_are_called_so(client, kei):
    edition = make_edition()
    edition.post.refresh_from_db()
    migration.bring_in(
        edition.post, published_at=NINE, by=make_chief(), conditions="取り込み"
    )

    response = ask(client, edition.post, "2026-03-01T09:00+09:00")

    assert facts(response)["登録"].endswith("あとから登録")


def unguarded(*tables):
    """As for somebody with the database in his hands."""
    with connection.cursor() as cursor:
        for table in tables:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_no_update{on}")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("blog_edition", "body = '契約は580 MWだ。'"),
        ("blog_edition", "title = '別の題'"),
        ("blog_edition", "disclosure = '{}'"),
        ("blog_edition", "sponsor = '潮見データ'"),
        ("blog_edition", "bylines = '[]'"),
        ("blog_edition", "category_id = NULL"),
        ("blog_edition", "sha256 = 'x'"),
        ("blog_savepoint", "content_hash = 'x'"),
        ("blog_approval", "sha256 = 'x'"),
    ],
)
def test_a_row_that_was_changed_is_told(client, kei, post, table, change):
    unguarded(table)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change}")

    response = ask(client, post, "2026-03-01T09:00+09:00")

    assert "一致しません" in facts(response)["SHA-256"]


def test_a_changed_snapshot_is_told(post):
    edition = post.editions.get(number=1)
    save = post.savepoints.get(number=1)
    save.snapshot["body"] = "契約は580 MWだ。"
    assert evidence.is_genuine(edition, list(edition.approvals.all()))

    unguarded("blog_savepoint")
    QuerySet(SavePoint).filter(pk=save.pk).update(snapshot=save.snapshot)

    edition = Edition.objects.get(pk=edition.pk)
    assert not evidence.is_genuine(edition, list(edition.approvals.all()))


def test_an_edition_rewritten_with_its_hashes_is_not_what_went_on_record(post):
    edition = post.editions.get(number=1)
    save = post.savepoints.get(number=1)
    body = "契約は580 MWだ。"
    forged = digest(save.snapshot | {"body": body})
    edition.body, save.snapshot["body"] = body, body
    sha256 = fingerprint(edition, save.snapshot)

    unguarded("blog_edition", "blog_approval", "blog_savepoint")
    QuerySet(SavePoint).filter(pk=save.pk).update(
        snapshot=save.snapshot, content_hash=forged
    )
    QuerySet(Edition).filter(pk=edition.pk).update(
        body=body, sha256=sha256, content_hash=forged
    )
    QuerySet(Approval).filter(edition=edition).update(sha256=sha256)

    edition = Edition.objects.get(pk=edition.pk)
    assert not evidence.is_genuine(edition, list(edition.approvals.all()))


def test_what_was_done_until_then_is_listed_without_saves(client, kei, post):
    def listed(at):
        soup = BeautifulSoup(ask(client, post, at).content, "html.parser")
        rows = soup.select("[aria-labelledby=records-title] tbody tr")
        return [row.find_all("td")[2].text.split()[0] for row in rows]

    # The post itself was created by the clock of this test.
    assert listed("2026-03-01T09:00+09:00") == ["提出", "校了", "公開"]
    assert listed("2026-03-01T15:00+09:00") == [
        *("提出", "校了", "公開", "提出", "校了", "更新", "終了"),
    ]


def test_only_for_those_who_may_see_the_post(client):
    post = make_post()
    url = f"/admin/blog/post/{post.pk}/evidence/"
    client.force_login(people.nao())
    assert client.get(url).status_code == 404

    client.force_login(people.ren())
    assert client.get(url).status_code == 200


def test_evidence_asks_a_constant_number_of_queries(
    client, kei, post, django_assert_max_num_queries
):
    def asked(at):
        with django_assert_max_num_queries(30) as queries:
            ask(client, post, at)
        return len(queries)

    some = asked("2026-03-01T09:00+09:00")
    for hours in range(7, 10):
        third = revise(post, now=NINE + timedelta(hours=hours))
        timeline.publish(third, by=make_chief(), now=NINE + timedelta(hours=hours))
        timeline.end(
            post, by=make_chief(), now=NINE + timedelta(hours=hours, minutes=30)
        )

    assert asked("2026-03-01T18:10+09:00") == some
