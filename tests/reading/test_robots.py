import pytest

from blog.models import CrawlerRule

pytestmark = pytest.mark.django_db

FOR_ALL = "User-agent: *\nDisallow: /admin/\nDisallow: /preview/\n\n"
SITEMAP = (
    "Sitemap: http://127.0.0.1:8000/sitemap.xml\n"
    "Sitemap: http://127.0.0.1:8000/sitemap-news.xml\n"
)


def test_robots_are_shown_the_sitemap_and_kept_off_the_desk(client):
    response = client.get("/robots.txt", headers={"host": "localhost"})

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == FOR_ALL + SITEMAP


def test_crawlers_of_a_purpose_are_sent_away(client):
    rule = CrawlerRule.objects.get(purpose="answering")
    rule.allowed, rule.more_names = False, "NewBot\nclaude-user\nnewbot"
    rule.save()

    named = [f"User-agent: {name}\n" for name in (*rule.known, "NewBot")]
    assert client.get("/robots.txt").text == (
        FOR_ALL + "# answering\n" + "".join(named) + "Disallow: /\n\n" + SITEMAP
    )


def test_a_change_is_seen_at_once(client):
    before = client.get("/robots.txt")
    rule = CrawlerRule.objects.get(purpose="training")
    rule.allowed = False
    rule.save()

    after = client.get("/robots.txt")

    assert "GPTBot" not in before.text
    assert "GPTBot" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]
