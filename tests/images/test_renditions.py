from io import BytesIO

import pytest
from PIL import Image

from blog.images.renditions import renditions, widths
from blog.images.validation import PictureRefused


def encoded(size, *, mode="RGB", colour="teal"):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("width", "made"),
    [
        (300, [300]),
        (480, [480]),
        (1000, [480, 800, 1000]),
        (4000, [480, 800, 1200, 1600]),
    ],
)
def test_a_picture_is_made_smaller_and_never_larger(width, made):
    assert widths(width) == made


def test_each_width_comes_in_both_formats_and_keeps_its_shape():
    made = list(renditions(encoded((900, 300))))

    assert [(each.format, each.width, each.height) for each in made] == [
        ("avif", 480, 160),
        ("webp", 480, 160),
        ("avif", 800, 267),
        ("webp", 800, 267),
        ("avif", 900, 300),
        ("webp", 900, 300),
    ]
    for each in made:
        image = Image.open(BytesIO(each.content))
        assert image.format.lower() == each.format
        assert image.size == (each.width, each.height)


def test_what_is_transparent_stays_so():
    made = list(renditions(encoded((40, 40), mode="RGBA", colour=(0, 0, 0, 0))))

    for each in made:
        pixels = Image.open(BytesIO(each.content)).convert("RGBA")
        assert pixels.getpixel((20, 20))[3] == 0


def test_a_damaged_picture_is_refused():
    with pytest.raises(PictureRefused):
        list(renditions(encoded((900, 300))[:200]))
