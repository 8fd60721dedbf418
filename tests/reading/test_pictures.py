"""Row 47: each screen gets the picture at its size, and nothing jumps."""

from io import BytesIO

import pytest
from django.core.management import call_command
from PIL import Image as Pillow

from blog.models import Image
from blog.publishing import pictures
from tests.factories import make_chief, make_live
from tests.reading.pages import count_queries, open_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def take_in(size=(900, 600), colour="teal", **words):
    file = BytesIO()
    Pillow.new("RGB", size, colour).save(file, "PNG")
    file.seek(0)
    words = {"alt": "青い窓"} | words
    return pictures.take_in(file, by=make_chief(), original_name="窓.png", **words)


def srcset(image, format):
    return ", ".join(
        f"/media/{each['name']} {each['width']}w"
        for each in image.renditions
        if each["format"] == format
    )


def seen(picture):
    """The formats that a <picture> offers, and its size."""
    offered = [(each["type"], each["srcset"]) for each in picture.find_all("source")]
    return offered, (picture.img["src"], picture.img["width"], picture.img["height"])


def test_a_picture_in_the_text_comes_in_all_its_sizes(client):
    image = take_in()
    make_live(path="/post/", body=f"本文。\n\n![青い窓]({image.url})\n")

    picture = open_page(client, "/post/").select_one(".prose picture")

    assert [each["width"] for each in image.renditions] == [
        480,
        480,
        800,
        800,
        900,
        900,
    ]
    assert seen(picture) == (
        [
            ("image/avif", srcset(image, "avif")),
            ("image/webp", srcset(image, "webp")),
        ],
        (image.url, "900", "600"),
    )
    assert picture.img["alt"] == "青い窓"
    assert client.get(f"/media/{image.renditions[0]['name']}").status_code == 200


def test_a_picture_of_another_host_stays_as_it_is(client):
    image = take_in()
    elsewhere = f"https://example.com{image.url}"
    make_live(path="/post/", body=f"本文。\n\n![窓]({elsewhere})\n")

    page = open_page(client, "/post/")

    assert page.select_one(".prose picture") is None
    assert page.select_one(".prose img")["src"] == elsewhere


def test_pictures_cost_one_query_however_many(client):
    one, two = take_in(), take_in(colour="navy")
    make_live(path="/one/", body=f"![窓]({one.url})\n\n本文。")
    make_live(path="/two/", body=f"![窓]({one.url})\n\n![窓]({two.url})\n\n本文。")
    make_live(path="/none/", body="本文。")

    counts = [count_queries(client, path) for path in ("/none/", "/one/", "/two/")]

    assert counts == [counts[0], counts[0] + 1, counts[0] + 1]


def test_a_crop_keeps_the_focal_point_in_sight(client):
    image = take_in()
    Image.objects.filter(pk=image.pk).update(focus_x=22, focus_y=50)
    make_live(path="/post/", cover=image)

    picture = open_page(client, "/").select_one("main .lead__picture")

    assert picture["data-focus-x"] == "20"
    assert "data-focus-y" not in picture.attrs


def test_a_cover_that_is_only_decoration_needs_no_words(client):
    image = take_in(alt="")
    Image.objects.filter(pk=image.pk).update(is_decorative=True)
    image.refresh_from_db()

    make_live(path="/post/", cover=image)

    assert open_page(client, "/post/").select_one(".post-cover img")["alt"] == ""


def test_old_pictures_get_their_sizes_and_damaged_ones_are_named(capsys):
    old, damaged = take_in(), take_in(colour="navy")
    Image.objects.update(renditions=[])
    with damaged.file.storage.open(damaged.file.name, "wb") as file:
        file.write(b"no picture")

    call_command("make_renditions")

    old.refresh_from_db()
    damaged.refresh_from_db()
    said = capsys.readouterr()
    assert len(old.renditions) == 6
    assert damaged.renditions == []
    assert said.out == "1 of 2 pictures.\n"
    assert said.err.startswith(f"{damaged.file.name}: ")
