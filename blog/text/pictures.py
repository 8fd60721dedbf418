"""The pictures of the library in a page, with all the sizes that there are of them."""

import re
from collections.abc import Iterable, Mapping
from html import escape

# The sanitizer writes every tag in this one form, `<` and `>` in values escaped.
_PICTURE = re.compile(
    r'<img\b[^>]*? src="(?P<src>[^"]*/(?P<name>[0-9a-f]{32}\.[a-z]{3,4}))"[^>]*>'
)


def names(html: str) -> set[str]:
    """The file names of what may be the library's pictures in sanitised HTML."""
    return {picture["name"] for picture in _PICTURE.finditer(html)}


def with_sources(
    html: str, sources: Mapping[str, Iterable[tuple[str, str]]], *, sizes: str
) -> str:
    """`html` with a `<picture>` around each image whose address `sources` knows.

    `sources` gives pairs of a media type and a srcset. The sanitizer lets no srcset
    through, so this is done to its output, where readers see it.
    """

    def put_in(picture):
        known = sources.get(picture["src"])
        if not known:
            return picture[0]
        return "<picture>{}{}</picture>".format(
            "".join(
                f'<source type="{escape(type)}" srcset="{escape(srcset)}"'
                f' sizes="{escape(sizes)}">'
                for type, srcset in known
            ),
            picture[0],
        )

    return _PICTURE.sub(put_in, html)
