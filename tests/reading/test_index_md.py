"""A post as Markdown: what its page says, and nothing that the page does not."""

import unicodedata
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
import time_machine
import yaml

from blog.models import Kind
from blog.publishing import timeline
from tests.factories import make_byline, make_category, make_chief, make_live, revise
from tests.reading.pages import open_page

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 20, 3, 0, tzinfo=UTC)
SITE = "http://127.0.0.1:8000"
BODY = (
    "線が*足りない*[^1]。<!-- 社外秘 -->\n\n[//]: # (社外秘)\n\n"
    "<script>社外秘</script>\n\n"
    "- [別の記事](post:{other})\n- [消えた記事](post:999)\n- [会社概要](/about/)\n\n"
    "[^1]: 注の*中身*。\n"
)


def nfd(text):
    return unicodedata.normalize("NFD", text)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AT + timedelta(hours=3), tick=False):
        yield


def test_a_post_with_its_front_matter(client):
    other = make_live(slug="other", at=AT)
    make_live(
        title="線「と」列: 上",
        slug="grid",
        category=make_category("業界分析"),
        credits=[(make_byline("水野 あおい"), "text"), (make_byline("蓮"), "photo")],
        tags=["電力", "港"],
        excerpt="待つ列は長い。",
        sponsor="北の電力",
        holdings="なし",
        body=BODY.format(other=other.post_id),
        at=AT,
    )

    response = client.get("/2026/10/20/grid/index.md")

    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Link"] == f'<{SITE}/2026/10/20/grid/>; rel="canonical"'
    _nothing, front, text = response.text.split("---\n", 2)
    assert yaml.safe_load(front) == {
        "title": "線「と」列: 上",
        "date": "2026-10-20T12:00:00+09:00",
        "author": ["水野 あおい"],
        "category": "業界分析",
        "tags": ["電力", "港"],
        "canonical": f"{SITE}/2026/10/20/grid/",
        "language": "ja",
        "excerpt": "待つ列は長い。",
        "reading_minutes": 1,
        "sponsor": "北の電力",
        "disclosure": {"holdings": "なし", "sentence": ""},
    }
    assert text == (
        "\n# 線「と」列: 上\n\n線が*足りない*[^1]。\n\n"
        f"- [別の記事]({SITE}/2026/10/20/other/)\n- 消えた記事\n"
        f"- [会社概要]({SITE}/about/)\n\n[^1]: 注の*中身*。\n"
    )


def test_the_page_says_where_it_is(client):
    make_live(slug="grid", at=AT)

    page = open_page(client, "/2026/10/20/grid/")

    link = page.head.find("link", type="text/markdown")
    assert link["href"] == f"{SITE}/2026/10/20/grid/index.md"


def test_where_no_post_is_it_answers_like_the_page(client):
    """SEC-02"""
    edition = make_live(slug="port", at=AT)
    make_live(kind=Kind.PAGE, path="/案内が/", at=AT)
    decomposed = client.get(f"/{nfd('案内が')}/index.md")
    assert (decomposed.status_code, unquote(decomposed.headers["Location"])) == (
        301,
        "/案内が/index.md",
    )

    now = AT + timedelta(hours=1)
    renamed = revise(edition.post, now=now, slug="port-power")
    timeline.update(renamed, by=make_chief(), now=now)

    moved = client.get("/2026/10/20/port/index.md")
    assert moved.status_code == 301
    assert moved.headers["Location"] == "/2026/10/20/port-power/index.md"

    timeline.end(edition.post, by=make_chief(), now=AT + timedelta(hours=2))

    assert client.get("/2026/10/20/port-power/index.md").status_code == 410
    for path in ("/index.md", "/2026/10/20/nothing/index.md", "/tags/index.md"):
        assert client.get(path).status_code == 404
