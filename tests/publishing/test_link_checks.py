"""What the checks say of links, and of pictures just put in."""

import pytest

from blog.publishing import checks
from tests.factories import BODY, make_live, make_post

pytestmark = pytest.mark.django_db


def found(post, rule):
    return [
        (each.quote, each.level) for each in checks.findings(post) if each.rule == rule
    ]


def test_link_to_a_hidden_post_is_named_by_its_number():
    """SEC-22"""
    live, hidden = make_live(), make_post(title="秘密の題")
    links = f"[甲](post:{live.post_id})[乙](post:{hidden.pk})[丙](post:999999)"

    post = make_post(body=f"{BODY}\n{links}\n")

    assert found(post, "hidden_link") == [
        (f"post:{hidden.pk}", "warn"),
        ("post:999999", "warn"),
    ]


def test_picture_that_nobody_has_described_waits_for_its_words():
    post = make_post(body=f"{BODY}\n![代替テキスト](/media/images/a.png)\n")

    assert found(post, "placeholder") == [("![代替テキスト]", "block")]


def test_reference_to_a_passage_is_no_placeholder():
    post = make_post(body=f"{BODY}\n{{{{ 定型文:免責 }}}}\n")

    assert found(post, "placeholder") == []
