"""The links of a text to other posts, with the addresses that those have now."""

from collections.abc import Iterable

from blog.models import Edition, Window
from blog.reading.addresses import href
from blog.text import post_links


def resolve(editions: Iterable[Edition], *, at) -> None:
    """Give the links in the editions' HTML the addresses of posts on air at `at`.

    Asks the database once, and only when there are such links.
    """
    # Not a dict: an edition that is never kept has no key.
    linking = [(edition, post_links.numbers(edition.html)) for edition in editions]
    wanted = set().union(*(numbers for _edition, numbers in linking))
    if not wanted:
        return
    addresses = _addresses(wanted, at)
    for edition, numbers in linking:
        if numbers:
            edition.html = post_links.resolve(edition.html, addresses)


def _addresses(numbers, at):
    live = Window.objects.live(at).filter(post__in=numbers)
    paths = live.values_list("post_id", "address__path")
    return {number: href(path) for number, path in paths if path}
