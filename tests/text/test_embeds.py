"""Row 72: a film elsewhere is a card that leads there; nothing is loaded."""

import pytest

from blog.text.rendering import render


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://www.youtube.com/watch?v=abc_DEF-1", "YouTube"),
        ("https://youtu.be/abc", "YouTube"),
        ("https://x.com/example/status/123", "X"),
        ("https://vimeo.com/123", "Vimeo"),
    ],
)
@pytest.mark.parametrize("written", ["{}", "<{}>"])
def test_a_bare_address_in_its_own_paragraph_becomes_a_card(address, place, written):
    html = render(f"前。\n\n{written.format(address)}\n\n後。\n").html

    assert html == (
        f'<p>前。</p>\n<p class="embed"><a href="{address}">{place}で見る<br>'
        f"<small>{address}</small></a></p>\n<p>後。</p>"
    )


@pytest.mark.parametrize(
    "source",
    [
        "詳しくはhttps://youtu.be/abc で。",
        "[講演の録画](https://youtu.be/abc)",
        "https://youtu.be/abc https://youtu.be/def",
        "https://example.jp/watch?v=abc",
        "https://youtube.com.example.jp/watch?v=abc",
        "https://x.com/example",
    ],
)
def test_other_links_stay_links(source):
    html = render(source).html

    assert "embed" not in html
    assert "<a href=" in html
