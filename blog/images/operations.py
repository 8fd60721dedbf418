"""An upload becomes a picture of ours: made anew from its pixels, named at random."""

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from blog.images.validation import failures_named, open_header, read_bytes

# Larger ones are scaled down: encoding stays within seconds, and renditions need less.
STORED_PIXELS = 12_000_000
# What each format that comes in is written as, and how. MPO is a phone's JPEG.
ENCODINGS = {
    "JPEG": ("JPEG", {"quality": 90, "optimize": True, "progressive": True}),
    "MPO": ("JPEG", {"quality": 90, "optimize": True, "progressive": True}),
    "PNG": ("PNG", {"compress_level": 6}),
    "GIF": ("PNG", {"compress_level": 6}),
    "WEBP": ("WEBP", {"quality": 88, "method": 2}),
    "AVIF": ("AVIF", {"quality": 75, "speed": 8}),
}
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}


@dataclass(frozen=True)
class Picture:
    """Pixels encoded by us, without metadata; `sha256` is of the bytes that came in."""

    content: bytes = field(repr=False)
    format: str
    width: int
    height: int
    sha256: str
    name: str


def open_picture(file: BinaryIO) -> Picture:
    """The picture in `file`; PictureRefused when it is none that we take."""
    original = read_bytes(file)
    image = open_header(original)
    format, options = ENCODINGS[image.format]
    with failures_named():
        pixels = _upright(_in_srgb(_scaled(image)))
        content = _encoded(pixels, format, options)
    return Picture(
        content=content,
        format=format,
        width=pixels.width,
        height=pixels.height,
        sha256=sha256(original).hexdigest(),
        name=f"{secrets.token_hex(16)}.{SUFFIXES[format]}",
    )


def _scaled(image):
    image.load()
    ratio = (STORED_PIXELS / (image.width * image.height)) ** 0.5
    if ratio >= 1:
        return image
    size = (max(1, int(image.width * ratio)), max(1, int(image.height * ratio)))
    # Palettes and 16-bit values cannot be averaged.
    return _plain_mode(image).resize(size, Image.Resampling.LANCZOS)


def _in_srgb(image):
    """In sRGB. A colour profile that cannot be read is left out, not obeyed."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            return ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGBA" if image.mode == "RGBA" else "RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return _plain_mode(image)


def _plain_mode(image):
    """In one of the modes that every encoder of ours writes, without a palette."""
    if image.mode in ("L", "RGB", "RGBA", "CMYK"):
        return image
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        # Pillow clips 16-bit grey at 255 instead of scaling it.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("L" if image.mode in ("1", "F") else "RGB")


def _upright(image):
    return ImageOps.exif_transpose(image)


def _encoded(image, format, options) -> bytes:
    """The file of exactly these pixels: nothing of `image.info` is written."""
    if image.mode == "CMYK" or (format == "JPEG" and image.mode == "RGBA"):
        image = image.convert("RGB")
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = BytesIO()
    bare.save(out, format, **options)
    return out.getvalue()
