"""Corrections: on the post, in the log, in feeds and in JSON-LD."""

import json
import xml.etree.ElementTree as etree
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from blog.models import Category, Window
from blog.publishing import timeline
from tests.factories import make_category, make_chief, make_live, revise
from tests.reading.pages import count_queries, open_page

pytestmark = pytest.mark.django_db

Change = Window.Change
MORNING = timezone.make_aware(timezone.datetime(2026, 11, 20, 7, 30))
PATH = "/2026/11/20/wind/"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def change(post, hours, kind=Change.CORRECTION, note="値を誤っていました。", **told):
    """Put a new edition on air, so many hours after the morning."""
    at = MORNING + timedelta(hours=hours)
    if kind == Change.CORRECTION:
        told = {"wrong": "480 MW", "right": "408 MW"} | told
    newer = revise(post, now=at)
    fields = {"public_note": note, "cause": "取り違え"} | told
    return timeline.update(newer, by=make_chief(), now=at, change=kind, **fields)


def notes(page):
    return [
        each.h2.get_text(" ", strip=True).split()[0]
        for each in page.select(".correction")
    ]


def structured(page):
    blocks = page.find_all("script", type="application/ld+json")
    return {data["@type"]: data for data in (json.loads(b.string) for b in blocks)}


def test_a_correction_stands_above_the_text_dated_and_without_its_cause(client):
    post = make_live(slug="wind", at=MORNING).post
    change(post, 2)

    page = open_page(client, PATH)

    note = page.select_one(".correction")
    assert note.time["datetime"] == "2026-11-20T09:30:00+09:00"
    assert note.select_one("del").get_text() == "480 MW"
    assert note.ins.get_text() == "408 MW"
    assert "取り違え" not in page.get_text()
    assert note.find_next("div", class_="prose") is not None
    facts = [each.get_text() for each in page.select(".is-shu dt")]
    assert facts == ["訂正"]
    article = structured(page)["NewsArticle"]
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "値を誤っていました。 480 MW → 408 MW",
            "datePublished": "2026-11-20T09:30:00+09:00",
        }
    ]
    assert article["dateModified"] == "2026-11-20T09:30:00+09:00"


def test_earlier_notes_stay_the_latest_first_and_fold(client):
    post = make_live(slug="wind", at=MORNING).post
    change(post, 1, Change.ADDITION)
    change(post, 2, Change.UPDATE, note="")
    change(post, 3)
    change(post, 4, Change.MINOR, note="")
    change(post, 5, Change.APOLOGY)

    page = open_page(client, PATH)

    assert notes(page) == ["お詫び", "訂正", "追記"]
    folded = page.select(".correction-earlier .correction")
    assert len(folded) == 1
    kinds = [each["text"] for each in structured(page)["NewsArticle"]["correction"]]
    assert kinds == [
        "値を誤っていました。",
        "値を誤っていました。 480 MW → 408 MW",
    ]


def test_what_is_planned_cancelled_or_rolled_back_is_not_told(client):
    post = make_live(slug="wind", at=MORNING).post
    first = post.editions.get()
    in_an_hour = timezone.now() + timedelta(hours=1)
    fields = {"change": Change.ADDITION, "public_note": "書き足しました。"}
    booked = timeline.schedule(revise(post), at=in_an_hour, by=make_chief(), **fields)
    assert notes(open_page(client, PATH)) == []
    timeline.cancel(booked, by=make_chief())
    change(post, 1)
    assert notes(open_page(client, PATH)) == ["訂正"]

    timeline.roll_back(first, by=make_chief())

    assert notes(open_page(client, PATH)) == []
    assert open_page(client, "/corrections/").select(".correction-log li") == []


def test_the_log_has_every_note_on_what_readers_can_see_the_latest_first(client):
    one = make_live(title="風車", slug="wind", at=MORNING).post
    two = make_live(title="水車", slug="water", at=MORNING).post
    gone = make_live(title="取下げ", slug="gone", at=MORNING).post
    change(one, 1)
    change(two, 2, Change.ADDITION)
    change(one, 3, Change.APOLOGY)
    change(two, 4, Change.MINOR, note="")
    change(gone, 5)
    timeline.take_down(gone, by=make_chief(), reason="申し出")

    page = open_page(client, "/corrections/")

    told = [
        (each.b.get_text(), each.a.get_text(), each.time["datetime"])
        for each in page.select(".correction-log > li")
    ]
    assert told == [
        ("お詫び", "風車", "2026-11-20T10:30:00+09:00"),
        ("追記", "水車", "2026-11-20T09:30:00+09:00"),
        ("訂正", "風車", "2026-11-20T08:30:00+09:00"),
    ]
    assert "取り違え" not in page.get_text()
    assert client.get("/corrections/page/2/").status_code == 404
    assert b"/corrections/" in client.get("/sitemap-lists.xml").content


def test_pages_with_notes_take_no_more_queries_with_more_of_them(client):
    first = make_live(slug="wind", at=MORNING).post
    unchanged = count_queries(client, PATH)
    change(first, 1)
    post_with_one = count_queries(client, PATH)
    log_with_one = count_queries(client, "/corrections/")
    for number in range(3):
        change(first, 2 + number)
        change(make_live(at=MORNING).post, 1)

    assert count_queries(client, PATH) == post_with_one == unchanged + 1
    assert count_queries(client, "/corrections/") == log_with_one


def test_feeds_begin_with_the_note_and_say_when(client):
    post = make_live(title="風車", slug="wind", at=MORNING).post
    make_live(title="水車", slug="water", at=MORNING + timedelta(minutes=1))
    change(post, 2)

    rss = etree.fromstring(client.get("/feed.xml").content).findall("channel/item")
    atom = etree.fromstring(client.get("/feed.atom").content).findall(f"{ATOM}entry")
    items = json.loads(client.get("/feed.json").content)["items"]

    assert [item.findtext("title") for item in rss] == ["水車", "風車"]
    html = rss[1].findtext(CONTENT)
    assert html.startswith("<section>")
    assert "480 MW" in html[:400]
    assert "取り違え" not in html
    assert items[1]["content_html"] == html
    updated = "2026-11-20T09:30:00+09:00"
    assert [item.findtext(f"{ATOM}updated") for item in rss] == [None, updated]
    assert atom[1].findtext(f"{ATOM}updated") == updated == items[1]["date_modified"]
    assert atom[1].findtext(f"{ATOM}published") == "2026-11-20T07:30:00+09:00"


def test_a_minor_change_moves_neither_dates_nor_order(client):
    """Row 71"""
    category = make_category("業界分析")
    older = make_live(title="前", slug="wind", at=MORNING, category=category).post
    make_live(title="後", at=MORNING + timedelta(hours=1), category=category)

    def dated():
        cache.clear()
        feed = json.loads(client.get("/feed.json").content)
        items = [
            (i["title"], i["date_published"], i["date_modified"]) for i in feed["items"]
        ]
        sitemap = client.get("/sitemap-posts-1.xml").content
        front = [
            each.get_text(strip=True)
            for each in open_page(client, "/category/業界分析/").select(".post-card")
        ]
        times = open_page(client, PATH).select(".post-header__facts time")
        return items, sitemap, front, [each["datetime"] for each in times]

    before = dated()
    change(older, 5, Change.MINOR, note="")
    assert dated() == before

    change(older, 6, Change.UPDATE, note="")
    assert dated() != before


def test_a_page_of_the_magazine_can_be_corrected_too(client):
    post = make_live(kind="page", path="/about/", category=None, at=MORNING).post
    change(post, 1)

    assert notes(open_page(client, "/about/")) == ["訂正"]
    assert not Category.objects.exists()
