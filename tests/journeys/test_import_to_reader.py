"""From the owner's magazine to its readers, held against Jekyll's own answers."""

import json
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import PurePosixPath

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import TestCase, override_settings
from django.utils import timezone

from blog.importing.jekyll import read
from blog.importing.load import load
from blog.importing.records import Group
from blog.models import Edition
from tests import people
from tests.importing.corpus import corpus

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
SEED = "/2025/12/14/1-metallama/"
TRACES = ("<style", "<script", "{%", "{{", "{:", "onclick", "javascript:")


def magazine(name):
    return json.loads((corpus("magazine") / name).read_text("utf-8"))


def headline(soup):
    (h1,) = soup.find_all("h1")
    return h1.get_text().strip()


def wanted_title(file, entry):
    """As it is; the one that is empty gets the name of its file, as Jekyll would."""
    stem = PurePosixPath(file).stem[11:]
    name = " ".join(word.capitalize() for word in stem.split("-"))
    return entry["title"] or name


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


class ImportToReader(TestCase):
    """The import runs once; `posts` are what was read, by file."""

    @classmethod
    def setUpClass(cls):
        media = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.enterClassContext(override_settings(MEDIA_ROOT=media))
        cls.expected = magazine("expected.json")["posts"]
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        site = read(corpus("magazine"))
        cls.results = {one.result for one in load(site, by=people.kei())}
        cls.paths = {one.source_path: one.path for one in site.posts}
        cls.bodies = {one.source_path: one.body for one in site.posts}
        cls.pages = {one.path: one.title for one in site.posts if one.kind == "page"}
        cls.problems = list(site.problems)

    def live(self):
        return {one.path: one for one in Edition.objects.live(timezone.now())}

    def page(self, path):
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        return BeautifulSoup(answer.content, "html.parser")

    def found_in(self, group):
        return [problem for problem in self.problems if problem.group is group]

    def test_every_post_answers_at_its_address(self):
        hidden = {file for file, one in self.expected.items() if not one["public"]}

        for file, entry in self.expected.items():
            path = self.paths[file] if file in hidden else entry["url"]
            assert headline(self.page(path)) == wanted_title(file, entry)

        assert self.results == {"created"}
        assert len(self.expected) - len(hidden) == 58
        public = {entry["url"] for entry in self.expected.values()}
        assert len({self.paths[file] for file in hidden} - public) == 2

    def test_instant_category_tags_authors_and_search_fields(self):
        live = self.live()

        for file, entry in self.expected.items():
            edition = live[self.paths[file]]
            bylines = [byline["name"] for byline in edition.bylines]
            tags = [tag["name"] for tag in edition.tag_list]
            date = datetime.fromisoformat(entry["date"])
            assert edition.published_at == date
            assert [edition.category.name] == entry["categories"]
            assert (tags, bylines) == (entry["tags"], [entry["author"]])
            assert edition.in_sitemap == entry["in_sitemap"]
            assert edition.noindex == (entry["robots"] == "noindex")
            assert bool(edition.cover) == entry["image_exists"]

    def test_texts_have_what_jekyll_counted(self):
        live, different = self.live(), {}

        for file, entry in self.expected.items():
            found = counts(live[self.paths[file]].html)
            other = {name for name in found if found[name] != entry["counts"][name]}
            if other:
                different[file] = other

        # A line with bars is a table to kramdown; without a header it is none here.
        accidental = {
            problem.source_path
            for problem in self.found_in(Group.MARKDOWN)
            if "kramdown" in problem.detail
        }
        assert different == {file: {"tables"} for file in accidental}
        assert len(different) <= 1

    def test_links_lead_to_the_posts_that_were_meant(self):
        links = magazine("expected_links.json")
        unresolved = [
            problem
            for problem in self.found_in(Group.LINK_UNRESOLVED)
            if problem.source_path.startswith("_posts/")
            and "canonical_url" not in problem.detail
        ]

        for link in links:
            if link["target"] in self.paths:
                leads = f"({self.paths[link['target']]}"
                assert leads in self.bodies[link["from"]]
        how = Counter(link["how"] for link in links)
        assert len(unresolved) == how["unresolved"] + how["history"]

    def test_seed_post_is_as_its_readers_know_it(self):
        soup = self.page(SEED)
        edition = self.live()[SEED]
        feed = self.client.get("/category/投資分析/feed.xml")

        (title,) = [e["title"] for e in self.expected.values() if e["url"] == SEED]
        assert headline(soup) == title
        assert "**" not in edition.excerpt
        assert edition.excerpt.endswith("。")
        # Typed in: 8. This revision has 3,214 letters and 102 words.
        assert edition.reading_minutes == 7
        assert f'href="{SEED}"' in str(self.page("/category/投資分析/"))
        assert (feed.status_code, SEED in feed.text) == (200, True)

    def test_pages_answer_and_the_old_category_page_is_listed(self):
        for path, title in self.pages.items():
            assert headline(self.page(path)) == title

        assert len(self.pages) == 5
        (redirect,) = self.found_in(Group.REDIRECT)
        assert redirect.detail.startswith("/category/投資分析/")

    def test_nothing_of_the_source_runs_or_shows_its_markup(self):
        for path, edition in self.live().items():
            for trace in TRACES:
                assert trace not in edition.html, path

    def test_second_run_changes_nothing(self):
        kei = get_user_model().objects.get(username="kei")

        again = load(read(corpus("magazine")), by=kei)

        assert {one.result for one in again} == {"unchanged"}
