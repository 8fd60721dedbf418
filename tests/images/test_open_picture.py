"""SEC-30, SEC-31: a picture is taken by its content, and only its pixels are kept."""

import struct
import zlib
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageCms, features

from blog.images import operations, validation
from blog.images.operations import open_picture

SIZES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
RED = (200, 30, 30)


def encoded(format="PNG", *, mode="RGB", size=(40, 30), colour=RED, **options):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, format, **options)
    return out.getvalue()


def reopened(picture):
    return Image.open(BytesIO(picture.content))


def refused(content, error):
    with pytest.raises(error) as caught:
        open_picture(BytesIO(content))
    return str(caught.value)


def png_header(width, height):
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind, data):
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x\x9c")


@pytest.mark.parametrize("format", SIZES)
def test_each_format_is_encoded_anew_in_itself(format):
    original = encoded(format)

    picture = open_picture(BytesIO(original))

    assert (picture.format, picture.width, picture.height) == (format, 40, 30)
    assert picture.sha256 == sha256(original).hexdigest()
    assert picture.name.endswith(f".{SIZES[format]}")
    image = reopened(picture)
    assert (image.format, image.size) == (format, (40, 30))
    red = image.convert("RGB").getpixel((20, 15))
    assert all(abs(a - b) < 12 for a, b in zip(red, RED, strict=True))


def test_still_gif_becomes_png_with_its_transparency():
    original = encoded("GIF", mode="P", colour=0, transparency=0)

    picture = open_picture(BytesIO(original))

    assert picture.format == "PNG"
    assert reopened(picture).convert("RGBA").getpixel((5, 5))[3] == 0


def test_name_is_random_and_says_nothing():
    """SEC-04."""
    names = {open_picture(BytesIO(encoded())).name for _ in range(3)}

    assert len(names) == 3
    assert {len(name.removesuffix(".png")) for name in names} == {32}


def test_place_and_other_metadata_are_gone():
    exif = Image.Exif()
    exif[0x010E] = "secret description"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (35.0, 40.0, 51.0)
    original = encoded(
        "JPEG", exif=exif, comment=b"secret comment", xmp=b"<x>secret xmp</x>"
    )
    assert original.count(b"secret") == 3

    picture = open_picture(BytesIO(original))

    assert b"secret" not in picture.content
    assert dict(reopened(picture).getexif()) == {}
    assert set(reopened(picture).info) <= {
        *("jfif", "jfif_version", "jfif_unit", "jfif_density"),
        *("progressive", "progression"),
    }


def test_png_text_is_gone():
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "secret name")

    picture = open_picture(BytesIO(encoded("PNG", pnginfo=info)))

    assert b"secret" not in picture.content


def test_orientation_is_applied():
    exif = Image.Exif()
    exif[0x0112] = 6

    picture = open_picture(BytesIO(encoded("JPEG", size=(40, 30), exif=exif)))

    assert (picture.width, picture.height) == (30, 40)
    assert reopened(picture).size == (30, 40)


@pytest.mark.skipif(not features.check("littlecms2"), reason="Pillow without littlecms")
def test_colour_profile_becomes_srgb():
    # Lab is no profile of a JPEG; a profile that does not fit is left out.
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

    for profile in (lab, b"nonsense"):
        picture = open_picture(BytesIO(encoded("JPEG", icc_profile=profile)))

        assert "icc_profile" not in reopened(picture).info


@pytest.mark.parametrize(
    ("mode", "colour", "kept"),
    [
        ("1", 1, 255),
        ("L", 90, 90),
        ("I;16", 90 * 256, 90),
        ("LA", (90, 128), (90, 90, 90, 128)),
        ("RGBA", (1, 2, 3, 4), (1, 2, 3, 4)),
    ],
)
def test_every_png_mode_keeps_what_it_shows(mode, colour, kept):
    picture = open_picture(BytesIO(encoded("PNG", mode=mode, colour=colour)))

    assert reopened(picture).getpixel((3, 3)) == kept


def test_cmyk_jpeg_becomes_rgb():
    picture = open_picture(
        BytesIO(encoded("JPEG", mode="CMYK", colour=(0, 255, 255, 0)))
    )

    assert reopened(picture).mode == "RGB"


def test_what_hangs_behind_the_pixels_is_gone():
    page = b"<html><script>alert(1)</script></html>PK\x03\x04"

    picture = open_picture(BytesIO(encoded("GIF", mode="P", colour=1) + page))

    assert b"script" not in picture.content
    assert b"PK\x03\x04" not in picture.content


@pytest.mark.parametrize("format", SIZES)
def test_truncated_file_is_refused(format):
    noise = Image.effect_noise((200, 150), 80).convert("RGB")
    out = BytesIO()
    noise.save(out, format)
    half = out.getvalue()[: len(out.getvalue()) // 2]

    message = refused(half, validation.PictureRefused)

    assert message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"%PDF-1.4\n",
    ],
)
def test_anything_else_is_refused_by_name(content):
    refused(content, validation.UnknownFormat)


def test_other_formats_that_pillow_knows_are_refused():
    for format in ("BMP", "TIFF", "ICO", "PPM"):
        refused(encoded(format), validation.UnknownFormat)


def test_too_many_pixels_are_refused_before_decoding():
    message = refused(png_header(9000, 8000), validation.TooManyPixels)

    assert "9000" in message
    refused(png_header(60_000, 50_000), validation.TooManyPixels)
    refused(png_header(30_001, 1), validation.TooManyPixels)


def test_too_many_bytes_are_refused(monkeypatch):
    monkeypatch.setattr(validation, "MAX_UPLOAD_BYTES", 50)

    refused(encoded(), validation.TooManyBytes)


def test_moving_picture_is_refused():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])

    refused(out.getvalue(), validation.MovingPicture)


@pytest.mark.parametrize("mode", ["RGB", "P"])
def test_large_picture_is_scaled_down_in_proportion(monkeypatch, mode):
    monkeypatch.setattr(operations, "STORED_PIXELS", 600)
    original = encoded("PNG", mode=mode, size=(120, 20), colour=3 if mode == "P" else 0)

    picture = open_picture(BytesIO(original))

    assert (picture.width, picture.height) == (60, 10)
    assert reopened(picture).size == (60, 10)


def test_scaled_picture_still_stands_upright(monkeypatch):
    monkeypatch.setattr(operations, "STORED_PIXELS", 600)
    exif = Image.Exif()
    exif[0x0112] = 6

    picture = open_picture(BytesIO(encoded("JPEG", size=(120, 20), exif=exif)))

    assert (picture.width, picture.height) == (10, 60)
