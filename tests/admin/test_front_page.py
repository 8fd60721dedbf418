"""The desk page on which the front page is composed, and that of related posts."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.models import Audit, Pin, ReadCount, RelatedPin
from tests.admin.forms import errors, messages
from tests.factories import make_live, make_post

pytestmark = pytest.mark.django_db

FRONT = "/admin/blog/post/front/"


def pin(client, slot, post, **fields):
    prefix = f"slot{slot}"
    sent = {f"{prefix}-post": post, "_pin": slot}
    sent |= {f"{prefix}-{name}": value for name, value in fields.items()}
    return client.post(FRONT, sent)


def test_an_editor_pins_by_number_title_or_address_and_takes_it_back(client, sign_in):
    ren = sign_in("ren")
    editions = [make_live(title=f"風車の{kind}") for kind in ("費用", "保守", "騒音")]
    named = [
        f"{editions[0].post_id} 風車の費用",
        "保守",
        f"http://testserver{editions[2].windows.get().address.path}",
    ]

    for slot, text in enumerate(named):
        assert pin(client, slot, text).status_code == 302

    rows = Pin.objects.values_list("slot", "post", "pinned_by")
    assert list(rows) == [
        (slot, edition.post_id, ren.pk) for slot, edition in enumerate(editions)
    ]
    page = client.get(FRONT)
    assert messages(page)[0] == "固定しました：トップ記事: 風車の費用"
    assert Audit.objects.filter(verb="pinned").count() == 3
    pinned = Pin.objects.get(slot=1)
    client.post(FRONT, {"_unpin": pinned.pk})
    assert not Pin.objects.showing(timezone.now()).filter(slot=1).exists()


def test_the_times_are_japanese_and_stand_beside_the_pin(client, sign_in):
    sign_in("kei")
    edition = make_live()
    day = timezone.localdate() + timedelta(days=2)

    pin(client, 0, edition.post_id, ends_at_0=day.isoformat(), ends_at_1="09:30")

    ends_at = timezone.localtime(Pin.objects.get().ends_at)
    assert (ends_at.date(), ends_at.hour, ends_at.minute) == (day, 9, 30)
    assert "9:30まで" in client.get(FRONT).content.decode()


def test_what_cannot_be_pinned_is_said_and_what_was_typed_stays(client, sign_in):
    sign_in("ren")
    make_live(title="風車の費用"), make_live(title="風車の保守")
    draft = make_post(title="下書き")

    for text, said in (
        ("ない記事", "見つかりません"),
        ("風車", "番号から"),
        ("", "どの記事"),
    ):
        page = pin(client, 1, text)
        assert said in errors(page)[0]
        assert BeautifulSoup(page.content, "html.parser").find(id="id_slot1-post")[
            "value" if text else "name"
        ] == (text or "slot1-post")
    refused = pin(client, 0, draft.pk)
    assert refused.status_code == 409
    assert not Pin.objects.exists()


def test_a_link_on_the_page_of_a_post_fills_in_its_number(client, sign_in):
    sign_in("ren")
    edition = make_live(title="風車の費用")

    page = BeautifulSoup(
        client.get(f"{FRONT}?post={edition.post_id}").content, "html.parser"
    )

    assert page.find(id="id_slot0-post")["value"] == f"{edition.post_id} 風車の費用"


def test_the_page_of_a_post_tells_how_often_it_was_read(client, sign_in):
    sign_in("ren")
    post = make_live().post
    now = timezone.now()
    for hours in (1, 30, 200):
        ReadCount.objects.add(post.pk, now - timedelta(hours=hours))

    page = BeautifulSoup(
        client.get(f"/admin/blog/post/{post.pk}/change/").content, "html.parser"
    )

    panel = page.find(id="around-title").parent
    assert [each.get_text() for each in panel.find_all("b")] == ["1", "2"]


def test_related_posts_are_chosen_in_order(client, sign_in):
    sign_in("ren")
    here, one, two = (make_live(title=title) for title in ("ここ", "一つ目", "二つ目"))
    url = f"/admin/blog/post/{here.post_id}/related/"

    client.post(url, {"first": "二つ目", "second": one.post_id})

    assert list(RelatedPin.objects.values_list("related", flat=True)) == [
        two.post_id,
        one.post_id,
    ]
    page = BeautifulSoup(client.get(url).content, "html.parser")
    assert page.find(id="id_first")["value"] == f"{two.post_id} 二つ目"
    itself = client.post(url, {"first": "ここ"})
    assert errors(itself) == ["記事そのものは関連記事にできません。"]
    client.post(url, {"first": "", "second": "", "third": ""})
    assert not RelatedPin.objects.exists()
