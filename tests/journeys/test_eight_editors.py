"""REL-15: eight people save one post again and again, each as fast as the desk answers.

`ALLFORCES_LONG=1` makes it the full minute.
"""

import os
import threading
import time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from blog.models import Post, SavePoint
from tests.factories import make_chief, make_post
from tests.people import make_person

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

EDITORS = 8
SECONDS = 60 if os.environ.get("ALLFORCES_LONG") else 4
SAVED, REFUSED = 302, 409


class AtTheDesk(threading.Thread):
    """One editor: read the version, change the text, save, and again."""

    def __init__(self, person, post, until):
        super().__init__()
        self.person = person
        self.post_pk = post.pk
        self.until = until
        self.answers = []

    def run(self):
        try:
            client = Client(raise_request_exception=False)
            client.force_login(self.person)
            while time.monotonic() < self.until:
                self.save(client)
        finally:
            connection.close()

    def save(self, client):
        version = Post.objects.values_list("lock_version", flat=True).get(
            pk=self.post_pk
        )
        body = f"{self.person}の{len(self.answers)}回目の稿。"
        response = client.post(
            reverse("admin:blog_post_change", args=[self.post_pk]),
            {"base_version": version, "body": body, "_save": "1"},
        )
        self.answers.append((response.status_code, version, body))


def test_every_conflict_has_one_winner_and_no_save_is_lost():
    post = make_post(by=make_chief())
    until = time.monotonic() + SECONDS
    people = [make_person(f"editor{n}", "editor") for n in range(EDITORS)]
    desks = [AtTheDesk(person, post, until) for person in people]

    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join(SECONDS + 60)

    answers = [answer for desk in desks for answer in desk.answers]
    assert {status for status, _, _ in answers} <= {SAVED, REFUSED}
    assert all(desk.answers for desk in desks)
    winners = {base + 1: body for status, base, body in answers if status == SAVED}
    assert len(winners) == sum(status == SAVED for status, _, _ in answers)
    kept = {
        save.number: save.snapshot["body"]
        for save in SavePoint.objects.filter(post=post, number__gt=1)
    }
    assert kept == winners
    assert Post.objects.get(pk=post.pk).lock_version == max(winners)
