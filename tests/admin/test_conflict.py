"""After a refused save: what each changed, joining the two, and saying why."""

import pytest
from bs4 import BeautifulSoup

from blog.models import Audit, Autosave
from blog.publishing import drafts
from tests import people
from tests.admin.forms import change_url, fields, messages
from tests.factories import make_post

pytestmark = pytest.mark.django_db

BASE = "売上は百円だった。\n\n二段落目。"
THEIRS = "売上は二百円だった。\n\n二段落目。"
MINE = "売上は百円だった。\n\n二段落目を直した。"


@pytest.fixture
def post():
    return make_post(body=BASE, excerpt="はじめの抜粋。")


@pytest.fixture
def opened(client, post, sign_in):
    """The form as Ren has it open; then Kei saves another text."""
    sign_in("ren")
    opened = fields(client.get(change_url(post)))
    drafts.save(post, by=people.kei(), base_version=1, body=THEIRS)
    return opened


def page(response):
    return BeautifulSoup(response.content, "html.parser")


def test_both_changes_are_marked_against_the_common_base(client, post, opened):
    response = client.post(change_url(post), opened | {"body": MINE, "_save": "1"})

    them, me = (
        [str(p) for p in page(response).select(f"[data-by={who}] p")]
        for who in ("them", "me")
    )
    assert len(them) == len(me) == 1
    assert "二</ins>百円" in them[0]
    assert "二段落目" not in them[0]
    assert "二段落目" in me[0]
    assert "<ins>" in me[0]


def test_disjoint_fields_are_joined_by_one_button(client, post, opened):
    refused = client.post(
        change_url(post), opened | {"excerpt": "私の抜粋。", "_save": "1"}
    )
    button = page(refused).select_one(".conflict button[name=_save]")

    client.post(change_url(post), fields(refused) | {button["name"]: ""})

    post.refresh_from_db()
    assert button["form"] == "post_form"
    assert (post.body, post.excerpt) == (THEIRS, "私の抜粋。")
    assert post.lock_version == 3


def test_saving_over_the_other_needs_a_reason(client, post, opened):
    refused = client.post(change_url(post), opened | {"body": MINE, "_save": "1"})

    silent = client.post(change_url(post), fields(refused) | {"_save": "1"})

    assert silent.status_code == 422
    assert len(messages(silent)) == 1
    assert fields(silent)["body"] == [MINE]
    post.refresh_from_db()
    assert (post.body, post.lock_version) == (THEIRS, 2)


def test_the_reason_is_kept_in_history_and_audit(client, post, opened):
    refused = client.post(change_url(post), opened | {"body": MINE, "_save": "1"})
    silent = client.post(change_url(post), fields(refused) | {"_save": "1"})

    client.post(
        change_url(post),
        fields(silent) | {"overwrite_reason": "数字は次の版で", "_save": "1"},
    )

    post.refresh_from_db()
    assert (post.body, post.lock_version) == (MINE, 3)
    assert post.savepoints.first().note == "数字は次の版で"
    assert Audit.objects.filter(verb="saved").latest("at").reason == "数字は次の版で"


def test_giving_way_to_the_other_needs_no_reason(client, post, opened):
    refused = client.post(change_url(post), opened | {"body": MINE, "_save": "1"})

    client.post(
        change_url(post),
        fields(refused) | {"body": THEIRS, "excerpt": "直した抜粋。", "_save": "1"},
    )

    post.refresh_from_db()
    assert (post.body, post.excerpt) == (THEIRS, "直した抜粋。")


def test_a_third_save_in_between_is_refused_again(client, post, opened):
    refused = client.post(change_url(post), opened | {"body": MINE, "_save": "1"})
    post.refresh_from_db()
    drafts.save(post, by=post.saved_by, base_version=2, body="三度目。")

    again = client.post(
        change_url(post), fields(refused) | {"overwrite_reason": "理由", "_save": "1"}
    )

    assert again.status_code == 409
    post.refresh_from_db()
    assert post.body == "三度目。"


def test_the_refused_text_is_kept_apart_too(client, post, opened):
    client.post(change_url(post), opened | {"body": MINE, "_save": "1"})

    row = Autosave.objects.get()
    assert (row.post, row.base_version, row.fields["body"]) == (post, 1, [MINE])


@pytest.mark.parametrize("base", ["", "zwei", "9" * 40, "-1"])
def test_an_odd_common_base_still_asks_for_a_reason(client, post, opened, base):
    refused = client.post(change_url(post), opened | {"body": MINE, "_save": "1"})

    response = client.post(
        change_url(post), fields(refused) | {"merge_base": base, "_save": "1"}
    )

    assert response.status_code == 422
