"""The address rules of Jekyll 4.3: each case was checked against Jekyll itself."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from blog.importing.jekyll.addresses import (
    file_name_path,
    page_path,
    post_path,
    slugify,
    title_slug,
)

TOKYO = ZoneInfo("Asia/Tokyo")
DATE = datetime(2025, 3, 9, 7, 5, 2, tzinfo=TOKYO)
FILE = "blog/_posts/2025-03-08-Big-News.md"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("plain-name", "plain-name"),
        ("trailing-", "trailing"),
        ("-both--ends-", "both-ends"),
        ("Mixed Case & Sp.ace~(1)_x", "Mixed-Case-&-Sp.ace~(1)_x"),
        ("全角　空白と！記号（丸）", "全角-空白と-記号-丸"),
        ("「引用」・中黒", "引用-中黒"),
        ("人々ーコーヒー", "人々ーコーヒー"),
        ("삼성 café", "삼성-café"),
        ("①②③", ""),
    ],
)
def test_title_slug(text, slug):
    assert title_slug(text) == slug


def test_default_slug_is_lower_case_and_drops_more():
    assert slugify("Mixed Case & Sp.ace~(1)_x") == "mixed-case-sp-ace-1-x"


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("/:year/:month/:day/:title/", "/2025/03/09/Big-News/"),
        ("date", "/blog/news/2025/03/09/Big-News.html"),
        ("pretty", "/blog/news/2025/03/09/Big-News/"),
        ("ordinal", "/blog/news/2025/068/Big-News.html"),
        ("weekdate", "/blog/news/2025/W10/Sun/Big-News.html"),
        ("none", "/blog/news/Big-News.html"),
        ("/:short_year-:i_month-:i_day/:slug", "/25-3-9/big-news"),
        ("/:hour:minute:second/:y_day/:name/", "/070502/068/2025-03-08-big-news/"),
        ("/:path:output_ext", "/blog/2025-03-08-Big-News.html"),
        (
            "/:w_year/:w_day/:long_day/:short_month/:title",
            "/2025/7/Sunday/Mar/Big-News",
        ),
        ("/:slugified_categories/:title/", "/blog/news/Big-News/"),
        ("/:year_:month/:title/", "/2025_03/Big-News/"),
        ("/../x/./:title//", "/x/Big-News/"),
        ("/%E8%A8%98%E4%BA%8B/:title/", "/記事/Big-News/"),
    ],
)
def test_post_path(template, path):
    found = post_path(
        template, file=FILE, slug="Big-News", date=DATE, categories=["Blog", "News"]
    )

    assert found == path


@pytest.mark.parametrize(
    ("file", "style", "permalink", "path"),
    [
        ("about.md", "date", "", "/about.html"),
        ("about.md", "pretty", "", "/about/"),
        ("about.md", "/:year/:title/", "", "/about/"),
        ("about.md", "/:year/:title:output_ext", "", "/about.html"),
        ("a/b/index.md", "date", "", "/a/b/"),
        ("_pages/x.html", "none", "", "/_pages/x.html"),
        ("_pages/x.html", "date", "/会社 概要/", "/会社 概要/"),
        ("_pages/x.html", "date", "/:basename/", "/x/"),
    ],
)
def test_page_path(file, style, permalink, path):
    assert page_path(file, style=style, permalink=permalink) == path


def test_file_name_path_is_what_generators_guess():
    assert file_name_path("_posts/2025-3-8-a-.md") == "/2025/03/08/a-/"
    assert file_name_path("_drafts/idea.md") == ""
