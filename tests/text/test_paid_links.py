"""Paid links get their rel from the server; every other link stays as it is."""

import pytest

from blog.text.paid_links import is_under, mark
from blog.text.sanitizer import sanitize


def marked(html):
    return mark(sanitize(html), lambda host: is_under(host, ["shop.example"]))


@pytest.mark.parametrize(
    "address",
    [
        "https://shop.example/a?b=1&amp;c=2",
        "HTTPS://SHOP.EXAMPLE/",
        "//shop.example/a",
        "https://www.shop.example:8443/a",
        "https://somebody@shop.example/",
    ],
)
def test_a_link_to_a_paying_host_is_sponsored(address):
    html, found = marked(f'<p><a class="cta" href="{address}">店</a></p>')

    assert found
    assert 'rel="sponsored nofollow"' in html
    assert html.replace(' rel="sponsored nofollow"', "") == sanitize(
        f'<p><a class="cta" href="{address}">店</a></p>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "/about/",
        "#fn-1",
        "mailto:a@shop.example",
        "https://notshop.example/",
        "https://shop.example.org/",
        "https://other.example/?to=https://shop.example/",
        "https://[shop.example/",
    ],
)
def test_other_links_stay_as_they_are(address):
    html, found = marked(f'<a href="{address}">店</a>')

    assert (html, found) == (sanitize(f'<a href="{address}">店</a>'), False)
