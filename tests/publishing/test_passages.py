"""Passages are referred to by name, and printed in the version of their day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Audit, Passage
from blog.publishing import checks, passages, proofs, review, timeline
from blog.publishing.errors import Incomplete, WrongState
from blog.text.rendering import SourceTooLong
from tests.factories import BODY, make_chief, make_edition, make_live, make_post, revise

pytestmark = pytest.mark.django_db

REFERENCE = "{{ 定型文:投資免責 }}"


def make_passage(name="投資免責", body="投資は自己責任です。", **fields):
    passage = Passage(name=name, body=body, **fields)
    passages.keep(passage, by=make_chief())
    return passage


def change(passage, body):
    passage.body = body
    passages.keep(passage, by=make_chief())


def test_each_new_text_is_a_version():
    passage = make_passage()

    change(passage, "投資は、自己責任でお願いします。")
    change(passage, "投資は、自己責任でお願いします。")

    kept = passage.versions.order_by("number").values_list("number", "body")
    assert list(kept) == [
        (1, "投資は自己責任です。"),
        (2, "投資は、自己責任でお願いします。"),
    ]
    verbs = Audit.objects.filter(verb__startswith="passage").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "passage made",
        "passage changed",
        "passage changed",
    ]


def test_edition_is_frozen_with_the_version_of_its_day():
    passage = make_passage()
    first = make_live(body=f"{BODY}\n{REFERENCE}\n")

    change(passage, "新しい免責。")
    second = revise(first.post, title="題だけ直した記事")

    assert first.passages == [{"name": "投資免責", "number": 1}]
    assert "<p>投資は自己責任です。</p>" in first.html
    assert "投資は自己責任です。" in first.text
    assert second.passages == [{"name": "投資免責", "number": 2}]
    assert "新しい免責。" in second.html
    assert REFERENCE in second.body
    assert second.sha256 != first.sha256


def test_preview_shows_the_passage_of_now():
    make_passage(body="いまの免責。")
    post = make_post(body=REFERENCE)

    proof = proofs.of_manuscript(post, at=timezone.now())

    assert proof.html == "<p>いまの免責。</p>"


def test_passage_of_several_lines_stays_inside_a_quotation():
    make_passage(body="- 一つめ\n- 二つめ")

    quoted = make_edition(body=f"{BODY}\n> {REFERENCE}\n")

    assert quoted.html.count("<blockquote>") == 1
    assert quoted.html.partition("<blockquote>")[2].count("<li>") == 2


def test_passage_may_hold_no_script():
    """SEC-10"""
    make_passage(body="<script>alert(1)</script>")

    edition = make_edition(body=f"{BODY}\n{REFERENCE}\n")

    assert "<script" not in edition.html


def test_unknown_passage_stops_the_submission_and_a_known_one_does_not():
    post = make_post(body=f"{BODY}\n{REFERENCE}\n")

    with pytest.raises(Incomplete) as refusal:
        review.submit(post, by=make_chief())
    make_passage()
    submitted = review.submit(post, by=make_chief())

    assert [each.rule for each in refusal.value.findings] == ["unknown_passage"]
    assert submitted.stage == "in_review"


def test_length_counts_what_is_printed():
    make_passage(body="十" * 500)

    with_passage = make_edition(body=f"{BODY}\n{REFERENCE}\n")
    without = make_edition(body=BODY)

    assert with_passage.characters == without.characters + 500


def test_text_that_would_grow_without_end_is_refused():
    """REL-01"""
    make_passage(body="長" * 20_000)
    post = make_post(body=f"{REFERENCE}\n\n" * 1_000)

    with pytest.raises(SourceTooLong):
        proofs.of_manuscript(post, at=timezone.now())
    assert checks.missing(post) != []


def test_passage_keeps_its_name_and_holds_no_other():
    passage = make_passage()

    with pytest.raises(WrongState, match="投資免責"):
        passages.keep(
            Passage(pk=passage.pk, name="別の名", body="文。"), by=make_chief()
        )
    with pytest.raises(WrongState):
        make_passage(name="入れ子", body=f"前。{REFERENCE}")

    assert Passage.objects.get().name == "投資免責"


def test_posts_on_air_with_an_older_version_are_known():
    passage = make_passage()
    now = timezone.now()
    live = make_live(body=f"{BODY}\n{REFERENCE}\n")
    make_edition(body=f"{BODY}\n{REFERENCE}\n")
    make_live()

    before = passages.outdated(passage, at=now)
    change(passage, "新しい免責。")
    after = passages.outdated(passage, at=now)
    timeline.update(revise(live.post, title="直した題"), by=make_chief())
    later = passages.outdated(passage, at=timezone.now() + timedelta(seconds=1))

    assert (before, after, later) == ([], [live], [])
