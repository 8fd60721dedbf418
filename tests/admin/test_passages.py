"""Keeping passages at the desk, and finding them in the form of a post."""

import pytest
from bs4 import BeautifulSoup

from blog.models import Passage
from blog.publishing import passages
from tests.admin.forms import ADD, errors
from tests.factories import BODY, make_chief, make_live

pytestmark = pytest.mark.django_db
URL = "/admin/blog/passage/"


def make_passage(name="投資免責", body="投資は自己責任です。"):
    passage = Passage(name=name, body=body)
    passages.keep(passage, by=make_chief())
    return passage


def test_editors_keep_passages_and_each_text_is_a_version(client, sign_in):
    ren = sign_in("ren")

    client.post(f"{URL}add/", {"name": "投資免責", "body": "一つめの文。"})
    passage = Passage.objects.get()
    client.post(
        f"{URL}{passage.pk}/change/", {"name": "投資免責", "body": "二つめの文。"}
    )

    kept = passage.versions.order_by("number").values_list("number", "body", "made_by")
    assert list(kept) == [(1, "一つめの文。", ren.pk), (2, "二つめの文。", ren.pk)]


def test_writers_look_and_change_nothing(client, sign_in):
    sign_in("aoi")
    passage = make_passage()
    url = f"{URL}{passage.pk}/change/"

    assert client.get(url).status_code == 200
    assert client.post(url, {"name": "投資免責", "body": "別"}).status_code == 403
    assert client.get(f"{URL}add/").status_code == 403


def test_passage_in_a_passage_is_refused_at_the_form(client, sign_in):
    sign_in("ren")

    answer = client.post(f"{URL}add/", {"name": "甲", "body": "{{ 定型文:乙 }}"})

    assert errors(answer) != []
    assert not Passage.objects.exists()


def test_nobody_deletes_a_passage(client):
    client.force_login(make_chief())
    passage = make_passage()

    assert client.post(f"{URL}{passage.pk}/delete/").status_code == 403


def test_passage_names_the_posts_that_print_an_older_text(client, sign_in):
    sign_in("ren")
    passage = make_passage()
    live = make_live(body=f"{BODY}\n{{{{ 定型文:投資免責 }}}}\n")
    passage.body = "新しい文。"
    passages.keep(passage, by=make_chief())

    page = client.get(f"{URL}{passage.pk}/change/")

    soup = BeautifulSoup(page.content, "html.parser")
    path = live.windows.get().address.path
    assert [a.text for a in soup.find_all("a", href=path)] == [live.title]


def test_form_of_a_post_offers_the_passages(client, sign_in):
    sign_in("nao")
    make_passage()

    soup = BeautifulSoup(client.get(ADD).content, "html.parser")

    offered = [each["value"] for each in soup.select(".writing__bar option")]
    assert offered == ["", "{{ 定型文:投資免責 }}"]
