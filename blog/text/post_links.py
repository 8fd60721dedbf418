"""Links to posts of the magazine, which outlive a change of address.

`[words](post:12)` becomes a link to `/posts/12/`, and stays that in frozen text. Where
readers see it, it has the address that the post has then.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape

SOURCE = re.compile(r"post:([0-9]{1,15})(#[^\s]*)?")

# The sanitizer writes every tag in this one form, `<` and `>` in values escaped.
_LINK = re.compile(
    r'<a\b(?P<before>[^>]*?) href="/posts/(?P<number>[0-9]{1,15})/?'
    r'(?P<fragment>#[^"]*)?"(?P<after>[^>]*)>(?P<words>.*?)</a>',
    re.DOTALL,
)


def lasting(number: int | str, fragment: str = "") -> str:
    """The address of a post that never changes."""
    return f"/posts/{number}/{fragment}"


def numbers(html: str) -> set[int]:
    """The posts that sanitised HTML links to."""
    return {int(link["number"]) for link in _LINK.finditer(html)}


def resolve(html: str, addresses: Mapping[int, str]) -> str:
    """`html` with `addresses` (as they stand in an href) for the posts it links to.

    Of a link to any other post only the words stay (SEC-02).
    """

    def put_in(link):
        address = addresses.get(int(link["number"]))
        if address is None:
            return link["words"]
        href = escape(address) + (link["fragment"] or "")
        return '<a{} href="{}"{}>{}</a>'.format(
            link["before"], href, link["after"], link["words"]
        )

    return _LINK.sub(put_in, html)


def in_sources(sources: Iterable[tuple[int, str]], number: int) -> list[int]:
    """The keys of those sources (key, text) that link to the post."""
    link = re.compile(rf"(?:post:|/posts/){number}(?![0-9])")
    return [key for key, source in sources if link.search(source)]
