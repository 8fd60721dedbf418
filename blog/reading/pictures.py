"""The pictures in a text, at the size that a reader's screen asks for."""

from collections.abc import Iterable

from blog.models import Edition, Image
from blog.templatetags.pictures import COLUMN
from blog.text import pictures


def resolve(editions: Iterable[Edition]) -> None:
    """Give the pictures in the editions' HTML their renditions.

    Asks the database once, and only when there are such pictures.
    """
    showing = [(edition, pictures.names(edition.html)) for edition in editions]
    wanted = set().union(*(names for _edition, names in showing))
    if not wanted:
        return
    files = [f"images/{name}" for name in wanted]
    found = Image.objects.filter(file__in=files).only("file", "renditions")
    sources = {image.url: image.sources() for image in found}
    for edition, names in showing:
        if names:
            edition.html = pictures.with_sources(edition.html, sources, sizes=COLUMN)
