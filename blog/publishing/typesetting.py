"""A manuscript's text with all that it refers to: passages and pictures."""

import re
from dataclasses import dataclass

from django.conf import settings

from blog.models import Image, Passage
from blog.text import passages
from blog.text.rendering import Rendered, render


@dataclass(frozen=True)
class Typeset:
    """`passages` are the name and the number of each version that was put in."""

    rendered: Rendered
    passages: list[dict]


def typeset(body: str) -> Typeset:
    """The page of a manuscript's text, or SourceRefused."""
    known = _known(body)
    source = passages.fill(body, {passage.name: passage.body for passage in known})
    return Typeset(
        rendered=render(source, picture=_pictures(source).get),
        passages=[
            {"name": passage.name, "number": passage.version} for passage in known
        ],
    )


def _known(body):
    """The passages that the text names and that exist, in the text's order."""
    named = passages.names(body)
    if not named:
        return []
    found = {each.name: each for each in Passage.objects.filter(name__in=named)}
    return [found[name] for name in named if name in found]


def _pictures(source):
    """Address to width and height, of the library's pictures in the text."""
    address = re.escape(settings.MEDIA_URL) + r"([A-Za-z0-9_./-]{1,200})"
    names = set(re.findall(address, source))
    if not names:
        return {}
    return {
        image.url: {"width": image.width, "height": image.height}
        for image in Image.objects.filter(file__in=names)
    }
