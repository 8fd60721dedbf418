"""Row 23: who works in certain categories finds nothing of the others."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.utils import translation
from django.utils.translation import gettext as _

from blog.models import Audit, Beat, Post
from blog.publishing import comments, drafts, links, permissions, review, shelf
from blog.publishing.errors import NotAllowed, WrongState
from tests import people
from tests.admin.forms import ADD, LIST, change_url, messages, press
from tests.factories import (
    make_category,
    make_chief,
    make_edition,
    make_live,
    make_post,
    make_scheduled,
)

pytestmark = pytest.mark.django_db

SECRET = "よその極秘原稿"  # noqa: S105
PAGES = [
    *("", "change/", "history/", "history/1/", "preview/", "preview/save/1/"),
    *("preview/edition/1/", "comments/", "share/", "evidence/", "pictures/"),
]


def with_beat(name, category):
    """A new account each time: rights are asked for once in a request."""
    Beat.objects.create(user=getattr(people, name)(), category=category)
    return User.objects.get(username=name)


@pytest.fixture
def society():
    return make_category("社会")


@pytest.fixture
def money():
    return make_category("投資分析")


@pytest.fixture
def ren(client, money):
    person = with_beat("ren", money)
    client.force_login(person)
    return person


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_hidden_post_is_not_found(client, ren, society, page):
    post = make_live(category=society, title=SECRET).post
    url = f"/admin/blog/post/{post.pk}/{page}"

    for response in (
        client.get(url, follow=True),
        client.post(url, {"_approve": "1", "_share": "1"}, follow=True),
    ):
        assert response.status_code == 404
        assert SECRET not in response.content.decode()


@pytest.mark.parametrize(
    "url",
    [
        *("/admin/", LIST, "/admin/blog/post/queue/", "/admin/blog/post/links/"),
        *(f"{LIST}?_facets=True", f"{LIST}?stage=trashed", f"{LIST}?q=極秘"),
        *("/admin/blog/post/links/?q=極秘", "/admin/blog/category/", ADD),
    ],
)
def test_no_list_tells_of_a_hidden_post(client, ren, society, money, url):
    shown = make_post(category=money, title="担当の原稿")
    hidden = make_post(category=society, title=SECRET)
    review.submit(shown, by=make_chief())
    comments.add(hidden, by=make_chief(), text="@ren 見てください")
    review.submit(hidden, by=make_chief())
    make_scheduled(category=society, title=SECRET)
    shelf.trash(make_post(category=society, title=SECRET), by=make_chief())
    make_post(category=None, title=SECRET)

    response = client.get(url)

    assert response.status_code == 200
    assert SECRET not in response.content.decode()


def test_list_actions_do_not_reach_a_hidden_post(client, ren, society):
    post = review.submit(make_post(category=society), by=make_chief())

    client.post(LIST, {"action": "approve", "_selected_action": [post.pk]})

    assert post.editions.count() == 0


def test_works_in_the_beat_as_in_any_category(client, ren, money):
    post = review.submit(make_post(category=money), by=make_chief())

    assert client.get(change_url(post)).status_code == 200
    assert review.approve(post, by=ren).is_approved


def test_own_posts_stay_ones_own_wherever_they_stand(ren, society):
    adrift = make_post(by=ren, category=None)
    moved = make_post(by=ren, category=None)
    drafts.save(moved, by=make_chief(), base_version=1, category=society)
    moved.refresh_from_db()

    assert set(permissions.visible_posts(ren)) == {adrift, moved}
    review.submit(moved, by=ren)
    moved.refresh_from_db()
    with pytest.raises(NotAllowed):
        review.approve(moved, by=ren)


@pytest.mark.parametrize("name", [*("nao", "aoi", "ren", "mio", "kei")])
def test_what_one_sees_is_what_one_may_view(name, money, society):
    person = with_beat(name, money)
    for category in (money, society, None):
        make_post(category=category)
        post = make_post(category=category)
        Post.objects.filter(pk=post.pk).update(owner=person)

    seen = set(permissions.visible_posts(person))

    assert seen == {p for p in Post.objects.all() if permissions.may(person, "view", p)}
    assert society not in {post.category for post in seen if post.owner != person}


def test_moving_a_post_out_of_the_beats_is_refused_in_words(client, ren, money):
    society = make_category("社会")
    post = make_post(category=money)
    with translation.override("ja"):
        said = _("You work in %(categories)s. Choose one of these categories.") % {
            "categories": "投資分析"
        }

    for category in (society.pk, ""):
        response = press(
            client, change_url(post), "save", category=category, title="書きかけ"
        )

        assert response.status_code == 403
        assert messages(response) == [said]
        assert "書きかけ" in response.content.decode()
    post.refresh_from_db()
    assert (post.category, post.lock_version) == (money, 1)


def test_only_categories_of_ones_beats_are_offered(client, ren, money, society):
    mine = make_post(by=ren, category=money)
    Post.objects.filter(pk=mine.pk).update(category=make_category("業界分析"))

    assert categories(client.get(ADD)) == ["---------", "投資分析"]
    offered = categories(client.get(change_url(mine)))
    assert offered == ["---------", "投資分析", "業界分析"]


def categories(page) -> list[str]:
    soup = BeautifulSoup(page.content, "html.parser")
    return [option.text for option in soup.select("#id_category option")]


def test_a_new_post_outside_the_beats_is_not_made(client, ren, society):
    response = press(client, ADD, "save", title="新しい記事", category=society.pk)

    assert response.status_code == 403
    assert Post.objects.count() == 0


def test_superuser_has_no_beats(client, admin_user, money, society):
    Beat.objects.create(user=admin_user, category=money)
    post = make_post(category=society)

    assert list(permissions.visible_posts(admin_user)) == [post]
    assert permissions.sees_every_post(admin_user)


def test_chief_with_a_beat_does_not_read_the_record_of_all(client, money, society):
    make_post(category=society, title=SECRET)
    client.force_login(with_beat("kei", money))
    record = Audit.objects.filter(label=SECRET).first()

    for page in ("", "csv/", f"{record.pk}/change/", f"{record.pk}/history/"):
        response = client.get(f"/admin/blog/audit/{page}")
        assert response.status_code == 403
    assert "/admin/blog/audit/" not in client.get("/admin/").content.decode()


def test_links_search_finds_in_the_beat_only(ren, money, society):
    make_post(category=society, title=SECRET)
    shown = make_post(category=money, title="担当の原稿")

    assert links.find("", by=ren) == [shown]


def test_hidden_posts_that_link_here_are_counted_but_not_named(ren, money, society):
    post = make_post(category=money)
    make_post(category=society, title=SECRET, body=f"[前](post:{post.pk})を読む。\n")

    with pytest.raises(WrongState) as refusal:
        shelf.trash(post, by=ren)

    assert SECRET not in refusal.value.message
    assert "1" in refusal.value.message


def test_turn_is_given_to_nobody_who_cannot_see_the_post(client, ren, society):
    post = make_post(category=society)

    response = press(client_of_chief(client), change_url(post), "save", assignee=ren.pk)

    post.refresh_from_db()
    assert response.status_code in (200, 409)
    assert post.assignee is None


def client_of_chief(client):
    client.force_login(make_chief())
    return client


def test_beats_are_given_on_the_account_page_and_on_record(client, admin_client, money):
    ren = people.ren()
    url = f"/admin/auth/user/{ren.pk}/change/"
    page = admin_client.get(url)
    assert page.status_code == 200

    response = admin_client.post(
        url,
        {
            "username": "ren",
            "is_active": "on",
            "is_staff": "on",
            "groups": [str(ren.groups.get().pk)],
            "date_joined_0": "2026-01-01",
            "date_joined_1": "00:00:00",
            "beats-TOTAL_FORMS": "1",
            "beats-INITIAL_FORMS": "0",
            "beats-0-user": str(ren.pk),
            "beats-0-category": str(money.pk),
        },
    )

    assert response.status_code == 302
    assert list(ren.beats.values_list("category__name", flat=True)) == ["投資分析"]
    last = Audit.objects.order_by("-pk").first()
    assert (last.verb, last.label, last.by.username, last.details) == (
        "rights given",
        "ren",
        "admin",
        {"rights": ["投資分析"]},
    )


def test_a_new_beat_counts_from_the_next_request(client, money, society):
    ren = people.ren()
    post = make_edition(category=society).post
    client.force_login(ren)
    assert client.get(change_url(post)).status_code == 200

    Beat.objects.create(user=ren, category=money)

    assert client.get(change_url(post)).status_code == 404


@pytest.mark.parametrize("page", ["user/", "user/add/", "group/", "group/add/"])
def test_single_rights_do_not_open_the_accounts(client, page):
    kei = people.kei()
    kei.user_permissions.set(Permission.objects.all())
    client.force_login(kei)

    assert client.get(f"/admin/auth/{page}").status_code == 403
    group = Group.objects.first()
    for url in (f"user/{kei.pk}/change/", f"user/{kei.pk}/password/"):
        assert client.post(f"/admin/auth/{url}", {}).status_code == 403
    assert client.get(f"/admin/auth/group/{group.pk}/change/").status_code == 403
