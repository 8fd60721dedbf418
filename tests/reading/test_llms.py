"""llms.txt: everything that it counts and names is on air."""

import re
from datetime import UTC, datetime

import pytest

from blog.models import Kind
from blog.publishing import timeline
from tests.factories import make_category, make_chief, make_live, make_scheduled
from tests.reading.pages import count_queries

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 20, 3, 0, tzinfo=UTC)
SITE = "http://127.0.0.1:8000"


def test_it_says_what_there_is(client, settings):
    settings.SITE_DESCRIPTION = "根拠から読む。"
    industry = make_category("業界分析", slug="industry", description="供給網を読む。")
    make_live(
        title="[速報] 線が*足りない*",
        slug="grid",
        category=industry,
        excerpt="待つ列は長い。",
        at=AT,
    )
    make_live(title="秘密でない", slug="hidden", noindex=True, category=industry, at=AT)
    make_live(title="会社概要", kind=Kind.PAGE, path="/about/", at=AT)
    make_scheduled(title="これから", category=industry)

    response = client.get("/llms.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "# ALLFORCES\n\n> 根拠から読む。\n\n"
        "公開中の記事は2本です。"
        "記事のアドレスの末尾にindex.mdを付けると、Markdownで読めます。\n\n"
        f"## 分類\n\n- [業界分析]({SITE}/category/industry/): 供給網を読む。（2本）\n\n"
        "## 新着\n\n"
        f"- [\\[速報\\] 線が\\*足りない\\*]({SITE}/2026/10/20/grid/index.md):"
        " 2026-10-20 待つ列は長い。\n\n"
        f"## 編集部\n\n- [会社概要]({SITE}/about/index.md)\n\n"
        "## Optional\n\n"
        f"- [API]({SITE}/api/v1/openapi.json): OpenAPI 3.1\n"
        f"- [RSS]({SITE}/feed.xml)\n"
        f"- [サイトマップ]({SITE}/sitemap.xml)\n"
        f"- [月別アーカイブ]({SITE}/archive/)\n"
    )


def test_its_addresses_are_live(client):
    gone = make_live(slug="gone")
    for _post in range(3):
        make_live()
    make_live(kind=Kind.PAGE, path="/about/")
    timeline.end(gone.post, by=make_chief())

    addresses = re.findall(rf"\({SITE}([^)]+)\)", client.get("/llms.txt").text)

    assert len(addresses) == 9
    assert {client.get(address).status_code for address in addresses} == {200}


def test_it_costs_the_same_for_one_post_and_for_three(client):
    make_live()
    one = count_queries(client, "/llms.txt")
    make_live(category=make_category())
    make_live(category=make_category())

    assert count_queries(client, "/llms.txt") == one
