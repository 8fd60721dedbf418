"""SEC-01, SEC-15: the API says what is public, exactly, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from blog.models import Kind
from blog.publishing import timeline
from tests.api.schemas import flaws
from tests.factories import (
    make_byline,
    make_category,
    make_chief,
    make_live,
    make_post,
    make_scheduled,
    revise,
)
from tests.reading.pages import count_queries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE = "http://127.0.0.1:8000"
API = "/api/v1/"
LISTS = ["posts/", "categories/", "tags/", "authors/"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def ask(client, path, status=200, **query):
    response = client.get(API + path, query)
    assert response.status_code == status, response.content
    return response.json()


def titles(client, **query):
    return [each["title"] for each in ask(client, "posts/", **query)["results"]]


def test_posts_on_air_newest_first_page_by_page(client):
    for hours in range(3):
        make_live(title=f"{hours}時間前", at=NOW - hours * HOUR)
    make_live(title="会社概要", kind=Kind.PAGE, path="/about/")
    make_scheduled(title="これから")
    make_post(title="原稿")

    first = ask(client, "posts/", page_size=2)
    second = client.get(first["next"].removeprefix(SITE)).json()

    assert [each["title"] for each in first["results"]] == ["0時間前", "1時間前"]
    assert (first["count"], first["page"], first["page_size"]) == (3, 1, 2)
    assert first["previous"] is None
    assert first["next"] == f"{SITE}/api/v1/posts/?page=2&page_size=2"
    assert [each["title"] for each in second["results"]] == ["2時間前"]
    assert second["next"] is None
    assert second["previous"] == f"{SITE}/api/v1/posts/?page=1&page_size=2"


def test_posts_are_chosen_by_what_they_are_of(client):
    industry, markets = make_category("業界分析"), make_category("投資分析")
    aoi, ren = make_byline("水野 あおい"), make_byline("戸川 蓮")
    photo = [(ren, "text"), (ren, "photo")]
    make_live(title="甲", category=industry, tags=["電力"], credits=[(aoi, "text")])
    make_live(title="乙", category=markets, tags=["電力", "港"], credits=photo)

    assert titles(client, category="投資分析") == ["乙"]
    assert titles(client, tag="電力") == ["乙", "甲"]
    assert titles(client, tag="港", category="業界分析") == []
    assert titles(client, author="戸川-蓮") == ["乙"]
    assert ask(client, "posts/", author="戸川-蓮")["count"] == 1


def test_search_looks_in_title_and_text(client):
    make_live(title="蓄電池の値段", body="並べて比べる。")
    make_live(title="港の夜", body="蓄電池が静かに光る。")
    make_live(title="風車", body="回る。")

    assert titles(client, search="蓄電池") == ["港の夜", "蓄電池の値段"]


def test_since_finds_what_was_published_or_changed_then_or_later(client):
    old = make_live(title="古い", at=NOW - 48 * HOUR)
    make_live(title="新しい", at=NOW - 2 * HOUR)
    noon = datetime(2026, 11, 24, 12, 0).isoformat() + "+09:00"

    assert titles(client, since="2026-11-24") == ["新しい"]
    assert titles(client, since="2026-11-22T12:00:00+09:00") == ["新しい", "古い"]
    assert titles(client, since=noon) == []

    timeline.update(revise(old.post, title="直した", now=NOW), by=make_chief(), now=NOW)
    cache.clear()

    assert titles(client, since=noon) == ["直した"]


def test_a_post_in_full(client):
    industry = make_category("業界分析", slug="industry")
    aoi = make_byline("水野 あおい", slug="aoi")
    other = make_live(title="別の記事", slug="other", at=NOW - 3 * HOUR)
    edition = make_live(
        title="線と<列>",
        slug="grid",
        category=industry,
        credits=[(aoi, "text")],
        tags=["電力"],
        excerpt="待つ列は長い。",
        body=f"[別の記事](post:{other.post_id})と[絵](/media/a.png)。\n\n## 見出し\n",
        sources=[{"title": "申込状況", "url": "https://example.jp/", "date": "2026"}],
        sponsor="北の電力",
        holdings="なし",
        data_as_of=date(2026, 11, 20),
        at=NOW - HOUR,
    )
    address = f"{SITE}/2026/11/24/grid/"

    found = ask(client, f"posts/{edition.post_id}/")

    assert found.pop("characters") > 0
    assert found == {
        "id": edition.post_id,
        "url": address,
        "canonical_url": address,
        "api_url": f"{SITE}/api/v1/posts/{edition.post_id}/",
        "markdown_url": f"{address}index.md",
        "title": "線と<列>",
        "excerpt": "待つ列は長い。",
        "description": "",
        "language": "ja",
        "published_at": "2026-11-24T11:00:00+09:00",
        "updated_at": None,
        "category": {
            "name": "業界分析",
            "slug": "industry",
            "url": f"{SITE}/category/industry/",
        },
        "tags": [
            {
                "name": "電力",
                "slug": "電力",
                "url": f"{SITE}/tags/%E9%9B%BB%E5%8A%9B/",
            }
        ],
        "companies": [],
        "bylines": [
            {
                "name": "水野 あおい",
                "slug": "aoi",
                "role": "text",
                "url": f"{SITE}/authors/aoi/",
            }
        ],
        "series": None,
        "corrections": [],
        "cover": None,
        "reading_minutes": 1,
        "sponsor": "北の電力",
        "disclosure": {
            "sentence": "",
            "holdings": "なし",
            "data_as_of": "2026-11-20",
            "ai_use": "",
        },
        "headings": [
            {
                "level": 2,
                "id": "見出し",
                "text": "見出し",
                "url": f"{address}#%E8%A6%8B%E5%87%BA%E3%81%97",
            }
        ],
        "sources": [
            {
                "title": "申込状況",
                "url": "https://example.jp/",
                "publisher": "",
                "date": "2026",
                "accessed": "",
            }
        ],
        "html": (
            f'<p><a href="{SITE}/2026/11/24/other/">別の記事</a>と'
            f'<a href="{SITE}/media/a.png">絵</a>。</p>\n<h2>見出し</h2>'
        ),
        "text": "別の記事と絵。\n見出し",
    }


def test_lists_of_names_count_what_is_on_air(client):
    make_category("空", slug="empty", position=9)
    industry = make_category("業界分析", slug="industry")
    aoi = make_byline("水野 あおい", slug="aoi")
    hidden = make_byline("隠れた人", slug="hidden")
    for _post in range(2):
        make_live(category=industry, tags=["電力"], credits=[(aoi, "text")])
    make_scheduled(category=industry, tags=["隠れた"], credits=[(hidden, "text")])

    def counted(path):
        found = ask(client, path)["results"]
        return [(each["slug"], each["posts"]) for each in found]

    assert counted("categories/") == [("industry", 2), ("empty", 0)]
    assert counted("tags/") == [("電力", 2)]
    assert counted("authors/") == [("aoi", 2)]


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("posts/", {"page": "0"}, "page"),
        ("posts/", {"page": "９"}, "page"),
        ("posts/", {"page": "9" * 30}, "page"),
        ("posts/", {"page_size": "101"}, "page_size"),
        ("posts/", {"page_size": "-1"}, "page_size"),
        ("posts/", {"since": "yesterday"}, "since"),
        ("posts/", {"since": "2026-11-24T09:00:00"}, "since"),
        ("posts/", {"since": "0001-01-01T00:00:00+09:00"}, "since"),
        ("posts/", {"since": "0001-01-01"}, "since"),
        ("posts/", {"since": "2026-W48-2"}, "since"),
        ("posts/", {"search": ""}, "search"),
        ("posts/", {"search": "長" * 101}, "search"),
        ("posts/", {"tag": "\0"}, "tag"),
        ("posts/", {"status": "draft"}, "status"),
        ("posts/", {"category": ["a", "b"]}, "category"),
        ("tags/", {"search": "a"}, "search"),
        ("openapi.json", {"version": "2"}, "version"),
    ],
)
def test_nonsense_is_refused_and_named(client, path, query, parameter):
    response = client.get(API + path, query)

    problem = response.json()
    assert response.status_code == problem["status"] == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert problem["parameter"] == parameter
    assert parameter in problem["detail"]
    assert parameter in problem["detail_en"]
    assert problem["detail"] != problem["detail_en"]
    assert "no-store" in response.headers["Cache-Control"]


def test_what_is_not_there_is_a_problem_too(client):
    hidden = make_scheduled()
    live = make_live(kind=Kind.PAGE, path="/about/")

    missing = client.get(f"{API}posts/999999/")

    assert missing.status_code == missing.json()["status"] == 404
    for path in (f"posts/{hidden.post_id}/", f"posts/{live.post_id}/", "nothing/"):
        response = client.get(API + path)
        assert (response.status_code, response.content) == (404, missing.content)
    beyond = client.get(f"{API}posts/", {"page": 2})
    assert (beyond.status_code, beyond.json()["status"]) == (404, 404)


def test_it_is_read_only(client):
    response = client.post(f"{API}posts/")

    assert response.status_code == response.json()["status"] == 405
    assert response.headers["Allow"] == "GET, HEAD"


def test_answers_are_cached_like_pages_and_open_to_any_script(client):
    make_live(title="甲", tags=["電力"])
    make_live(title="乙")

    first = client.get(f"{API}posts/")
    tagged = client.get(f"{API}posts/?tag=電力")

    assert first.headers["Content-Type"] == "application/json"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert "public" in first.headers["Cache-Control"]
    assert [each["title"] for each in tagged.json()["results"]] == ["甲"]
    for path, seen in [("posts/", first), ("posts/?tag=電力", tagged)]:
        etag = {"if-none-match": seen.headers["ETag"]}
        assert client.get(API + path, headers=etag).status_code == 304
    assert client.get(f"{API}posts/").content == first.content


def test_a_scheduled_post_comes_at_its_time(client, clock):
    edition = make_scheduled(title="これから", at=NOW + HOUR)
    assert titles(client) == []

    clock.shift(HOUR)

    assert titles(client) == ["これから"]
    assert ask(client, f"posts/{edition.post_id}/")["title"] == "これから"


def test_every_answer_is_as_described(client):
    make_live(tags=["電力"], body="## 見出し\n", sources=[{"title": "調査"}])
    edition = make_live()
    document = ask(client, "openapi.json")
    described = document["paths"]
    queries = {"posts/": {"page_size": 1}}

    for path in [*LISTS, f"posts/{edition.post_id}/"]:
        name = path.replace(str(edition.post_id), "{id}")
        responses = described[f"/{name}"]["get"]["responses"]
        good = responses["200"]["content"]["application/json"]["schema"]
        bad = responses["400"]["content"]["application/problem+json"]["schema"]
        answer = ask(client, path, **queries.get(path, {}))
        assert flaws(answer, good, document) == []
        assert flaws(ask(client, path, 400, nonsense=1), bad, document) == []
        assert flaws({"results": [{}]}, good, document) != []
    assert len(described) == 5


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_for_one_and_for_three(client, path):
    make_live(tags=["電力"])
    one = count_queries(client, API + path)
    for number in range(2):
        make_live(
            tags=[f"tag{number}"],
            category=make_category(),
            credits=[(make_byline(f"人{number}"), "text")],
        )

    assert count_queries(client, API + path) == one <= 4
