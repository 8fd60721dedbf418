"""Promises about safety that no other test names."""

import socket

import pytest
from django.db import OperationalError, connection
from django.test import Client

from blog.admin.post_form import ManuscriptForm
from blog.models import Post
from blog.publishing import express, timeline
from tests.admin.forms import ADD, errors, fields, press
from tests.factories import make_chief, make_live, make_post

pytestmark = pytest.mark.django_db

ELSEWHERE = "http://198.51.100.7"


def test_answers_in_json_say_so_and_are_not_guessed_at(client, sign_in):
    """SEC-15."""
    post = make_post(by=sign_in("ren"))
    url = f"/admin/blog/post/{post.pk}"

    for answer in (
        client.post(f"{url}/autosave/?callback=f", {"tab": "a", "title": "題"}),
        client.post(f"{url}/presence/?callback=f", {"tab": "a"}),
        client.post(f"{url}/pictures/?callback=f"),
        client.get("/feed.json?callback=f"),
    ):
        kind = answer.headers["Content-Type"]
        assert kind in ("application/json", "application/feed+json; charset=utf-8")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content.startswith(b"{")


def test_addresses_in_a_text_are_asked_by_nobody(client, sign_in, monkeypatch):
    """SEC-35."""
    asked = []
    for owner, name in ((socket.socket, "connect"), (socket, "getaddrinfo")):
        real = getattr(owner, name)
        monkeypatch.setattr(
            owner, name, lambda *args, _real=real: asked.append(args) or _real(*args)
        )
    post = make_post(
        by=sign_in("kei"),
        body=f"![図]({ELSEWHERE}/a.png)\n\n[先]({ELSEWHERE}/)\n\n<{ELSEWHERE}/b>\n",
        sources=[{"title": "元", "url": f"{ELSEWHERE}/c", "accessed": "2026-11-24"}],
    )

    client.post(f"/admin/blog/post/{post.pk}/preview/", {"body": post.body})
    timeline.publish(express.approved_edition(post, by=make_chief()), by=make_chief())
    path = post.windows.get().address.path

    assert ELSEWHERE in client.get(path).content.decode()
    assert [each for each in asked if "198.51.100.7" in str(each)] == []


def test_lengths_are_limited_at_the_form_as_in_the_model(client, sign_in):
    """REL-02."""
    sign_in("ren")
    limits = {
        name: field.max_length
        for name, field in ManuscriptForm.base_fields.items()
        if getattr(Post, name, None) and getattr(field, "max_length", None)
    }
    for several in ("tags", "companies"):
        limits.pop(several)

    long = press(client, ADD, "save", title="長" * 201, body="消えない本文。")

    assert {n: Post._meta.get_field(n).max_length for n in limits} == limits
    assert {"title", "slug", "body", "excerpt", "sponsor"} <= limits.keys()
    assert len(errors(long)) == 1
    assert fields(long)["body"] == ["消えない本文。"]
    assert not Post.objects.exists()


def test_a_database_that_is_away_is_said_in_plain_words(monkeypatch):
    """REL-16: readers and desk, and both are back at the next request."""
    path = make_live().windows.get().address.path
    client = Client(raise_request_exception=False)
    client.force_login(make_chief())

    def away(*args, **kwargs):
        raise OperationalError("the server closed the connection unexpectedly")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", away)
        answers = [client.get(path), client.get("/admin/")]

    for answer in answers:
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "15")
        assert "データベースにつながりません" in answer.content.decode()
    assert client.get(path).status_code == client.get("/admin/").status_code == 200
