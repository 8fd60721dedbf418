"""Taking pictures in: re-encoded, and each only once."""

from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from blog.images.operations import Picture, open_picture
from blog.images.renditions import renditions
from blog.models import Edition, Image, Post
from blog.publishing import audit
from blog.publishing.errors import NotAllowed


def take_in(file: BinaryIO, *, by, original_name: str, **words) -> Image:
    """The library's picture of these bytes; PictureRefused when it cannot be taken.

    `words` are alt, is_decorative, credit and caption. A picture that is there already
    is returned as it stands, with its own words.
    """
    return keep(open_picture(file), by=by, original_name=original_name, **words)


@transaction.atomic
def keep(picture: Picture, *, by, original_name: str, **words) -> Image:
    """As `take_in`, for a picture that has been opened already."""
    if not by.has_perm("blog.add_image"):
        raise NotAllowed(_("You do not have the right to add pictures."))
    if known := Image.objects.filter(sha256=picture.sha256).first():
        return known
    image = Image(
        sha256=picture.sha256,
        width=picture.width,
        height=picture.height,
        original_name=original_name[:255],
        uploaded_by=by,
        **words,
    )
    image.file.save(picture.name, ContentFile(picture.content), save=False)
    image.renditions = store_renditions(picture.name, picture.content)
    image.save()
    audit.record(image, "picture taken in", by=by)
    return image


def store_renditions(name: str, content: bytes) -> list[dict]:
    """Make and keep the renditions of the picture in the file `name`: what
    `Image.renditions` holds. PictureRefused when `content` is damaged."""
    stem = PurePosixPath(name).stem
    kept = []
    for each in renditions(content):
        wanted = f"renditions/{stem}-{each.width}.{each.format}"
        kept.append(
            {
                "format": each.format,
                "width": each.width,
                "height": each.height,
                "name": default_storage.save(wanted, ContentFile(each.content)),
            }
        )
    return kept


def make_renditions(image: Image) -> None:
    """For a picture that came in without; PictureRefused or OSError when damaged."""
    with image.file.open() as file:
        image.renditions = store_renditions(image.file.name, file.read())
    image.save(update_fields=["renditions"])


def is_printed(image: Image) -> bool:
    """Whether an edition shows it, as its cover or in its text: then it stays."""
    return _printing(image).exists()


def posts_with(image: Image):
    """The posts whose manuscript or any edition shows the picture."""
    return Post.objects.filter(
        Q(cover=image)
        | Q(body__contains=PurePosixPath(image.file.name).name)
        | Q(pk__in=_printing(image).values("post"))
    )


def _printing(image):
    name = PurePosixPath(image.file.name).name
    return Edition.objects.filter(Q(cover=image) | Q(html__contains=name))
