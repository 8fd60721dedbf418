"""Copies of a source's pictures: checked, re-encoded, each kept once."""

from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.base import ContentFile

from blog.images.operations import open_picture
from blog.importing.records import ImportedPicture
from blog.models import Image
from blog.publishing import audit, pictures


def copy(picture: ImportedPicture, *, by) -> Image:
    """Our image of the picture, the same one for the same bytes.

    PictureRefused when it is none that we take, UnreadableSource when it is too large.
    """
    content = picture.read()
    known = Image.objects.filter(sha256=sha256(content).hexdigest()).first()
    if known:
        return known
    opened = open_picture(BytesIO(content))
    image = Image.objects.create(
        file=ContentFile(opened.content, name=opened.name),
        sha256=opened.sha256,
        width=opened.width,
        height=opened.height,
        renditions=pictures.store_renditions(opened.name, opened.content),
        original_name=PurePosixPath(picture.source_path).name[:255],
        alt=picture.alt[:300],
        uploaded_by=by,
    )
    audit.record(image, "brought in", by=by)
    return image


def check(picture: ImportedPicture) -> None:
    """Raise as `copy` would, and keep nothing."""
    content = picture.read()
    if not Image.objects.filter(sha256=sha256(content).hexdigest()).exists():
        open_picture(BytesIO(content))
