"""Who finds which buttons, and what a forged press answers (SEC-20, SEC-21)."""

import pytest
from django.utils import timezone

from blog.models import Post, Stage
from blog.publishing import drafts, review
from tests import people
from tests.admin.forms import ADD, LIST, buttons, change_url, messages
from tests.factories import make_chief, make_edition, make_live, make_post

# Of an approved post of their own, with the reasons and times that are asked for.
FORBIDDEN_TO_WRITERS = [
    *("request_changes", "pass_step", "skip_step", "approve", "approve_afterwards"),
    *("publish", "schedule", "cancel_window", "end", "take_down", "emergency"),
    *("roll_back", "spike"),
]


def draft(aoi):
    return make_post(by=aoi)


def in_review(aoi):
    return review.submit(make_post(by=aoi), by=aoi)


def approved(aoi):
    return make_edition(make_post(by=aoi)).post


def live(aoi):
    return make_live(by=make_chief()).post


HANDS = {"_assign", "_comment", "_hold"}
ASIDE = {"_spike", "_trash"}
CLOCK = {"_publish", "_schedule"}
OFFERED = {
    ("aoi", draft): {"_save", "_submit", "_trash", *HANDS},
    ("aoi", in_review): {"_save", "_trash", *HANDS},
    ("aoi", approved): {"_save", "_trash", *HANDS},
    ("ren", draft): {"_save", "_submit", "_approve", *HANDS, *ASIDE},
    ("ren", in_review): {"_save", "_approve", "_request_changes", *HANDS, *ASIDE},
    ("ren", approved): {"_save", "_request_changes", *HANDS, *ASIDE},
    ("ren", live): {"_save", "_request_changes", *HANDS},
    ("mio", draft): {"_comment", *CLOCK},
    ("mio", approved): {"_comment", *CLOCK},
    ("mio", live): {"_comment", "_end", *CLOCK},
    ("kei", draft): {
        *("_save", "_submit", "_approve", "_emergency"),
        *HANDS,
        *ASIDE,
        *CLOCK,
    },
    ("kei", in_review): {
        *("_save", "_approve", "_request_changes", "_emergency"),
        *HANDS,
        *ASIDE,
        *CLOCK,
    },
    ("kei", approved): {"_save", "_request_changes", *HANDS, *ASIDE, *CLOCK},
    ("kei", live): {
        *("_save", "_request_changes", "_end", "_take_down"),
        *HANDS,
        *CLOCK,
    },
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "make"), OFFERED, ids=lambda x: getattr(x, "__name__", x)
)
def test_buttons_by_role_and_state(client, name, make):
    aoi = people.aoi()
    post = make(aoi)
    person = aoi if name == "aoi" else getattr(people, name)()
    client.force_login(person)

    page = client.get(change_url(post))

    assert buttons(page) == OFFERED[name, make]


@pytest.fixture
def aoi(client, db):
    person = people.aoi()
    client.force_login(person)
    return person


def public(post) -> bool:
    return post.publication(timezone.now()).is_on_air or bool(
        post.publication(timezone.now()).upcoming
    )


@pytest.mark.parametrize("button", FORBIDDEN_TO_WRITERS)
def test_writer_forges_a_press(client, aoi, button):
    post = make_edition(make_post(by=aoi)).post
    post.refresh_from_db()

    response = client.post(
        change_url(post),
        {
            "title": post.title,
            "base_version": post.lock_version,
            "reason": "無断で",
            "publish_at_0": "2031-04-01",
            "publish_at_1": "07:00",
            "edition": post.editions.get().pk,
            f"_{button}": post.editions.get().pk,
        },
    )

    assert response.status_code == 403
    assert not public(post)
    assert post.editions.count() == 1


def test_writer_forges_fields(client, aoi):
    post = make_post(by=aoi)
    other = people.ren()

    client.post(
        change_url(post),
        {
            "title": "題",
            "base_version": post.lock_version,
            "stage": "approved",
            "owner": other.pk,
            "lock_version": "99",
            "saved_by": other.pk,
            "status": "published",
            "_save": "1",
        },
    )

    post.refresh_from_db()
    assert (post.title, post.stage, post.owner, post.lock_version, post.saved_by) == (
        "題",
        Stage.DRAFT,
        aoi,
        2,
        aoi,
    )


@pytest.mark.parametrize(
    "action", ["approve", "publish", "schedule", "end", "take_down", "request_changes"]
)
def test_writer_forges_a_list_action(client, aoi, action):
    post = make_edition(make_post(by=aoi)).post

    client.post(
        LIST,
        {
            "action": action,
            "_selected_action": [post.pk],
            "reason": "無断で",
            "publish_at_0": "2031-04-01",
            "publish_at_1": "07:00",
        },
    )

    assert not public(post)
    post.refresh_from_db()
    assert post.stage == Stage.APPROVED


def test_writer_publishes_a_new_post_in_vain(client, aoi):
    response = client.post(ADD, {"title": "無断公開", "_publish": "1"})

    assert response.status_code == 403
    assert Post.objects.count() == 0


PAGES = ["change/", "history/", "history/1/", "preview/", "delete/"]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["nao", "aoi", "sora"])
def test_hidden_post_answers_like_one_that_is_not_there(client, name, page):
    ren = people.ren()
    post = make_post(by=ren, title="よその原稿")
    client.force_login(getattr(people, name)())

    here = client.get(f"/admin/blog/post/{post.pk}/{page}", follow=True)
    nowhere = client.get(f"/admin/blog/post/999999/{page}", follow=True)

    assert here.status_code == nowhere.status_code
    assert "よその原稿" not in here.content.decode()
    if page != "delete/":
        assert here.status_code == 404


@pytest.mark.django_db
def test_a_save_of_another_post_is_not_reached_through_mine(client):
    aoi, ren = people.aoi(), people.ren()
    mine, other = make_post(by=aoi), make_post(by=ren)
    drafts.save(other, by=ren, base_version=1, title="二つめの保存")
    client.force_login(aoi)

    assert client.get(f"/admin/blog/post/{mine.pk}/history/2/").status_code == 404


@pytest.mark.django_db
def test_two_person_rule_is_said(client):
    ren = people.ren()
    post = make_post(by=ren)
    post.category.two_person = True
    post.category.save()
    review.submit(post, by=ren)
    client.force_login(ren)

    page = client.get(change_url(post))
    response = client.post(
        change_url(post), {"base_version": "1", "title": post.title, "_approve": "1"}
    )

    assert "_approve" not in buttons(page)
    assert response.status_code == 403
    assert len(messages(response)) == 1
    assert post.editions.count() == 0


@pytest.mark.django_db
def test_switched_off_account_is_out_at_once(client):
    ren = people.ren()
    post = make_post(by=ren)
    client.force_login(ren)
    ren.is_active = False
    ren.save()

    response = client.post(
        change_url(post), {"base_version": "1", "title": "遅い", "_save": "1"}
    )

    assert response.status_code == 403
    assert "login-form" in response.content.decode()
    post.refresh_from_db()
    assert post.title != "遅い"


def test_nobody_deletes_a_post_not_even_a_superuser(admin_client):
    fresh, seen = make_post(), make_live().post

    for post in (fresh, seen):
        page = admin_client.get(change_url(post)).content.decode()
        url = f"/admin/blog/post/{post.pk}/delete/"
        assert "/delete/" not in page
        assert admin_client.post(url, {"post": "yes"}).status_code == 403

    assert set(Post.objects.all()) == {fresh, seen}
