"""What is read out of a Jekyll site, whole."""

import json
from datetime import datetime

import pytest

from blog.importing.jekyll import read
from blog.importing.records import Group, ImportedCategory, ImportedRedirect
from blog.importing.source import UnreadableSource
from tests.importing.corpus import corpus
from tests.importing.sites import CONFIG, png, post, write


def only(site):
    assert len(site.posts) == 1
    return site.posts[0]


def details(site, group):
    return [problem.detail for problem in site.problems if problem.group is group]


def test_post_is_read_with_all_its_fields(tmp_path):
    write(
        tmp_path,
        {
            "_posts/2025-03-07-Windmill-.md": post(
                "風車が回る",
                date="2025-03-07 16:00:00 +0000",
                author="[海野 一, 海野 一, 浜]",
                excerpt='"**太字**の 導入。"',
                description="説明",
                image="/assets/a.png",
                robots="noindex, nofollow",
                sitemap="false",
                canonical_url="https://else.example/x/",
                last_modified_at="2025-04-01",
                lang="en",
                reading_time="8",
                pillar="true",
            ),
            "assets/a.png": png(),
            "_data/authors.yml": "浜: {name: 浜 二郎}\n",
        },
    )

    found = only(read(tmp_path))

    assert (found.title, found.slug) == ("風車が回る", "Windmill")
    assert found.path == "/2025/03/08/Windmill/"
    assert found.former_paths == ["/2025/03/07/Windmill-/"]
    assert found.published_at.isoformat() == "2025-03-08T01:00:00+09:00"
    assert (found.category, found.tags) == ("港", ["風車", "港湾"])
    assert found.authors == ["海野 一", "浜 二郎"]
    assert (found.excerpt, found.description) == ("太字の 導入。", "説明")
    assert (found.cover.source_path, found.cover.alt) == ("assets/a.png", "風車が回る")
    assert (found.noindex, found.in_sitemap) == (True, False)
    assert found.canonical_url == "https://else.example/x/"
    assert found.revised_at.isoformat() == "2025-04-01T00:00:00+09:00"
    assert (found.language, found.reading_minutes) == ("en", 8)
    assert found.extra == {
        "excerpt": "**太字**の 導入。",
        "pillar": "true",
        "reading_time": "8",
        "robots": "noindex, nofollow",
        "canonical_url": "https://else.example/x/",
    }


def test_categories_beyond_the_first_become_tags(tmp_path):
    source = "---\ntitle: 題\ncategories: 船 荷\ntags: 海 荷\n---\n本文"
    write(tmp_path, {"港/_posts/2025-03-07-x.md": source})

    site = read(tmp_path)

    assert only(site).category == "港"
    assert only(site).tags == ["海", "荷", "船"]
    assert details(site, Group.TAXONOMY) == ["船, 荷"]
    assert site.categories == [ImportedCategory("港", "harbour", "船と荷のこと")]


def test_what_is_not_public_there_has_no_path(tmp_path):
    write(
        tmp_path,
        {
            "_drafts/idea.md": post("下書き"),
            "_posts/2025-03-07-hidden.md": post("非公開", published="false"),
            "_posts/2025-03-07-broken.md": '---\ntitle: "a\n---\n本文',
        },
    )

    site = read(tmp_path)

    assert [(one.path, one.published_at) for one in site.posts] == [("", None)] * 3
    assert "line 3" in details(site, Group.REFUSED)[0]


def test_later_post_keeps_a_shared_address_and_the_other_gets_its_own(tmp_path):
    write(
        tmp_path,
        {
            "_posts/2025-03-07-a.md": post("先", date="2025-03-07 20:00:00 +0000"),
            "_posts/2025-03-08-a.md": post("後", date="2025-03-08 10:00:00 +0900"),
        },
    )

    site = read(tmp_path)

    assert {one.title: one.path for one in site.posts} == {
        "先": "/2025/03/08/a-2/",
        "後": "/2025/03/08/a/",
    }
    assert len(details(site, Group.COLLISION)) == 1


def test_links_lead_to_the_post_that_is_meant(tmp_path):
    body = (
        "[風車が回る](/2025/03/07/a/) [題](../../08/b/#x) [無](/2020/01/gone/)\n\n"
        "[外](https://x.example/2025/03/07/a/) [頭](#top) [港](/category/harbour/)\n\n"
        "[自](https://kita.example.jp/2025/03/08/b/?q=1) `[a](/2025/03/07/a/)`"
    )
    write(
        tmp_path,
        {
            "_posts/2025-03-07-a.md": post(date="2025-03-07 20:00:00 +0000", body=body),
            "_posts/2025-03-08-b.md": post("港の線", date="2025-03-08"),
        },
    )

    site = read(tmp_path)

    assert site.posts[0].body.split("\n\n", 1)[1].strip() == (
        "[風車が回る](/2025/03/08/a/) [題](/2025/03/08/b/#x) [無](/2020/01/gone/)\n\n"
        "[外](https://x.example/2025/03/07/a/) [頭](#top) [港](/category/harbour/)\n\n"
        "[自](/2025/03/08/b/?q=1) `[a](/2025/03/07/a/)`"
    )
    assert len(details(site, Group.LINK_REPAIRED)) == 1
    assert details(site, Group.LINK_UNRESOLVED) == ["「無」 /2020/01/gone/"]


def test_name_in_the_file_wins_over_an_address_when_the_words_are_its_title(tmp_path):
    write(
        tmp_path,
        {
            "_posts/2025-03-07-a.md": post("春の風車の話", date="2025-03-08"),
            "_posts/2025-03-08-a.md": post("秋の送電線の話", date="2025-03-09"),
            "_posts/2025-03-10-c.md": post(
                body="[秋の送電線の話](/2025/03/08/a/) [春の風車の話](/2025/03/08/a/)"
            ),
        },
    )

    site = read(tmp_path)

    assert "[秋の送電線の話](/2025/03/09/a/) [春の風車の話](/2025/03/08/a/)" in (
        site.posts[2].body
    )
    assert site.posts[1].former_paths == []


def test_pictures_are_found_and_missing_ones_listed(tmp_path):
    body = "![港](/assets/a.png)\n\n<img src='/assets/b.png'>\n\n![外](https://x.example/c.png)"
    write(
        tmp_path,
        {
            "_posts/2025-03-07-a.md": post(body=body, image="assets/c.png"),
            "assets/a.png": png(),
        },
    )

    site = read(tmp_path)

    assert list(only(site).pictures) == ["/assets/a.png"]
    assert only(site).pictures["/assets/a.png"].read() == png()
    assert only(site).cover is None
    assert len(details(site, Group.PICTURE)) == 3


def test_canonical_url_of_our_own_follows_the_post_or_goes(tmp_path):
    own = "https://kita.example.jp/2025/03/07/"
    write(
        tmp_path,
        {
            "_posts/2025-03-07-a.md": post(
                "一", date="2025-03-08", canonical_url=f"{own}b/"
            ),
            "_posts/2025-03-07-b.md": post(
                "二", date="2025-03-08", canonical_url=f"{own}b/"
            ),
            "_posts/2025-03-07-c.md": post("三", canonical_url=f"{own}gone/"),
        },
    )

    site = read(tmp_path)

    assert [one.canonical_url for one in site.posts] == ["/2025/03/08/b/", "", ""]
    assert len(details(site, Group.LINK_UNRESOLVED)) == 1


def test_pages_and_redirects_are_read_and_other_files_left(tmp_path):
    front = "---\ntitle: 会社\n---\n"
    write(
        tmp_path,
        {
            "about.md": f"{front}会社の話。",
            "_pages/terms.html": (
                "---\ntitle: 規約\npermalink: /terms/\nredirect_from: /kiyaku/\n---\n"
                "<div>\n    <p>規約です。</p>\n    <script>x()</script>\n</div>"
            ),
            "old.html": "---\nredirect_to: /about/\npermalink: /old/\n---\n",
            "feed.xml": "---\n---\n<rss/>",
            "README.md": "no front matter",
            "_layouts/default.html": "---\n---\n{{ content }}",
        },
    )

    site = read(tmp_path)

    assert {one.path: (one.kind, one.title, one.body) for one in site.posts} == {
        "/about/": ("page", "会社", "会社の話。"),
        "/terms/": ("page", "規約", "<div>\n<p>規約です。</p>\n</div>\n"),
    }
    assert site.posts[0].former_paths == ["/kiyaku/"]
    assert site.redirects == [ImportedRedirect("old.html", "/old/", "/about/")]
    assert details(site, Group.HTML) == ["<script>, 1 times"]
    assert [p.source_path for p in site.problems if p.group is Group.REFUSED] == [
        "feed.xml"
    ]


def test_page_of_a_layout_alone_gets_the_sentences_of_its_front_matter(tmp_path):
    sentence = (
        "東の港は長い歴史を持ちます。"
        + "いまも船が出入りし、荷を運び続けています。" * 2
    )
    page = f"---\nlayout: region\ntitle: 東\nplace: east\nabout: {sentence}\n---\n"
    write(tmp_path, {"east.md": page})

    site = read(tmp_path)

    assert only(site).body == sentence
    assert "layout: region" in details(site, Group.FIELD)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("_posts/2025-03-07-latin.md", "本文".encode("shift_jis")),
        ("_posts/2025-03-07-long.md", b"a" * 600_000),
        ("_posts/2025-03-07-a.textile", b"h1. a"),
        ("_posts/no-date.md", b"a"),
    ],
)
def test_file_that_cannot_be_taken_is_named_and_stops_nothing(tmp_path, name, content):
    write(tmp_path, {name: content, "_posts/2025-03-08-good.md": post()})

    site = read(tmp_path)

    assert only(site).source_path == "_posts/2025-03-08-good.md"
    assert [p.source_path for p in site.problems if p.group is Group.REFUSED] == [name]


@pytest.mark.parametrize("config", ["a: [", "- a\n- b\n", "timezone: Mars/Base\n"])
def test_site_without_a_readable_configuration_is_refused(tmp_path, config):
    write(tmp_path, {"_posts/2025-03-08-a.md": post()}, config=config)

    with pytest.raises(UnreadableSource):
        read(tmp_path)


def test_no_file_of_the_machine_is_read_through_liquid(tmp_path):
    body = (
        "{% include ../secret.txt %}{% include /etc/passwd %}{% link ../secret.txt %}"
    )
    write(tmp_path / "site", {"_posts/2025-03-08-a.md": post(body=body)})
    (tmp_path / "secret.txt").write_text("secret")

    site = read(tmp_path / "site")

    assert "secret" not in only(site).body.replace("secret.txt", "")
    assert len(details(site, Group.LIQUID)) == 3


def test_suffix_and_case_of_the_permalink_stay(tmp_path):
    config = CONFIG.replace("/:year/:month/:day/:title/", "none")
    write(tmp_path, {"_posts/2025-03-08-A.md": post()}, config=config)

    assert only(read(tmp_path)).path == "/港/A.html"


def test_constructs_are_read_as_jekyll_reads_them():
    folder = corpus("samples/jekyll-constructs")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    # Not public, one of two at an address, broken, with a title that Jekyll makes up.
    other = ("idea", "unpublished", "19-same", "broken-yaml", "no-front-matter")

    found = {one.source_path: one for one in read(folder).posts}

    compared = 0
    for entry in expected:
        if any(name in entry["file"] for name in other) or entry["file"] not in found:
            continue
        one = found[entry["file"]]
        authors = entry["author"]
        assert one.path == entry["url"]
        assert one.published_at == datetime.fromisoformat(entry["date"])
        assert one.title == entry["title"]
        assert one.authors == (authors if isinstance(authors, list) else [authors])
        assert [*filter(None, [one.category]), *one.tags] == [
            *entry["categories"][:1],
            *entry["tags"],
            *entry["categories"][1:],
        ]
        compared += 1
    assert compared >= 17
