"""The desk asks what readers are told, and who is paid."""

import pytest

from blog.models import AffiliateHost, Audit
from tests.admin.forms import errors, fields, press
from tests.factories import make_live, make_post, revise

pytestmark = pytest.mark.django_db


def change_url(post):
    return f"/admin/blog/post/{post.pk}/change/"


def test_a_correction_without_both_words_is_refused_and_nothing_is_lost(
    client, sign_in
):
    sign_in("kei")
    post = make_live().post
    revise(post)
    typed = {
        "change": "correction",
        "public_note": "契約電力を誤っていました。",
        "wrong": "480 MW",
        "cause": "表の行の取り違え",
    }

    refused = press(client, change_url(post), "publish", **typed)

    assert refused.status_code == 422
    assert errors(refused) == ["正しい語句を書いてください。"]
    assert {name: fields(refused)[name] for name in typed} == {
        name: [value] for name, value in typed.items()
    }

    done = press(client, change_url(post), "publish", **typed, right="408 MW")
    assert done.status_code == 302
    window = post.windows.get(change="correction")
    assert (window.right, window.cause) == ("408 MW", "表の行の取り違え")


def test_nothing_is_asked_before_there_is_something_to_change(client, sign_in):
    sign_in("kei")

    asked = [
        name in fields(client.get(change_url(post)))
        for post in (make_post(), make_live().post)
        for name in ("change", "public_note")
    ]

    assert asked == [False, False, True, True]


def test_a_translation_names_its_original_by_number(client, sign_in):
    sign_in("kei")
    original, english = make_post(), make_post()

    refused = press(client, change_url(english), "save", translation_of="999999")
    assert errors(refused) == ["番号999999の記事はありません。"]
    press(
        client,
        change_url(english),
        "save",
        language="en",
        translation_of=str(original.pk),
    )

    english.refresh_from_db()
    assert (english.language, english.translation_of) == ("en", original)
    again = fields(client.get(change_url(english)))
    assert (again["language"], again["translation_of"]) == (["en"], [str(original.pk)])


def test_a_partner_is_kept_by_its_host_and_on_record(client, sign_in):
    sign_in("ren")
    url = "/admin/blog/affiliatehost/add/"

    refused = client.post(url, {"host": "お店"})
    client.post(url, {"host": "https://Shop.example/a?b=1", "note": "書籍"})

    assert "ホスト名ではありません" in errors(refused)[0]
    assert AffiliateHost.objects.names() == ["shop.example"]
    assert Audit.objects.filter(kind="affiliatehost").count() == 1
