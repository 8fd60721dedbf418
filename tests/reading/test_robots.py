import pytest

pytestmark = pytest.mark.django_db


def test_robots_are_shown_the_sitemap_and_kept_off_the_desk(client):
    response = client.get("/robots.txt", headers={"host": "localhost"})

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "User-agent: *\n"
        "Disallow: /admin/\n"
        "Disallow: /preview/\n"
        "\n"
        "Sitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )
