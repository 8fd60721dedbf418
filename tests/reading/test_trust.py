"""What stands above and below a text: interests, payment, age, sources."""

import json
from datetime import date, datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.models import AffiliateHost, Category, CreditRole
from blog.publishing import migration, timeline
from blog.publishing.errors import Incomplete
from blog.reading import social_cards
from tests.factories import (
    make_byline,
    make_category,
    make_chief,
    make_edition,
    make_live,
    make_post,
    revise,
)
from tests.reading.pages import count_queries, open_page

pytestmark = pytest.mark.django_db

MORNING = timezone.make_aware(timezone.datetime(2026, 11, 20, 7, 30))
PATH = "/2026/11/20/wind/"
SENTENCE = "投資助言ではありません。"
LINKS = "[店](https://www.shop.example/a) [他](https://other.example/) [中](/about/)"


def with_disclosure():
    return make_category("投資分析", disclosure=SENTENCE)


def make_disclosed(**fields):
    return make_live(
        slug="wind",
        at=MORNING,
        category=with_disclosure(),
        holdings="保有していません",
        data_as_of=date(2026, 11, 12),
        ai_use="表の読み取り",
        credits=[
            (make_byline("水野 あおい"), CreditRole.TEXT),
            (make_byline("三枝 みお"), CreditRole.SUPERVISOR),
        ],
        **fields,
    )


def rows(page):
    terms = [each.get_text() for each in page.select(".disclosure dt")]
    told = [each.get_text() for each in page.select(".disclosure dd")]
    return list(zip(terms, told, strict=True))


def links(soup):
    return {a.get_text(): a.get("rel") for a in soup.find_all("a")}


def in_feed(client):
    item = json.loads(client.get("/feed.json").content)["items"][0]
    return item["title"], BeautifulSoup(item["content_html"], "html.parser")


def test_interests_stand_above_the_text_and_in_feeds(client):
    make_disclosed()
    expected = [
        ("筆者の保有", "保有していません"),
        ("データ基準日", "2026年11月12日"),
        ("校閲", "三枝 みお 2026年11月20日"),
        ("AIの利用", "表の読み取り"),
    ]

    page = open_page(client, PATH)
    _title, feed = in_feed(client)

    assert page.select_one(".disclosure b").get_text() == SENTENCE
    assert rows(page) == expected
    assert page.select_one(".disclosure").find_next(class_="prose") is not None
    assert feed.section.b.get_text() == SENTENCE
    told = [each.get_text() for each in feed.select("dt, dd")]
    assert told == [word for row in expected for word in row]


def test_a_text_keeps_its_own_sentence_and_without_one_has_the_present_one(client):
    """docs/decisions/0013: what was brought in before the category had a sentence."""
    frozen = make_disclosed()
    category = make_category("業界分析")
    brought_in = make_post(path="/old/", category=category, by=make_chief())
    migration.bring_in(
        brought_in, published_at=MORNING, by=make_chief(), conditions="一括取り込み"
    )
    assert open_page(client, "/old/").select(".disclosure") == []

    for each in Category.objects.all():
        each.disclosure = "あとから決めた文。"
        each.save()

    said = open_page(client, PATH).select_one(".disclosure b").get_text()
    assert said == frozen.disclosure["sentence"] == SENTENCE
    page = open_page(client, "/old/")
    assert page.select_one(".disclosure b").get_text() == "あとから決めた文。"
    assert rows(page) == []


def test_nobody_is_said_to_have_reviewed_what_was_not_read_first(client):
    supervised = [
        (make_byline("水野 あおい"), CreditRole.TEXT),
        (make_byline("三枝 みお"), CreditRole.SUPERVISOR),
    ]
    fields = {"category": with_disclosure(), "credits": supervised}
    chief = make_chief()
    timeline.emergency(make_post(path="/now/", **fields), by=chief, reason="速報")
    old = make_post(path="/old/", **fields)
    migration.bring_in(old, published_at=MORNING, by=chief, conditions="一括取り込み")

    for path in ("/now/", "/old/"):
        assert rows(open_page(client, path)) == [("校閲", "三枝 みお")]


def test_a_category_that_asks_for_a_supervisor_gets_nothing_approved_without(client):
    """Row 43"""
    category = make_category("投資分析", needs_supervisor=True)
    with pytest.raises(Incomplete) as refused:
        make_edition(category=category)
    assert [finding.rule for finding in refused.value.findings] == ["no_supervisor"]

    supervisor = (make_byline("三枝 みお"), CreditRole.SUPERVISOR)
    assert make_edition(category=category, credits=[supervisor]).is_approved


def test_a_sponsor_is_named_first_everywhere_and_its_links_are_marked(client):
    make_live(title="講座", slug="wind", at=MORNING, sponsor="汐見講座", body=LINKS)

    page = open_page(client, PATH)
    title, feed = in_feed(client)

    label, said = page.select_one(".notice").children
    assert (label.get_text(), said.get_text()) == (
        "PR",
        "汐見講座から対価を受けて掲載している記事です。",
    )
    sponsored = ["sponsored", "nofollow"]
    expected = {"店": sponsored, "他": sponsored, "中": None}
    assert links(page.select_one(".prose")) == expected
    assert title == "【PR】講座"
    assert feed.get_text().lstrip().startswith("PR汐見講座から")
    assert links(feed) == expected
    for path in ("/", "/page/1/"):
        heading = open_page(client, path).select_one("h2.phrased, h3.phrased")
        assert heading.select_one(".pr-label").get_text() == "PR"


def test_links_to_partners_are_marked_and_labelled_as_soon_as_they_are_named(client):
    make_live(slug="wind", at=MORNING, body=LINKS)
    assert open_page(client, PATH).select(".notice") == []

    AffiliateHost.objects.create(host="shop.example")

    page = open_page(client, PATH)
    assert page.select_one(".notice b").get_text() == "PR"
    assert links(page.select_one(".prose")) == {
        "店": ["sponsored", "nofollow"],
        "他": None,
        "中": None,
    }
    _title, feed = in_feed(client)
    assert "報酬を受け取るリンク" in feed.get_text()
    client.get("/")  # the partners are remembered as the menus are
    assert count_queries(client, PATH) <= 12


def test_a_post_grows_old_at_midnight_though_its_page_is_kept(client):
    category = make_category("最新動向", old_after_months=12)
    start = datetime(2025, 2, 28, 12, 0, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(start + timedelta(hours=1), tick=False):
        make_live(path="/wind/", at=start, category=category)
    eve = datetime(2026, 2, 27, 23, 59, 59, tzinfo=timezone.get_default_timezone())

    with time_machine.travel(eve, tick=False) as clock:
        young = client.get("/wind/")
        assert client.get("/wind/").content == young.content
        assert b'class="notice"' not in young.content
        assert "s-maxage=1" in young["Cache-Control"]
        clock.shift(1)
        old = open_page(client, "/wind/")
    assert old.select_one(".notice").get_text() == (
        "1年前2025年2月28日時点の記事です。数字と名称は当時のものです。"
    )


def test_an_update_makes_a_post_young_again(client):
    category = make_category("最新動向", old_after_months=3)
    at = timezone.now() - timedelta(days=200)
    post = make_live(path="/wind/", at=at, category=category).post
    assert open_page(client, "/wind/").select_one(".notice b").get_text() == "6か月前"

    timeline.update(revise(post), by=make_chief())

    assert open_page(client, "/wind/").select(".notice") == []


def test_sources_end_the_text_and_machines_read_them_too(client):
    sources = [
        {
            "title": '年報「"第三期"」</script>',
            "url": "https://a.example/r.pdf?a=1&b=2",
            "publisher": "例示製作所",
            "date": "2026-06-20",
            "accessed": "2026-11-18",
        },
        {"title": "聞き取り", "date": "春"},
    ]
    make_live(slug="wind", at=MORNING, sources=sources)

    page = open_page(client, PATH)
    _title, feed = in_feed(client)

    said = [" ".join(li.get_text().split()) for li in page.select(".sources li")]
    assert said == [
        '年報「"第三期"」</script> 例示製作所、2026年6月20日公表、2026年11月18日閲覧',
        "聞き取り 春公表",
    ]
    assert page.select_one(".sources a")["href"] == "https://a.example/r.pdf?a=1&b=2"
    assert feed.find_all("section")[-1].h2.get_text() == "出典"
    articles = page.find_all("script", type="application/ld+json")
    article = json.loads(articles[-1].string)
    assert article["citation"] == [
        {
            "@type": "CreativeWork",
            "name": '年報「"第三期"」</script>',
            "url": "https://a.example/r.pdf?a=1&b=2",
            "publisher": {"@type": "Organization", "name": "例示製作所"},
            "datePublished": "2026-06-20",
        },
        {"@type": "CreativeWork", "name": "聞き取り"},
    ]


def test_a_post_tells_machines_all_that_it_tells_people(client, settings):
    edition = make_disclosed(
        title="風車", tags=["電力"], canonical_url="https://first.example/wind/"
    )

    page = open_page(client, PATH)

    described = json.loads(
        page.find_all("script", type="application/ld+json")[1].string
    )
    site = settings.SITE_URL
    publisher = described.pop("publisher")
    assert (publisher["@type"], publisher["logo"]["@type"]) == (
        "Organization",
        "ImageObject",
    )
    description = described.pop("description")
    assert description

    def person(name):
        url = f"{site}/authors/{quote(name.replace(' ', '-'))}/"
        return {"@type": "Person", "name": name, "url": url}

    card = social_cards.address(edition)
    assert described.pop("image") == [f"{settings.SITE_URL}{card}"]
    assert described == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "風車",
        "url": "https://first.example/wind/",
        "mainEntityOfPage": "https://first.example/wind/",
        "inLanguage": "ja",
        "datePublished": "2026-11-20T07:30:00+09:00",
        "dateModified": "2026-11-20T07:30:00+09:00",
        "author": [person("水野 あおい")],
        "editor": [person("三枝 みお")],
        "isAccessibleForFree": True,
        "timeRequired": "PT1M",
        "articleSection": "投資分析",
        "keywords": ["電力"],
    }
    graph = [(m["property"], m["content"]) for m in page.select("meta[property]")]
    assert ("og:locale", "ja_JP") in graph
    assert [each for each in graph if each[0].startswith("article:")] == [
        ("article:published_time", "2026-11-20T07:30:00+09:00"),
        ("article:modified_time", "2026-11-20T07:30:00+09:00"),
        ("article:section", "投資分析"),
        ("article:tag", "電力"),
    ]


def test_what_changed_before_the_import_is_dated_alike_everywhere(client):
    """Row 44"""
    revised = MORNING + timedelta(hours=30)
    make_live(slug="wind", at=MORNING, revised_at=revised)
    expected = "2026-11-21T13:30:00+09:00"

    page = open_page(client, PATH)
    sitemap = client.get("/sitemap-posts-1.xml").content.decode()
    item = json.loads(client.get("/feed.json").content)["items"][0]

    assert page.select_one(".is-shu time")["datetime"] == expected
    modified = page.find("meta", property="article:modified_time")["content"]
    assert modified == item["date_modified"] == expected
    assert f"<lastmod>{expected}</lastmod>" in sitemap
    assert item["date_published"] == "2026-11-20T07:30:00+09:00"
