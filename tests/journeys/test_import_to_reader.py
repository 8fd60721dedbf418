"""From the owner's magazine to its readers, held against Jekyll's own answers."""

import json
from collections import Counter
from datetime import datetime
from pathlib import PurePosixPath

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.importing.jekyll import read
from blog.importing.load import load
from blog.importing.records import Group
from blog.models import Edition
from tests import people
from tests.importing.corpus import corpus

pytestmark = pytest.mark.django_db

# Differences to Jekyll that are wanted, by post: what is counted, and why.
EXCEPTIONS = {
    "_posts/2026-03-27-12-logistics-transport-ai-guide.md": {
        "tables": "a line with bars is a table to kramdown; without a header it is none"
    },
}
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
SEED = "/2025/12/14/1-metallama/"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def site(media):
    site = read(corpus("magazine"))
    loaded = load(site, by=people.kei())
    assert {one.result for one in loaded} == {"created"}
    return site


@pytest.fixture
def expected():
    text = (corpus("magazine") / "expected.json").read_text("utf-8")
    return json.loads(text)["posts"]


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "html.parser")


def headline(soup):
    (h1,) = soup.find_all("h1")
    return h1.get_text().replace("\u200b", "").strip()


def counts(html):
    soup = BeautifulSoup(html, "html.parser")
    return {
        "headings": len(soup.find_all(HEADINGS)),
        "tables": len(soup.find_all("table")),
        "links": len(soup.find_all("a", href=True)),
        "images": len(soup.find_all("img")),
        "strong": len(soup.find_all("strong")),
        "code_blocks": len(soup.find_all("pre")),
    }


def test_every_post_answers_at_its_address(site, expected, client):
    paths = {one.source_path: one.path for one in site.posts}
    hidden = [file for file, entry in expected.items() if not entry["public"]]

    for file, entry in expected.items():
        path = paths[file] if file in hidden else entry["url"]
        assert headline(page(client, path)) == _title(file, entry)

    assert len(hidden) == 2
    assert len({paths[file] for file in expected}) == 60
    assert {paths[file] for file in hidden}.isdisjoint(
        entry["url"] for entry in expected.values()
    )


def _title(file, entry):
    """As it is; the one that is empty gets the name of its file, as Jekyll would."""
    stem = PurePosixPath(file).stem[11:]
    name = " ".join(word.capitalize() for word in stem.split("-"))
    return entry["title"] or name


def test_instant_category_tags_authors_and_search_fields(site, expected):
    paths = {one.source_path: one.path for one in site.posts}
    live = {one.path: one for one in Edition.objects.live(timezone.now())}

    for file, entry in expected.items():
        edition = live[paths[file]]
        assert edition.published_at == datetime.fromisoformat(entry["date"])
        assert [edition.category.name] == entry["categories"]
        assert [tag["name"] for tag in edition.tag_list] == entry["tags"]
        assert [byline["name"] for byline in edition.bylines] == [entry["author"]]
        assert edition.in_sitemap == entry["in_sitemap"]
        assert edition.noindex == (entry["robots"] == "noindex")
        assert bool(edition.cover) == entry["image_exists"]


def test_texts_have_what_jekyll_counted(site, expected):
    paths = {one.source_path: one.path for one in site.posts}
    live = {one.path: one for one in Edition.objects.live(timezone.now())}
    different = {}

    for file, entry in expected.items():
        found = counts(live[paths[file]].html)
        other = {name for name in found if found[name] != entry["counts"][name]}
        if other:
            different[file] = other

    assert different == {file: set(why) for file, why in EXCEPTIONS.items()}
    assert len(different) <= 1


def test_links_lead_to_the_posts_that_were_meant(site):
    links = json.loads((corpus("magazine") / "expected_links.json").read_text("utf-8"))
    bodies = {one.source_path: one.body for one in site.posts}
    paths = {one.source_path: one.path for one in site.posts}
    unresolved = [
        problem
        for problem in site.problems
        if problem.group is Group.LINK_UNRESOLVED
        and problem.source_path.startswith("_posts/")
        and "canonical_url" not in problem.detail
    ]

    for link in links:
        if link["target"] in paths:
            assert f"({paths[link['target']]}" in bodies[link["from"]]
    how = Counter(link["how"] for link in links)
    assert len(unresolved) == how["unresolved"] + how["history"]


def test_seed_post_is_read_as_its_readers_know_it(site, client):
    soup = page(client, SEED)
    edition = Edition.objects.live(timezone.now()).get(path=SEED)

    assert headline(soup) == "MetaのLlama戦略の可能性とは？"
    assert "**" not in edition.excerpt
    assert edition.excerpt.endswith("。")
    # The file says 8. The text that is in the corpus has 3,214 letters and 102 words.
    assert edition.reading_minutes == 7
    assert f'href="{SEED}"' in str(page(client, "/category/投資分析/"))
    feed = client.get("/category/投資分析/feed.xml")
    assert (feed.status_code, SEED in feed.content.decode()) == (200, True)


def test_pages_answer_and_the_old_category_page_is_listed(site, client):
    pages = {one.path: one.title for one in site.posts if one.kind == "page"}

    for path, title in pages.items():
        assert headline(page(client, path)) == title

    assert set(pages) == {
        "/about/",
        "/ai-solutions/manufacturing/tokyo/",
        "/contact/thanks/",
        "/disclaimer/",
        "/en/about/",
    }
    assert [p.source_path for p in site.problems if p.group is Group.REDIRECT] == [
        "_pages/category-investment-redirect.html"
    ]


def test_nothing_of_the_source_runs_or_shows_its_markup(site, client):
    for one in site.posts:
        html = page(client, one.path).find("main").decode()
        for trace in ("<style", "{%", "{{", "{:", "onclick", "javascript:"):
            assert trace not in html, (one.source_path, trace)


def test_second_run_changes_nothing(site):
    again = load(read(corpus("magazine")), by=people.get_user_model().objects.get())

    assert {one.result for one in again} == {"unchanged"}
