"""The preview shows what readers would see, to those who may see the manuscript."""

import re

import pytest
from bs4 import BeautifulSoup

from blog.models import Kind, Post
from blog.publishing import typesetting
from tests import people
from tests.admin.forms import ADD, change_url, fields
from tests.factories import make_edition, make_live, make_post, revise

pytestmark = pytest.mark.django_db

TEXT = """\
## 見出し

本文[^1]と**強調**。

| 社 | 額 |
|---|---:|
| 東雲 | 1,200 |

[^1]: 注。
"""


def prose(response) -> str:
    """The text of the post, as the bytes of any page of the site have it."""
    _, text = response.content.split(b'<div class="prose">')
    return text.partition(b"</div>\n    </div>")[0].decode()


def header(response) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return str(soup.select_one(".post-header")).replace("<wbr/>", "")


def preview_url(post, what="") -> str:
    return f"/admin/blog/post/{post.pk}/preview/{what}"


@pytest.fixture
def ren(client):
    person = people.ren()
    client.force_login(person)
    return person


CSV_LINK = re.compile(r'<p class="table-csv"><a href="table-1\.csv">.*?</a></p>')
OUR_SCRIPT = re.compile(r'<script[^>]* src="/static/[a-z/-]+\.js"></script>')


def test_text_is_byte_for_byte_the_public_one(client, ren):
    live = make_live(body=TEXT, tags=["電力"])
    public = client.get(live.post.windows.get().address.path)

    typed = client.post(preview_url(live.post), {"title": live.title, "body": TEXT})
    pages = [
        client.get(preview_url(live.post, w)) for w in ("", "save/1/", "edition/1/")
    ]

    # The link to a table's file leads somewhere at the post's own address alone.
    assert CSV_LINK.sub("", prose(public)) == live.html
    assert {prose(page) for page in [typed, *pages]} == {live.html}
    assert {header(page) for page in [typed, *pages]} == {header(public)}


def test_any_save_and_any_edition_can_be_seen_again(client, ren):
    first = make_edition(body="第1稿の本文。", title="第1稿の題")
    post = first.post
    revise(post, body="第2稿の本文。", title="第2稿の題", tags=["新顔"])

    for what, number in [("save", 1), ("edition", 1), ("save", 2), ("edition", 2)]:
        page = client.get(preview_url(post, f"{what}/{number}/"))
        assert f"第{number}稿の本文。" in prose(page)
        assert f"第{number}稿の題" in header(page)


@pytest.mark.parametrize("what", ["save", "edition"])
def test_save_or_edition_of_another_post_is_not_there(client, ren, what):
    """SEC-22"""
    post = make_post()
    revise(make_edition().post)

    assert client.get(preview_url(post, f"{what}/2/")).status_code == 404


@pytest.mark.parametrize("what", ["", "save/1/", "edition/1/"])
def test_writers_do_not_see_what_others_write(client, what):
    """SEC-22"""
    edition = make_edition()
    client.force_login(people.aoi())

    for method in (client.get, client.post):
        assert method(preview_url(edition.post, what)).status_code == 404


def test_page_is_shown_as_a_page(client, ren):
    page = make_post(kind=Kind.PAGE, path="/about/", title="会社概要", body=TEXT)

    soup = BeautifulSoup(client.get(preview_url(page)).content, "html.parser")

    assert soup.h1.text == "会社概要"
    assert soup.select_one(".post-header__facts") is None


def test_preview_shows_what_is_typed_and_writes_nothing(client, ren):
    post = make_post()
    typed = fields(client.get(change_url(post)))

    response = client.post(
        preview_url(post),
        typed | {"title": "打ちかけの題", "body": "打ちかけの本文。", "tags": "新顔"},
    )

    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.h1.text == "打ちかけの題"
    assert "打ちかけの本文。" in prose(response)
    assert "水野 あおい" in soup.find("header").text
    assert "8字" in soup.find("template", attrs={"data-for": "rail"}).text
    post.refresh_from_db()
    assert (post.lock_version, post.savepoints.count()) == (1, 1)


def test_preview_of_a_post_that_does_not_exist_yet(client, ren):
    empty = client.get("/admin/blog/post/preview/")
    typed = client.post("/admin/blog/post/preview/", {"body": "書き出し。"})

    assert empty.status_code == typed.status_code == 200
    assert "書き出し。" in prose(typed)
    assert Post.objects.count() == 0


def test_a_title_not_typed_yet_has_no_length(client, ren):
    url = "/admin/blog/post/preview/"

    def length(title):
        page = BeautifulSoup(client.post(url, {"title": title}).content, "html.parser")
        return page.select_one("[data-for=title-length]").get_text(strip=True)

    assert length("") == ""
    assert length("風車") == "2字・幅4"


def test_preview_is_kept_by_nobody_and_framed_by_us_alone(client, ren):
    response = client.get(preview_url(make_post()))

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_script_in_a_manuscript_does_not_reach_the_preview(client, ren):
    response = client.post(
        "/admin/blog/post/preview/",
        {
            "title": "<script>alert(1)</script>",
            "excerpt": "<img src=x onerror=alert(1)>",
            "body": "<script>alert(1)</script>\n\n[罠](javascript:alert(1))",
        },
    )

    html = response.content.decode()
    assert "<script" not in OUR_SCRIPT.sub("", html)
    assert "onerror=" not in html.replace("&lt;img src=x onerror=", "")
    assert "javascript:" not in html


def test_a_text_is_rendered_once_for_its_page_and_its_checks(client, ren, monkeypatch):
    post, texts = make_post(by=ren), []
    render = typesetting.render
    monkeypatch.setattr(
        typesetting,
        "render",
        lambda text, **kw: texts.append(text) or render(text, **kw),
    )

    page = client.post(f"/admin/blog/post/{post.pk}/preview/", {"body": "一度だけ。"})

    assert 'data-for="checks"' in page.content.decode()
    assert texts == ["一度だけ。"]


def test_text_too_long_to_render_is_said(client, ren):
    response = client.post("/admin/blog/post/preview/", {"body": "長い。" * 133_000})

    assert response.status_code == 200
    assert "prose" not in response.content.decode()


def test_preview_of_a_new_post_is_for_those_who_write(client):
    client.force_login(people.mio())

    assert client.get("/admin/blog/post/preview/").status_code == 403
    assert client.get(ADD).status_code == 403


def test_publisher_previews_what_others_write(client):
    post = make_post(body="読むだけの本文。")
    client.force_login(people.mio())

    response = client.get(preview_url(post))

    assert "読むだけの本文。" in prose(response)
