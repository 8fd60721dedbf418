"""Row 9, 11, 65: search without any script."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from blog.models import SearchMiss
from blog.reading.search import views
from tests import people
from tests.factories import make_byline, make_category, make_live, make_scheduled
from tests.reading.pages import count_queries, link, open_page

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def titles(page):
    return [each.get_text() for each in page.select(".hit__title")]


def facet(page, title):
    """The rows of a list to choose from: what stands there, and how many."""
    [section] = [
        each
        for each in page.select(".facets section")
        if each.h2.get_text(strip=True) == title
    ]
    rows = [link.get_text(" ", strip=True).rsplit(" ", 1) for link in section("a")]
    return {text: int(count) for text, count in rows}


def follow(client, page, text):
    places = page.select(".facets a, .list-head__facts a, .empty a")
    [found] = [each for each in places if each.get_text().strip().startswith(text)]
    return open_page(client, found["href"])


def test_a_hit_shows_its_words_marked_and_escaped(client):
    make_live(
        title="<b>潮力</b>の話",
        body="前の文が続く。海辺の町で`<i>`潮力の試験が始まった。後の文。\n",
        excerpt="抜粋には出てこない。",
    )

    page = open_page(client, "/search/?q=ちょうりょく 潮力")

    [hit] = page.select(".hit")
    assert hit.select_one(".hit__title mark").text == "潮力"
    assert hit.select_one(".hit__title").text == "<b>潮力</b>の話"
    text = hit.select_one(".hit__text")
    assert text.text == "前の文が続く。海辺の町で<i>潮力の試験が始まった。後の文。"
    assert [mark.text for mark in text("mark")] == ["潮力"]
    assert "一部を含む" in page.select_one(".search-note").text


def test_the_page_is_for_people_and_not_for_search_engines(client):
    make_live(title="潮力")

    page = open_page(client, "/search/?q=%E6%BD%AE%E5%8A%9B&utm_source=x")

    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert link(page, "canonical") is None
    [large] = page.select(".search-form input")
    assert large["value"] == "潮力"
    assert not page.select("main script")


@pytest.fixture
def magazine():
    """Five on 潮力: categories 甲 3 and 乙 2, years 2026 4 and 2025 1."""
    first, second = make_category("甲"), make_category("乙")
    aoi, ren = make_byline(), make_byline("戸川 蓮")
    last_year = NOW - 360 * DAY
    for number, (category, at, tags, writer) in enumerate(
        [
            (first, NOW - DAY, ["電力"], aoi),
            (first, NOW - 2 * DAY, ["電力", "海"], aoi),
            (first, last_year, ["海"], ren),
            (second, NOW - 3 * DAY, ["電力"], ren),
            (second, NOW - 4 * DAY, [], aoi),
        ]
    ):
        make_live(
            title=f"潮力 {number}",
            category=category,
            at=at,
            tags=tags,
            credits=[(writer, "text"), (writer, "photo")],
        )
    make_live(title="地熱", category=second, tags=["電力"])
    make_scheduled(title="潮力の予約", category=second, tags=["電力", "予約の札"])


def test_lists_to_choose_from_add_up(client, magazine):
    page = open_page(client, "/search/?q=潮力")

    assert len(titles(page)) == 5
    assert facet(page, "分類") == {"甲": 3, "乙": 2}
    assert facet(page, "年") == {"2026年": 4, "2025年": 1}
    assert facet(page, "タグ") == {"電力": 3, "海": 2}
    assert facet(page, "筆者") == {"水野 あおい": 3, "戸川 蓮": 2}


def test_a_choice_narrows_every_list_but_its_own_and_is_taken_off_again(
    client, magazine
):
    page = follow(client, open_page(client, "/search/?q=潮力"), "甲")

    assert titles(page) == ["潮力 0", "潮力 1", "潮力 2"]
    assert facet(page, "分類") == {"甲": 3, "乙": 2}
    assert facet(page, "年") == {"2026年": 2, "2025年": 1}
    assert facet(page, "タグ") == {"海": 2, "電力": 2}
    assert [each.text for each in page.select(".facets [aria-current]")] == ["甲 3"]

    page = follow(client, page, "電力")
    page = follow(client, page, "2026年")
    assert titles(page) == ["潮力 0", "潮力 1"]
    assert facet(page, "分類") == {"甲": 2, "乙": 1}

    page = follow(client, page, "甲")
    assert titles(page) == ["潮力 0", "潮力 1", "潮力 3"]


@pytest.mark.parametrize("chosen", ["", "&category=甲", "&tag=電力&author=戸川-蓮"])
def test_every_count_is_what_choosing_it_brings(client, magazine, chosen):
    page = open_page(client, f"/search/?q=潮力{chosen}")

    for each in page.select(".facets a"):
        if not each.get("aria-current"):
            count = int(each.span.text)
            assert len(titles(open_page(client, each["href"]))) == count


def test_newest_first_on_request(client):
    make_live(title="潮力", at=NOW - 9 * DAY)
    make_live(title="本文だけ", body="潮力の話が続く文章です。", at=NOW - DAY)
    page = open_page(client, "/search/?q=潮力")
    assert titles(page) == ["潮力", "本文だけ"]

    page = follow(client, page, "新しい順")

    assert titles(page) == ["本文だけ", "潮力"]


def test_pages_follow_each_other(client, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 2)
    monkeypatch.setattr("blog.reading.paging.PER_PAGE", 2)
    for number in range(5):
        make_live(title=f"潮力 {number}", at=NOW - (number + 1) * DAY)

    first = open_page(client, "/search/?q=潮力")
    second = open_page(client, link(first, "next"))
    third = open_page(client, link(second, "next"))

    assert [titles(page) for page in (first, second, third)] == [
        ["潮力 0", "潮力 1"],
        ["潮力 2", "潮力 3"],
        ["潮力 4"],
    ]
    assert link(third, "next") is None
    assert client.get("/search/?q=潮力&page=4").status_code == 404
    response = client.get("/search/?q=潮力&page=1")
    assert (response.status_code, response.url) == (
        301,
        "/search/?q=%E6%BD%AE%E5%8A%9B",
    )


@pytest.mark.parametrize(
    "nonsense",
    [
        *("page=0", "page=-1", "page=x", "page=51", "page=99999999999999999999"),
        *("year=x", "year=0", "year=20266", "order=oldest", "tag=%00", "author=a/b"),
    ],
)
def test_what_no_link_says_is_not_found(client, nonsense):
    assert client.get(f"/search/?q=潮力&{nonsense}").status_code == 404


@pytest.mark.parametrize(
    "asked", ["", "?q=", "?q=%00", "?q=！？", "?q=-潮力", "?category=甲", "?q=%F0"]
)
def test_without_a_word_the_page_tells_how_to_search(client, asked):
    page = open_page(client, f"/search/{asked}")

    assert page.select(".search-help")
    assert not page.select(".hit, .facets")
    assert not SearchMiss.objects.exists()


def test_a_search_in_vain_helps_and_is_counted_without_its_reader(client):
    page = open_page(client, "/search/?q=ＡＢＣ　存在しない言葉")

    assert page.select(".search-help")
    assert list(SearchMiss.objects.values_list("words", "count", "last_on")) == [
        ("abc 存在しない言葉", 1, NOW.date())
    ]


@pytest.mark.parametrize(
    "private", ["sora@example.org", "電話 03-1234-5678", "https://x.example", "長" * 41]
)
def test_what_may_be_about_a_person_is_not_counted(client, private):
    open_page(client, f"/search/?q={private}")

    assert not SearchMiss.objects.exists()


def test_choices_that_leave_nothing_can_be_taken_off(client, magazine):
    page = open_page(client, "/search/?q=潮力&tag=予約の札&year=2024")

    assert titles(page) == []
    assert [each.get_text(" ", strip=True) for each in page.select(".chosen a")]
    assert len(titles(follow(client, page, "すべて外す"))) == 5
    assert not SearchMiss.objects.exists()


def test_the_number_of_queries_does_not_grow(client):
    make_live(title="潮力 一", tags=["電力"])
    few = count_queries(client, "/search/?q=潮力")
    for number in range(5):
        make_live(
            title=f"潮力 {number}",
            tags=[f"札{number}"],
            category=make_category(),
            credits=[(make_byline(f"人{number}"), "text")],
        )

    assert count_queries(client, "/search/?q=潮力") == few <= 10


def test_who_looks_ahead_searches_ahead(client):
    make_scheduled(title="潮力の予約", slug="tidal", at=NOW + DAY)
    editor = Client()
    editor.force_login(people.ren())
    editor.post("/admin/blog/post/as-of/", {"at_0": "2026-11-26", "at_1": "12:00"})
    asked = "/search/?q=潮力", "/search/suggest/?q=潮力"

    ahead = [editor.get(path) for path in asked]

    assert ["/tidal/" in response.text for response in ahead] == [True, True]
    assert {each.headers["Cache-Control"] for each in ahead} == {"private, no-store"}
    assert ["/tidal/" in client.get(path).text for path in asked] == [False, False]
    editor.get("/search/?q=まだ無い")
    assert not SearchMiss.objects.filter(words="まだ無い").exists()


def test_suggestions_are_titles_best_first_and_at_most_eight(client):
    for number in range(9):
        make_live(title=f"潮力 {number}", at=NOW - (number + 1) * DAY)
    make_live(title="潮力", slug="chouryoku", at=NOW - 99 * DAY)
    make_scheduled(title="潮力の予約")

    response = client.get("/search/suggest/?q=潮力")

    answer = response.json()
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert [hit["title"] for hit in answer["hits"]] == [
        "潮力",
        *(f"潮力 {number}" for number in range(7)),
    ]
    assert (answer["query"], answer["total"]) == ("潮力", 10)
    assert answer["hits"][0] == {
        "title": "潮力",
        "address": "/2026/08/17/chouryoku/",
        "category": "業界分析",
    }
    assert client.get("/search/suggest/").json()["hits"] == []


def test_a_browser_learns_how_to_ask(client):
    make_live()

    response = client.get(link(open_page(client, "/"), "search"))

    assert response.headers["Content-Type"] == ("application/opensearchdescription+xml")
    assert "/search/?q={searchTerms}" in response.text
