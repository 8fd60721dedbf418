"""Feeds: the newest posts in full, valid, and the same until something changes."""

import json
import xml.etree.ElementTree as etree
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from blog.models import Kind, Window
from blog.publishing import timeline
from tests.factories import make_byline, make_category, make_chief, make_live, revise

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 20, 3, 0, tzinfo=UTC)
SITE = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MEDIA_TYPES = {
    "feed.xml": "application/rss+xml; charset=utf-8",
    "feed.atom": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}

HOSTILE = (
    "制御\x0b文字、\ufffe、]]>、家族👨‍👩‍👧、が（か\u3099）。\n\n"
    "脚注[^1]と｜罫線《けいせん》と《《強く》》と[相対](/about/)。\n\n"
    "- [x] 済んだ\n- [ ] まだ\n\n"
    "```python\nif a < b: pass\n```\n\n"
    "[^1]: 注の中身。\n"
)


def rss(client, path="/feed.xml"):
    return etree.fromstring(client.get(path).content).find("channel")


def atom(client, path="/feed.atom"):
    return etree.fromstring(client.get(path).content)


def json_feed(client, path="/feed.json"):
    return json.loads(client.get(path).content)


def titles(client, folder="/"):
    """The titles in the three feeds of a list, which are the same."""
    found = [
        [
            item.findtext("title")
            for item in rss(client, f"{folder}feed.xml").iter("item")
        ],
        [
            entry.findtext(f"{ATOM}title")
            for entry in atom(client, f"{folder}feed.atom").iter(f"{ATOM}entry")
        ],
        [item["title"] for item in json_feed(client, f"{folder}feed.json")["items"]],
    ]
    assert found[0] == found[1] == found[2]
    return found[0]


def test_a_feed_holds_the_newest_twenty_posts(client):
    for hour in range(22):
        make_live(title=f"第{hour}号", at=AT + timedelta(hours=hour))
    make_live(title="会社概要", kind=Kind.PAGE, path="/about/", at=AT)

    assert titles(client) == [f"第{hour}号" for hour in range(21, 1, -1)]


def test_every_list_has_feeds_of_its_own(client):
    industry, markets = make_category("業界分析"), make_category("投資分析")
    aoi, team = make_byline(), make_byline("編集部", slug="desk", kind="team")
    make_live(title="甲", category=industry, tags=["電力"], credits=[(aoi, "text")])
    make_live(title="乙", category=markets, tags=["港"], credits=[(team, "text")])

    assert titles(client, "/category/投資分析/") == ["乙"]
    assert titles(client, "/tags/電力/") == ["甲"]
    assert titles(client, "/authors/desk/") == ["乙"]


@pytest.mark.parametrize("name", MEDIA_TYPES)
def test_each_format_has_its_media_type(client, name):
    response = client.get(f"/{name}")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == MEDIA_TYPES[name]


def test_a_category_without_posts_has_an_empty_feed(client):
    make_category("投資分析")

    assert titles(client, "/category/投資分析/") == []
    assert atom(client).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


@pytest.mark.parametrize("folder", ["category", "tags", "authors"])
def test_an_unknown_list_has_no_feed(client, folder):
    assert client.get(f"/{folder}/nothing/feed.xml").status_code == 404


def test_an_rss_item_in_full(client):
    category = make_category("業界分析")
    credits = [(make_byline(), "text"), (make_byline("戸川 蓮"), "photo")]
    edition = make_live(
        title="R&Dと<電力>",
        slug="grid",
        excerpt="線が足りない、と<港>で。",
        body="線が足りない。",
        category=category,
        tags=["電力"],
        credits=credits,
        at=AT,
    )

    channel = rss(client, "/category/業界分析/feed.xml")

    assert channel.findtext("title") == "業界分析｜ALLFORCES"
    assert channel.findtext("link") == (
        f"{SITE}/category/%E6%A5%AD%E7%95%8C%E5%88%86%E6%9E%90/"
    )
    assert channel.find(f"{ATOM}link").attrib == {
        "rel": "self",
        "type": "application/rss+xml",
        "href": f"{SITE}/category/%E6%A5%AD%E7%95%8C%E5%88%86%E6%9E%90/feed.xml",
    }
    [item] = channel.iter("item")
    assert {each.tag: each.text for each in item} == {
        "title": "R&Dと<電力>",
        "link": f"{SITE}/2026/10/20/grid/",
        "guid": f"tag:127.0.0.1,2026-10-20:post/{edition.post_id}",
        "pubDate": "Tue, 20 Oct 2026 12:00:00 +0900",
        CREATOR: "水野 あおい",
        "category": "電力",
        "description": "線が足りない、と&lt;港&gt;で。",
        CONTENT: "<p>線が足りない。</p>",
    }
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert [each.text for each in item.iter("category")] == ["業界分析", "電力"]


def test_atom_and_json_say_the_same_as_rss(client):
    make_live(at=AT, tags=["電力"])

    [item] = rss(client).iter("item")
    [entry] = atom(client).iter(f"{ATOM}entry")
    [other] = json_feed(client)["items"]

    assert item.findtext("guid") == entry.findtext(f"{ATOM}id") == other["id"]
    assert (
        item.findtext("link") == entry.find(f"{ATOM}link").get("href") == other["url"]
    )
    published = datetime.fromisoformat(other["date_published"])
    assert parsedate_to_datetime(item.findtext("pubDate")) == published == AT
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}published")) == AT
    assert item.findtext(CONTENT) == entry.findtext(f"{ATOM}content")
    assert item.findtext(CONTENT) == other["content_html"]
    assert other["tags"] == ["業界分析", "電力"]


def test_only_a_change_of_weight_moves_the_date(client):
    edition = make_live(at=AT)

    def change(minutes, kind):
        now = AT + timedelta(minutes=minutes)
        timeline.update(
            revise(edition.post, now=now), by=make_chief(), now=now, change=kind
        )
        [entry] = atom(client).iter(f"{ATOM}entry")
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}published")) == AT
        return datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))

    assert change(5, Window.Change.MINOR) == AT
    assert change(10, Window.Change.UPDATE) == AT + timedelta(minutes=10)


def test_the_id_stays_when_the_address_moves(client):
    edition = make_live(at=AT, slug="old")
    [before] = json_feed(client)["items"]

    now = AT + timedelta(hours=1)
    renamed = revise(edition.post, now=now, slug="new")
    timeline.update(renamed, by=make_chief(), now=now)

    [after] = json_feed(client)["items"]
    assert after["url"] == f"{SITE}/2026/10/20/new/" != before["url"]
    assert after["id"] == before["id"]


def test_feeds_stay_well_formed_whatever_is_in_a_post(client):
    """SEC-14."""
    make_live(title="]]> & <甲>", body=HOSTILE, at=AT, slug="hostile")
    address = f"{SITE}/2026/10/20/hostile/"

    [item] = rss(client).iter("item")
    html = item.findtext(CONTENT)

    assert item.findtext("title") == "]]> & <甲>"
    assert html == json_feed(client)["items"][0]["content_html"]
    assert "]]&gt;、家族👨‍👩‍👧、が（が）" in html
    assert f'<a href="{SITE}/about/">相対</a>' in html
    assert f'<sup><a href="{address}#fn:1">1</a></sup>' in html
    assert "<ruby>罫線<rp>（</rp><rt>けいせん</rt><rp>）</rp></ruby>" in html
    assert "<strong>強く</strong>" in html
    assert "<li>☑ 済んだ</li>\n<li>☐ まだ</li>" in html
    assert "if a &lt; b: pass" in html
    assert "注の中身。" in html
    for nothing in (" class=", " id=", "<input", "<span", "↩", "\x0b", "\ufffe"):
        assert nothing not in html


def test_a_feed_costs_the_same_for_one_post_and_for_three(
    client, django_assert_num_queries
):
    """The period, the ids, the editions."""
    for _post in range(3):
        make_live()
        with django_assert_num_queries(3):
            client.get("/feed.xml")
