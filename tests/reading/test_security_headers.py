"""SEC-13: what a browser may do is said by every answer, from the cache or not."""

import re

import pytest

from blog.models import Kind
from blog.publishing import timeline
from tests.factories import make_chief, make_live

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# JSON-LD is data: no browser runs it.
INLINE_SCRIPT = re.compile(r"<script(?![^>]*(?: src=|application/ld\+json))")
ANSWERS = [
    ("/", 200),
    ("/page/1/", 200),
    ("/post/", 200),
    ("/about/", 200),
    ("/category/業界分析/", 200),
    ("/tags/", 200),
    ("/tags/電力/", 200),
    ("/authors/", 200),
    ("/authors/水野-あおい/", 200),
    ("/archive/", 200),
    ("/feed.xml", 200),
    ("/feed.atom", 200),
    ("/feed.json", 200),
    ("/sitemap.xml", 200),
    ("/robots.txt", 200),
    ("/healthz/", 200),
    ("/admin/login/", 200),
    ("/admin/", 302),
    ("/post", 301),
    ("/nothing/", 404),
    ("/gone/", 410),
]


@pytest.fixture(autouse=True)
def site():
    make_live(path="/post/", tags=["電力"])
    make_live(path="/about/", kind=Kind.PAGE)
    timeline.end(make_live(path="/gone/").post, by=make_chief())


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_says_what_a_browser_may_do(client, path, status):
    for _again in range(2):
        response = client.get(path)

        assert response.status_code == status
        assert policy(response) == POLICY
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in response.headers["Permissions-Policy"]


def test_pictures_may_be_shown_elsewhere(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "a.png").write_bytes(b"picture")

    response = client.get("/media/a.png")

    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", [path for path, status in ANSWERS if status == 200])
def test_no_page_needs_what_the_policy_refuses(client, path):
    text = client.get(path).text

    if "<!doctype html>" in text.lower():
        for refused in ("<style", " style=", " onclick=", " onload=", "javascript:"):
            assert refused not in text
        assert INLINE_SCRIPT.search(text) is None


def policy(response):
    lines = response.headers["Content-Security-Policy"].split("; ")
    return dict(line.split(" ", 1) for line in lines)
