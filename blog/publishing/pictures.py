"""Taking pictures in: re-encoded, and each only once."""

from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from blog.images.operations import Picture, open_picture
from blog.models import Image
from blog.publishing import audit
from blog.publishing.errors import NotAllowed


def take_in(file: BinaryIO, *, by, original_name: str, **words) -> Image:
    """The library's picture of these bytes; PictureRefused when it cannot be taken.

    `words` are alt, decorative, credit and caption. A picture that is there already is
    returned as it stands, with its own words.
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
    image.save()
    audit.record(image, "picture taken in", by=by)
    return image
