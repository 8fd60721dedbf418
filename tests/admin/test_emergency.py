"""緊急公開 stays red on everybody's desk until somebody approves it afterwards."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.models import Audit
from blog.publishing import drafts, express, timeline
from tests import people
from tests.admin.forms import LIST, buttons, change_url, press
from tests.factories import make_category, make_post

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def kei(client):
    person = people.kei()
    client.force_login(person)
    return person


@pytest.fixture
def post(kei):
    return make_post(by=kei, title="送電計画の見直し案")


def alarms(client) -> list[str]:
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return [alarm.get_text(" ", strip=True) for alarm in soup.select(".alarm li")]


def test_it_needs_the_right_and_a_reason(client, post, kei):
    without = press(client, change_url(post), "emergency")
    client.force_login(people.ren())
    page = client.get(change_url(post))
    forged = press(client, change_url(post), "emergency", aside_reason="急ぎ")

    assert without.status_code == 409
    assert "_emergency" not in buttons(page)
    assert forged.status_code == 403
    assert post.windows.count() == 0


def test_everybody_sees_it_until_it_is_approved(client, post):
    press(client, change_url(post), "emergency", aside_reason="他社の誤報を正す")

    for name in ("ren", "mio", "aoi", "nao"):
        client.force_login(getattr(people, name)())
        (alarm,) = alarms(client)
        assert "事後承認がまだです" in alarm
        assert "送電計画の見直し案" in alarm
        assert "他社の誤報を正す" in alarm

    client.force_login(people.make_person("editor", "editor"))
    press(client, change_url(post), "approve_afterwards", value=post.editions.get().pk)

    assert alarms(client) == []
    verbs = Audit.objects.filter(kind="post", object_id=post.pk).order_by("pk")
    assert [row.verb for row in verbs] == [
        "created",
        "published in an emergency",
        "approved afterwards",
    ]


def test_who_may_not_read_the_manuscript_gets_no_link(client, post):
    press(client, change_url(post), "emergency", aside_reason="急ぎ")

    def links():
        soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
        return [link["href"] for link in soup.select(".alarm a")]

    ours = links()
    client.force_login(people.aoi())

    assert ours == [change_url(post)]
    assert links() == []


def test_a_later_edition_or_the_end_does_not_make_it_good(client, post, kei):
    now = timezone.now()
    timeline.emergency(post, by=kei, reason="急ぎ", now=now - 3 * MINUTE)
    post = drafts.save(post, by=kei, base_version=1, body="直した稿。")
    express.publish(post, by=kei, now=now - 2 * MINUTE)
    timeline.end(post, by=kei, now=now - MINUTE)

    assert not post.publication(now).is_on_air
    assert len(alarms(client)) == 1


def test_two_people_where_the_category_asks_for_them(client, kei):
    category = make_category("投資分析", two_person=True)
    post = make_post(by=kei, category=category)
    press(client, change_url(post), "emergency", aside_reason="急ぎ")

    response = press(
        client, change_url(post), "approve_afterwards", value=post.editions.get().pk
    )

    assert response.status_code == 403
    assert len(alarms(client)) == 1


def test_what_others_are_late_with_is_a_warning_for_the_desk(client, kei, post):
    aoi = people.aoi()
    late = make_post(by=aoi, title="遅れている")
    late.due_at = timezone.now() - timedelta(hours=1)
    late.save()

    (alarm,) = alarms(client)
    assert "締切を過ぎています" in alarm
    assert "1本" in alarm
    page = client.get(LIST, {"due": "late"}).content.decode()
    assert "遅れている" in page
    client.force_login(aoi)
    assert alarms(client) == []
    assert "締切を過ぎています" in client.get("/admin/").content.decode()
