"""The form tells who else has the post open."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.models import Presence
from blog.publishing import drafts, presence
from tests import people
from tests.admin.forms import change_url
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return make_post()


def url(post):
    return f"/admin/blog/post/{post.pk}/presence/"


def shown(response) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return soup.select_one("[data-others]").get_text(strip=True)


def test_opening_the_form_counts_as_one_ping(client, post, sign_in):
    sign_in("ren")
    client.get(change_url(post))

    sign_in("kei")
    page = client.get(change_url(post))

    assert "戸川 蓮" in shown(page)
    assert "黒田 慧" not in shown(page)


def test_a_ping_answers_who_else_and_for_how_long(client, post, sign_in):
    ren = people.ren()
    now = timezone.now()
    presence.ping(post, by=ren, tab="a", now=now - timedelta(minutes=2, seconds=30))
    Presence.objects.update(seen_at=now)
    sign_in("kei")

    answer = client.post(url(post), {"tab": "b", "base_version": "1"}).json()

    (said,) = answer["others"]
    assert "戸川 蓮" in said
    assert "2" in said
    assert answer["saved"] == ""


def test_typing_is_noted(client, post, sign_in):
    sign_in("ren")

    client.post(url(post), {"tab": "b", "base_version": "1"})
    assert Presence.objects.get().typed_at is None
    client.post(url(post), {"tab": "b", "base_version": "1", "typed": "1"})
    assert Presence.objects.get().typed_at is not None


def test_a_ping_tells_that_somebody_has_saved(client, post, sign_in):
    sign_in("ren")
    drafts.save(post, by=people.kei(), base_version=1, title="別の題")

    answer = client.post(url(post), {"tab": "b", "base_version": "1"}).json()

    assert "黒田 慧" in answer["saved"]


def test_who_only_reads_is_not_counted(client, post, sign_in):
    sign_in("mio")

    client.get(change_url(post))
    answer = client.post(url(post), {"tab": "b", "base_version": "1"})

    assert answer.status_code == 403
    assert not Presence.objects.exists()


def test_it_needs_a_post_request_and_a_post_one_may_see(client, post, sign_in):
    sign_in("aoi")

    assert client.post(url(post), {"tab": "b"}).status_code == 404
    sign_in("ren")
    assert client.get(url(post)).status_code == 405
    assert client.post("/admin/blog/post/999/presence/").status_code == 404

    assert not Presence.objects.exists()
