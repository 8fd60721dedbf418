"""SEC-01, SEC-02, SEC-03: nothing shows what is not public."""

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
import time_machine

from blog.models import Kind
from blog.publishing import drafts, review, timeline
from tests.factories import (
    make_byline,
    make_category,
    make_chief,
    make_company,
    make_edition,
    make_live,
    make_post,
    make_scheduled,
    make_series,
    revise,
)
from tests.reading.spider import crawl

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
EARLIER = NOW - timedelta(days=1)

# In title, slug, text, excerpt, description, tag and byline of every hidden post.
MARK = "himitsu"
ENDINGS = ("xml", "atom", "json")
NAMES = ["/tags/himitsu/", "/authors/himitsu/"]
FEEDS = [f"{name}feed.{ending}" for name in NAMES for ending in ENDINGS]
NEVER_PUBLIC = [f"/2026/11/{day}/himitsu/" for day in (23, 24, 25)] + ["/himitsu/"]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def neighbour():
    """A live post of the same category, tag and writer: lists that could leak."""
    return make_live(
        title="公開の記事",
        slug="public",
        tags=["電力"],
        series=make_series("風車"),
        at=EARLIER,
    )


def secret(**fields):
    """What a hidden post is made of; all of it in company of public names."""
    writers = [make_byline(), make_byline("himitsu", slug="himitsu")]
    return {
        "title": "himitsuの計画",
        "slug": "himitsu",
        "body": "himitsuの本文。\n\n## himitsuの見出し\n\n続き。\n",
        "excerpt": "himitsuの要約。",
        "description": "himitsuの説明",
        "tags": ["電力", "himitsu"],
        "series": make_series("風車"),
        "companies": [make_company("himitsu", "HIMITSU")],
        "credits": [(writer, "text") for writer in writers],
    } | fields


def page(**fields):
    return secret(kind=Kind.PAGE, path="/himitsu/", **fields)


def draft(fields):
    make_post(**fields)


def in_review(fields):
    review.submit(make_post(**fields), by=make_chief())


def sent_back(fields):
    post = review.submit(make_post(**fields), by=make_chief())
    review.request_changes(post, by=make_chief(), reason="himitsuの理由")


def approved(fields):
    make_edition(**fields)


def scheduled(fields):
    make_scheduled(at=LATER, **fields)


def cancelled(fields):
    edition = make_scheduled(at=LATER, **fields)
    timeline.cancel(edition.post.windows.get(), by=make_chief())


NEVER_SHOWN = [draft, in_review, sent_back, approved, scheduled, cancelled]


def ended(fields):
    edition = make_live(at=EARLIER, **fields)
    timeline.end(edition.post, by=make_chief(), now=NOW - timedelta(hours=1))


def taken_down(fields):
    edition = make_live(at=EARLIER, **fields)
    timeline.take_down(
        edition.post, by=make_chief(), reason="himitsu", now=NOW - timedelta(hours=1)
    )


def saved_over_a_live_post(fields):
    post = make_live(slug=fields["slug"], path=fields.get("path", ""), at=EARLIER).post
    drafts.save(post, by=make_chief(), base_version=post.lock_version, **fields)


def update_waiting_over_a_live_post(fields):
    post = make_live(slug="shown", at=EARLIER).post
    edition = revise(post, **fields)
    timeline.schedule(edition, at=LATER, by=make_chief())


SHOWN_BEFORE = [ended, taken_down]
SHOWN_OTHERWISE = [update_waiting_over_a_live_post]


def leaks(pages: dict[str, bytes]) -> set[str]:
    """Those that name anything of a hidden post."""
    return {
        path
        for path, content in pages.items()
        if MARK.encode() in content or MARK in path
    }


def answer(client, path, **headers):
    """Everything that a reader gets, but for the ETag of his own request."""
    response = client.get(path, headers=headers)
    return response.status_code, dict(response.headers), response.content


def test_once_public_it_is_on_all_of_these_pages():
    """What the tests below look at: each of these could leak."""
    edition = make_live(at=EARLIER, **secret())

    lists = {"/", "/category/業界分析/", "/tags/電力/", "/tags/himitsu/"}
    lists |= {"/authors/水野-あおい/", "/authors/himitsu/", "/series/風車/"}
    lists |= {"/companies/himitsu/"}
    feeds = {f"{path}feed.{ending}" for path in lists for ending in ENDINGS}
    assert {unquote(path) for path in leaks(crawl())} == lists | feeds | {
        "/2026/11/23/himitsu/",
        "/2026/11/23/himitsu/index.md",
        "/2026/11/23/public/",
        "/api/v1/authors/",
        "/api/v1/posts/",
        f"/api/v1/posts/{edition.post_id}/",
        "/api/v1/tags/",
        "/archive/2026/",
        "/archive/2026/11/",
        "/archive/2026/11/23/",
        "/authors/",
        "/companies/",
        "/llms.txt",
        "/page/1/",
        "/sitemap-lists.xml",
        "/sitemap-news.xml",
        "/sitemap-posts-1.xml",
        "/tags/",
    }


@pytest.mark.parametrize("fields", [secret, page])
def test_no_public_page_names_a_hidden_post(fields):
    """SEC-01, SEC-03: one of each kind, all of them in one magazine."""
    hidden = fields()
    before = crawl()

    for hide in NEVER_SHOWN + SHOWN_BEFORE:
        slug = f"himitsu-{hide.__name__.replace('_', '-')}"
        path = {"path": f"/{slug}/"} if "path" in hidden else {}
        hide(hidden | {"slug": slug} | path)

    after = crawl()
    assert leaks(after) == set()
    assert after == before


@pytest.mark.parametrize("fields", [secret, page])
@pytest.mark.parametrize("hide", SHOWN_OTHERWISE)
def test_no_public_page_names_what_waits_behind_a_live_post(hide, fields):
    """SEC-01"""
    hide(fields())

    assert leaks(crawl()) == set()


def test_saving_over_a_live_post_shows_nothing():
    make_category("業界分析")
    post = make_live(slug="himitsu-shown", at=EARLIER).post
    before = crawl()

    drafts.save(post, by=make_chief(), base_version=post.lock_version, **secret())

    assert crawl() == before


@pytest.mark.parametrize("fields", [secret, page])
@pytest.mark.parametrize("hide", NEVER_SHOWN)
def test_a_hidden_post_answers_like_one_that_never_existed(client, hide, fields):
    """SEC-02: whatever is asked, in whatever form."""
    hide(fields())
    missing = answer(client, "/2026/11/24/nothing/")
    assert missing[0] == 404

    for path in NEVER_PUBLIC:
        forms = [path, path.rstrip("/"), f"{path}?preview=1", f"{path}index.md"]
        for form in forms:
            assert answer(client, form) == missing
        assert answer(client, path, **{"if-none-match": "*"}) == missing
        assert answer(client, path, **{"x-http-method-override": "PUT"}) == missing
        assert client.head(path).status_code == 404
        assert client.post(path).status_code == client.post("/nothing/").status_code


@pytest.mark.parametrize("hide", NEVER_SHOWN + SHOWN_BEFORE + SHOWN_OTHERWISE)
def test_names_that_only_hidden_posts_use_do_not_show(client, hide):
    """SEC-03"""
    hide(secret())
    missing = answer(client, "/tags/nothing/")
    assert missing[0] == 404

    for path in NAMES + FEEDS:
        assert answer(client, path) == missing
    assert answer(client, "/tags/himitsu/page/2/") == missing


@pytest.mark.parametrize("hide", NEVER_SHOWN + SHOWN_BEFORE)
def test_search_knows_nothing_of_a_hidden_post(client, hide):
    """SEC-01: no hit, no count, no list to choose from, no suggestion."""
    searches = [
        "/search/?q=himitsu",
        "/search/?q=himi 公開",
        "/search/?q=電力",
        "/search/?q=電力&tag=himitsu",
        "/search/?q=電力&author=himitsu",
        "/search/suggest/?q=himitsu",
        "/search/suggest/?q=電力",
    ]
    before = [client.get(search).content for search in searches]

    hide(secret())

    assert [client.get(search).content for search in searches] == before


@pytest.mark.parametrize("hide", SHOWN_BEFORE)
def test_what_was_withdrawn_says_no_more_than_that(client, hide):
    hide(secret())
    [path] = [path for path in NEVER_PUBLIC if client.get(path).status_code == 410]

    gone = client.get(path)

    assert MARK not in gone.text
    assert client.get(path, headers={"if-none-match": "*"}).status_code == 410


def test_the_number_of_a_hidden_post_leads_nowhere(client):
    """SEC-02"""
    post = make_post(**secret())
    missing = answer(client, "/nothing/")

    for path in (f"/{post.pk}/", f"/posts/{post.pk}/", f"/?p={post.pk}"):
        response = answer(client, path)
        assert response == missing or response == answer(client, "/")


def test_lists_count_only_what_is_public(client):
    """SEC-01: an archive month, a second page, a category of hidden posts."""
    hidden = make_category("隠れた分類", slug="hidden")
    for number in range(25):
        make_scheduled(at=LATER, category=hidden, slug=f"himitsu-{number}")

    assert client.get("/category/hidden/page/2/").status_code == 404
    assert client.get("/archive/2026/12/").status_code == 404
    assert MARK not in client.get("/category/hidden/").text


def test_a_post_that_was_seen_is_not_confirmed_after_it_has_ended(client):
    """SEC-05: no 304 for a stale copy."""
    edition = make_live(slug="seen", at=EARLIER)
    path = edition.windows.get().address.path
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304

    timeline.take_down(edition.post, by=make_chief(), reason="誤り")

    with time_machine.travel(NOW + timedelta(seconds=1), tick=False):
        response = client.get(path, headers={"if-none-match": etag})
    assert response.status_code == 410
