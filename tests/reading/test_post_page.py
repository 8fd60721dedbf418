import json
import unicodedata
from datetime import timedelta
from urllib.parse import quote, unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import CreditRole, Redirect
from blog.publishing import timeline
from tests.factories import (
    make_byline,
    make_category,
    make_chief,
    make_edition,
    make_live,
    make_post,
    make_scheduled,
    revise,
)
from tests.reading.pages import count_queries, link, open_page, titles

pytestmark = pytest.mark.django_db

MORNING = timezone.make_aware(timezone.datetime(2026, 11, 20, 7, 30))


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def structured(page):
    blocks = page.find_all("script", type="application/ld+json")
    return {data["@type"]: data for data in (json.loads(b.string) for b in blocks)}


def test_a_post_shows_its_edition(client):
    make_live(
        title="風車が回る",
        slug="windmill",
        at=MORNING,
        excerpt="要約です。",
        tags=["電力"],
        credits=[
            (make_byline("水野 あおい"), CreditRole.TEXT),
            (make_byline("三枝 みお"), CreditRole.SUPERVISOR),
        ],
        category=make_category("業界分析"),
        body="本文の**太字**。",
    )

    page = open_page(client, "/2026/11/20/windmill/")

    assert page.h1.get_text() == "風車が回る"
    assert page.title.get_text() == "風車が回る｜ALLFORCES"
    assert page.select_one("main article .prose strong").get_text() == "太字"
    assert page.select_one(".post-header__dek").get_text() == "要約です。"
    assert [each.get_text() for each in page.select(".post-header__facts a")] == [
        "水野 あおい",
        "三枝 みお",
    ]
    assert [unquote(each["href"]) for each in page.select(".tags a")] == ["/tags/電力/"]
    times = [each["datetime"] for each in page.select(".post-header__facts time")]
    assert times == ["2026-11-20T07:30:00+09:00"]


def test_the_head_says_where_the_post_is(client, settings):
    make_live(
        title='<b>"引用"</b> & 題', slug="windmill", at=MORNING, description="説明文"
    )

    response = client.get("/2026/11/20/windmill/", headers={"host": "localhost"})
    page = open_page(client, "/2026/11/20/windmill/")

    address = f"{settings.SITE_URL}/2026/11/20/windmill/"
    assert link(page, "canonical") == address
    assert "http://localhost" not in response.content.decode()
    assert page.find("meta", {"name": "description"})["content"] == "説明文"
    assert page.find("meta", property="og:title")["content"] == '<b>"引用"</b> & 題'
    assert page.find("meta", property="og:url")["content"] == address
    robots = page.find("meta", {"name": "robots"})["content"]
    assert robots == "max-image-preview:large"


def test_the_canonical_address_may_be_elsewhere(client):
    make_live(slug="wind", at=MORNING, canonical_url="https://example.com/first/")

    page = open_page(client, "/2026/11/20/wind/")

    assert link(page, "canonical") == "https://example.com/first/"


def test_noindex_is_said(client):
    make_live(slug="wind", at=MORNING, noindex=True)

    page = open_page(client, "/2026/11/20/wind/")

    assert page.find("meta", {"name": "robots"})["content"] == "noindex"


def test_structured_data_is_one_breadcrumb_and_one_article(client, settings):
    category = make_category("業界分析", slug="industry")
    make_live(title="風車", slug="windmill", at=MORNING, category=category)

    page = open_page(client, "/2026/11/20/windmill/")

    assert len(page.find_all("script", type="application/ld+json")) == 2
    data = structured(page)
    crumbs = data["BreadcrumbList"]["itemListElement"]
    assert [(each["position"], each["name"]) for each in crumbs] == [
        (1, "ALLFORCES"),
        (2, "業界分析"),
        (3, "風車"),
    ]
    article = data["NewsArticle"]
    assert article["headline"] == "風車"
    assert article["datePublished"] == "2026-11-20T07:30:00+09:00"
    assert article["mainEntityOfPage"] == f"{settings.SITE_URL}/2026/11/20/windmill/"
    assert [each["name"] for each in article["author"]] == ["水野 あおい"]


def test_a_post_can_be_cited(client, settings):
    make_live(
        title="風車が回る",
        slug="wind",
        at=MORNING,
        credits=[
            (make_byline("水野 あおい"), CreditRole.TEXT),
            (make_byline("戸川 蓮"), CreditRole.TEXT),
            (make_byline("三枝 みお"), CreditRole.SUPERVISOR),
        ],
    )

    share = open_page(client, "/2026/11/20/wind/").select_one("[data-share]")

    link, citation = (each["data-copy"] for each in share.select("[data-copy]"))
    assert link == f"{settings.SITE_URL}/2026/11/20/wind/"
    assert citation == (
        "水野 あおい、戸川 蓮「風車が回る」ALLFORCES、2026年11月20日、" + link
    )


def test_a_title_cannot_end_the_structured_data(client):
    """SEC-12"""
    title = "</script><script>alert(1)</script>&amp;"
    make_live(title=title, slug="wind", at=MORNING)

    page = open_page(client, "/2026/11/20/wind/")

    assert len(page.find_all("script", type="application/ld+json")) == 2
    assert structured(page)["NewsArticle"]["headline"] == title


@pytest.mark.parametrize(
    ("hours", "shown"), [(-5, []), (0, []), (30, ["2026-11-21T13:30:00+09:00"])]
)
def test_a_revision_before_the_import_shows_when_it_followed_publication(
    client, hours, shown
):
    revised = MORNING + timedelta(hours=hours)
    make_live(slug="wind", at=MORNING, revised_at=revised)

    page = open_page(client, "/2026/11/20/wind/")

    times = [each["datetime"] for each in page.select(".post-header__facts time")]
    assert times == ["2026-11-20T07:30:00+09:00", *shown]
    modified = structured(page)["NewsArticle"]["dateModified"]
    assert modified == times[-1]


def test_an_update_shows_its_time_and_a_minor_one_does_not(client):
    edition = make_live(slug="wind", at=MORNING)
    later = MORNING + timedelta(hours=2)
    for change in (timeline.Change.MINOR, timeline.Change.UPDATE):
        newer = revise(edition.post, now=later)
        timeline.update(newer, by=make_chief(), now=later, change=change)
        page = open_page(client, "/2026/11/20/wind/")
        shu = [each["datetime"] for each in page.select(".is-shu time")]
        minor = change == timeline.Change.MINOR
        assert shu == ([] if minor else [f"{timezone.localtime(later).isoformat()}"])
        later += timedelta(hours=1)


def test_contents_are_listed_from_three_headings(client):
    make_live(slug="two", at=MORNING, body="## 一\n\n文。\n\n## 二\n\n文。\n")
    make_live(
        slug="three",
        at=MORNING,
        body="## 一\n\n文。\n\n### 一の一\n\n文。\n\n## 二\n\n文。\n",
    )

    assert open_page(client, "/2026/11/20/two/").select(".toc") == []
    toc = open_page(client, "/2026/11/20/three/").select_one(".toc")
    outer = toc.ol.find_all("li", recursive=False)
    assert [each.a.get_text() for each in outer] == ["一", "二"]
    assert [each.get_text() for each in outer[0].ol.find_all("a")] == ["一の一"]


def test_neighbours_follow_the_date_within_the_category(client):
    here, other = make_category("業界分析"), make_category("技術解説")
    for day, title, category in [
        (5, "二つ前", here),
        (4, "前", here),
        (3, "この記事", here),
        (2, "よその記事", other),
        (1, "次", here),
    ]:
        edition = make_live(title=title, category=category, at=days_ago(day))
        if title == "この記事":
            path = edition.post.addresses.get().path

    page = open_page(client, path)

    around = {each["rel"][0]: each.get_text() for each in page.select(".neighbours a")}
    assert around == {"prev": "前", "next": "次"}


def test_posts_of_one_second_keep_their_order_as_neighbours(client):
    category = make_category("業界分析")
    for title in ("一", "二", "三"):
        make_live(title=title, path=f"/{title}/", category=category, at=MORNING)

    first = open_page(client, "/一/").select(".neighbours a")
    middle = open_page(client, "/二/").select(".neighbours a")

    assert [each.get_text() for each in first] == ["二"]
    assert [each.get_text() for each in middle] == ["一", "三"]


def test_related_posts_share_tags_first_and_are_never_hidden(client):
    category = make_category("業界分析")
    for day, title, fields in [
        (1, "新しい", {}),
        (2, "検索に出さない", {"noindex": True, "tags": ["電力"]}),
        (3, "次に新しい", {}),
        (4, "古いが同じタグ", {"tags": ["電力"]}),
        (5, "もっと古い", {}),
    ]:
        make_live(title=title, category=category, at=days_ago(day), **fields)
    make_scheduled(title="予約した記事", category=category, tags=["電力"])
    make_post(title="下書きの記事", category=category, tags=["電力"])
    edition = make_live(category=category, at=days_ago(6), tags=["電力"])

    page = open_page(client, edition.post.addresses.get().path)

    assert titles(page) == ["古いが同じタグ", "新しい", "次に新しい"]


def test_a_page_has_a_path_of_its_own_and_no_dates(client):
    make_live(
        title="会社概要", kind="page", path="/about/", category=None, body="## 私たち"
    )

    page = open_page(client, "/about/")

    assert page.h1.get_text() == "会社概要"
    assert page.select("main time, .neighbours, .related") == []


def test_an_unknown_path_is_404(client):
    open_page(client, "/2026/11/20/nothing/", status=404)


@pytest.mark.parametrize("make", [make_post, make_edition, make_scheduled])
def test_what_was_never_public_answers_like_what_never_was(client, make):
    """SEC-02"""
    tomorrow = timezone.localtime() + timedelta(days=1)
    fields = {"at": tomorrow} if make is make_scheduled else {}
    make(slug="secret", **fields)

    for day in (timezone.localtime(), tomorrow):
        path = f"/{day:%Y/%m/%d}/secret/"
        for asked in (path, path.rstrip("/"), f"{path}index.md"):
            hidden = client.get(asked)
            never = client.get(asked.replace("secret", "nothing"))
            assert hidden.status_code == never.status_code == 404
            assert hidden.content == never.content


def test_an_ended_post_is_gone_or_leads_on(client):
    gone = make_live(slug="gone", at=MORNING)
    moved = make_live(slug="moved", at=MORNING)
    timeline.end(gone.post, by=make_chief())
    timeline.end(moved.post, by=make_chief(), redirect_to="/about/?from=old")

    open_page(client, "/2026/11/20/gone/", status=410)
    response = client.get("/2026/11/20/moved/")

    assert response.status_code == 301
    assert response["Location"] == "/about/?from=old"


def test_a_post_that_was_taken_down_is_gone(client):
    edition = make_live(title="取下げた記事", slug="wind", at=MORNING)
    timeline.take_down(edition.post, by=make_chief(), reason="権利者の申し出")

    page = open_page(client, "/2026/11/20/wind/", status=410)

    assert "取下げた記事" not in page.get_text()
    assert "権利者" not in page.get_text()


def test_an_old_address_leads_to_the_newest_in_one_hop(client):
    edition = make_live(slug="first", at=days_ago(3))
    for day, change in ((2, {"slug": "second"}), (1, {"path": "/風車/第三/"})):
        newer = revise(edition.post, now=days_ago(day), **change)
        timeline.update(newer, by=make_chief(), now=days_ago(day))
    day = f"{timezone.localtime(days_ago(3)):%Y/%m/%d}"

    for slug in ("first", "second"):
        response = client.get(f"/{day}/{slug}/")
        assert response.status_code == 301
        assert unquote(response["Location"]) == "/風車/第三/"
    open_page(client, "/風車/第三/")


def test_an_address_reserved_for_later_does_not_answer_before(client):
    """SEC-01, SEC-02"""
    edition = make_live(slug="now", at=MORNING)
    later = revise(edition.post, slug="the-secret-name")
    in_an_hour = timezone.now() + timedelta(hours=1)
    timeline.schedule(later, at=in_an_hour, by=make_chief())

    open_page(client, "/2026/11/20/now/")
    open_page(client, "/2026/11/20/the-secret-name/", status=404)


@pytest.mark.parametrize(
    "asked",
    [
        "/2026/11/20/ガイド",
        unicodedata.normalize("NFD", "/2026/11/20/ガイド/"),
        unicodedata.normalize("NFD", "/2026/11/20/ガイド"),
    ],
)
def test_other_spellings_of_an_address_lead_to_it_in_one_hop(client, asked):
    make_live(path="/2026/11/20/ガイド/")

    response = client.get(quote(asked))

    assert response.status_code == 301
    assert unquote(response["Location"]) == "/2026/11/20/ガイド/"
    open_page(client, response["Location"])


def test_redirect_rows_are_followed_and_stay_on_the_site(client):
    Redirect.objects.create(path="/old.html", target="/about/?a=b#c")
    Redirect.objects.create(path="/gone/", target="")
    Redirect.objects.create(path="/away/", target="//example.com/")

    assert client.get("/old.html")["Location"] == "/about/?a=b#c"
    open_page(client, "/gone/", status=410)
    open_page(client, "/away/", status=404)


def test_only_reading_is_allowed(client):
    make_live(slug="wind", at=MORNING)

    assert client.post("/2026/11/20/wind/").status_code == 405
    assert client.head("/2026/11/20/wind/").status_code == 200


def test_a_post_takes_few_queries_and_no_more_with_more_posts(client):
    category = make_category("業界分析")
    make_live(slug="wind", at=MORNING, category=category)
    make_live(category=category)
    at_two = count_queries(client, "/2026/11/20/wind/")
    for _ in range(3):
        make_live(category=category, tags=["電力"])

    assert count_queries(client, "/2026/11/20/wind/") == at_two <= 11
    client.get("/")
    # With what is the same for all pages remembered, as it is between two changes.
    with CaptureQueriesContext(connection) as warm:
        client.get("/2026/11/20/wind/?anew")
    assert len(warm) <= 6
