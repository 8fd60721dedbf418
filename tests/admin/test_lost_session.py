"""Session or token gone at the save: the text comes back, without a script too."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from blog.models import Autosave, Post
from tests import people
from tests.admin.forms import ADD, change_url, fields, messages
from tests.factories import make_post

pytestmark = pytest.mark.django_db

ORIGIN = {"headers": {"origin": "http://testserver"}}
TYPED = "打った本文。\r\n\r\n<b>二段落目</b>"


@pytest.fixture
def browser():
    """One that has to send tokens, as a real one."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.ren())
    return client


def sendable(response, form="login-form") -> dict:
    """All that a browser would send of a form, by `form=` attributes too."""
    soup = BeautifulSoup(response.content, "html.parser")
    inside = soup.find(id=form).find_all(["input", "textarea"])
    sent = {}
    for field in [*inside, *soup.select(f"[form={form}]")]:
        if field.get("name"):
            value = field.get("value", "") if field.name == "input" else field.text
            if field.name == "textarea":
                value = value.removeprefix("\n")
            sent.setdefault(field["name"], []).append(value)
    return sent


def typed_form(client, url, **typed):
    page = client.get(url)
    token = BeautifulSoup(page.content, "html.parser").find(
        attrs={"name": "csrfmiddlewaretoken"}
    )
    return fields(page) | typed | {"csrfmiddlewaretoken": token["value"], "_save": ""}


def log_in(client, page, password="password", name="ren"):
    sent = sendable(page) | {"username": name, "password": password}
    return client.post("/admin/login/", sent, **ORIGIN)


@pytest.mark.parametrize("gone", [["sessionid"], ["sessionid", "csrftoken"]])
def test_text_stands_in_the_form_after_the_login(browser, gone):
    post = make_post()
    sent = typed_form(browser, change_url(post), body=TYPED)
    for name in gone:
        del browser.cookies[name]

    page = browser.post(change_url(post), sent, **ORIGIN)
    entered = log_in(browser, page)
    form = browser.get(entered.url)

    assert page.status_code == 403
    assert fields(form)["body"][0].splitlines() == TYPED.splitlines()
    post.refresh_from_db()
    assert post.lock_version == 1
    saved = browser.post(change_url(post), typed_form(browser, entered.url), **ORIGIN)
    assert saved.status_code == 302
    post.refresh_from_db()
    assert post.body == TYPED.replace("\r\n", "\n")
    assert not Autosave.objects.exists()


def test_a_new_post_comes_back_too(browser):
    sent = typed_form(browser, ADD, title="新しい題", body=TYPED)
    del browser.cookies["sessionid"]

    entered = log_in(browser, browser.post(ADD, sent, **ORIGIN))
    form = browser.get(entered.url)

    assert fields(form)["title"] == ["新しい題"]
    assert not Post.objects.exists()


def test_wrong_passwords_and_the_lock_keep_the_text(browser):
    post = make_post()
    sent = typed_form(browser, change_url(post), body=TYPED)
    del browser.cookies["sessionid"]
    page = browser.post(change_url(post), sent, **ORIGIN)

    for _attempt in range(5):
        page = log_in(browser, page, password="wrong")

    assert page.status_code == 429
    back = browser.post("/admin/login/", sendable(page), **ORIGIN)
    assert "二段落目" in sendable(back)["body"][0]
    assert sendable(back)["next"][0].startswith(change_url(post))


def test_a_login_in_another_tab_asks_to_send_again(browser):
    post = make_post()
    sent = typed_form(browser, change_url(post), body=TYPED)
    browser.logout()
    browser.cookies.clear()
    browser.get("/admin/login/")
    login = sendable(browser.get("/admin/login/"))
    browser.post("/admin/login/", login | {"username": "ren", "password": "password"})

    page = browser.post(change_url(post), sent, **ORIGIN)
    saved = browser.post(change_url(post), sendable(page, "send_again"), **ORIGIN)

    assert page.status_code == 403
    assert saved.status_code == 302
    post.refresh_from_db()
    assert (post.body, post.lock_version) == (TYPED.replace("\r\n", "\n"), 2)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_what_another_site_sends_is_not_shown(browser, origin):
    headers = {"headers": {"origin": origin} if origin else {}}

    page = browser.post(ADD, {"title": "題", "body": "よその文"}, **headers)

    assert page.status_code == 403
    assert "よその文" not in page.content.decode()


def test_markup_in_the_text_is_text(browser):
    sent = typed_form(browser, ADD, body="</textarea><script>1</script>")
    del browser.cookies["sessionid"]

    page = browser.post(ADD, sent, **ORIGIN)

    assert b"<script>1" not in page.content
    assert "no-store" in page["Cache-Control"]


def test_somebody_else_logging_in_does_not_get_a_post_out_of_reach(browser):
    post = make_post()
    sent = typed_form(browser, change_url(post), body=TYPED)
    del browser.cookies["sessionid"]
    page = browser.post(change_url(post), sent, **ORIGIN)
    people.aoi()

    entered = log_in(browser, page, name="aoi")

    assert entered.status_code == 302
    assert len(messages(browser.get("/admin/"))) == 1
    assert not Autosave.objects.exists()


def test_other_logins_are_as_ever(browser):
    client = Client()

    entered = client.post(
        "/admin/login/?next=/admin/", {"username": "ren", "password": "password"}
    )

    assert (entered.status_code, entered.url) == (302, "/admin/")
    assert not Autosave.objects.exists()
