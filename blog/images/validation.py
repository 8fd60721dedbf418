"""What may come in as a picture, judged before a single pixel is decoded."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

# Pillow opens some forty formats, EPS among them; these are the ones it may try.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# A phone's 48-megapixel picture is about 15 MB and just fits.
MAX_UPLOAD_BYTES = 20 * 2**20
MAX_PIXELS = 50_000_000
MAX_SIDE_PX = 30_000


class PictureRefused(ValueError):
    """A file that is not taken as a picture; the message tells the editor why."""


class TooManyBytes(PictureRefused):
    pass


class TooManyPixels(PictureRefused):
    pass


class UnknownFormat(PictureRefused):
    pass


class MovingPicture(PictureRefused):
    pass


class DamagedPicture(PictureRefused):
    pass


def read_bytes(file: BinaryIO) -> bytes:
    """All of `file`, and never more of it than an upload may have."""
    content = file.read(MAX_UPLOAD_BYTES + 1)
    if len(content) > MAX_UPLOAD_BYTES:
        raise TooManyBytes(
            _("The picture is larger than %(limit)s MB.")
            % {"limit": MAX_UPLOAD_BYTES // 2**20}
        )
    return content


def open_header(content: bytes) -> Image.Image:
    """The picture with its header read and checked, its pixels not yet decoded."""
    with failures_named():
        image = Image.open(BytesIO(content), formats=FORMATS)
        moves = image.format != "MPO" and getattr(image, "n_frames", 1) > 1
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE_PX:
        raise TooManyPixels(
            _("The picture has %(width)s × %(height)s pixels; that is too many.")
            % {"width": image.width, "height": image.height}
        )
    if moves:
        raise MovingPicture(_("Moving pictures cannot be used. Upload a still one."))
    return image


@contextmanager
def failures_named() -> Iterator[None]:
    """Turns whatever Pillow raises on a hostile file into a PictureRefused."""
    # Not safe between threads, and harmless: the filter that may stay is wanted.
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except UnidentifiedImageError as error:
            raise UnknownFormat(
                _("The file is no picture in JPEG, PNG, WebP, GIF or AVIF format.")
            ) from error
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise TooManyPixels(_("The picture has too many pixels.")) from error
        # The decoders raise nearly anything: OSError, SyntaxError, struct.error …
        except Exception as error:
            raise DamagedPicture(_("The picture is damaged.")) from error
