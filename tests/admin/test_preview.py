"""The preview shows what readers would see, to those who may see the manuscript."""

import pytest
from bs4 import BeautifulSoup

from blog.models import Post
from tests import people
from tests.admin.forms import ADD, change_url, fields
from tests.factories import make_edition, make_post

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
    start = response.content.index(b'<div class="prose">') + len(b'<div class="prose">')
    return response.content[
        start : response.content.index(b"</div>\n</article>")
    ].decode()


@pytest.fixture
def ren(client):
    person = people.ren()
    client.force_login(person)
    return person


def test_preview_is_the_html_of_the_edition(client, ren):
    edition = make_edition(make_post(body=TEXT))
    url = f"/admin/blog/post/{edition.post_id}/preview/"

    saved = client.get(url)
    typed = client.post(url, {"title": edition.title, "body": TEXT})

    assert prose(saved) == edition.html
    assert prose(typed) == edition.html


def test_preview_shows_what_is_typed_and_writes_nothing(client, ren):
    post = make_post()
    typed = fields(client.get(change_url(post)))

    response = client.post(
        f"/admin/blog/post/{post.pk}/preview/",
        typed | {"title": "打ちかけの題", "body": "打ちかけの本文。", "tags": "新顔"},
    )

    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.h1.text == "打ちかけの題"
    assert "打ちかけの本文。" in prose(response)
    assert "水野 あおい" in soup.find("header").text
    assert "8字" in soup.find("template").text
    post.refresh_from_db()
    assert (post.lock_version, post.savepoints.count()) == (1, 1)


def test_preview_of_a_post_that_does_not_exist_yet(client, ren):
    empty = client.get("/admin/blog/post/preview/")
    typed = client.post("/admin/blog/post/preview/", {"body": "書き出し。"})

    assert empty.status_code == typed.status_code == 200
    assert "書き出し。" in prose(typed)
    assert Post.objects.count() == 0


def test_preview_is_kept_by_nobody_and_framed_by_us_alone(client, ren):
    response = client.get(f"/admin/blog/post/{make_post().pk}/preview/")

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
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
    assert "<script" not in html
    assert "onerror=" not in html.replace("&lt;img src=x onerror=", "")
    assert "javascript:" not in html


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

    response = client.get(f"/admin/blog/post/{post.pk}/preview/")

    assert "読むだけの本文。" in prose(response)
