"""Links from post to post: finding what to link to, and who links."""

import re
from urllib.parse import unquote, urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from blog.models import Edition, Post
from blog.publishing import permissions
from blog.publishing.errors import WrongState
from blog.text import post_links
from blog.text.japanese import nfc

FOUND = 8
NAMED = 5
_NUMBER = re.compile(r"([0-9]{1,15})(?=\s|$)", re.ASCII)
_ADDRESS = re.compile(r"/|https?://")


def named(text: str, *, by) -> list[Post]:
    """The posts that `by` may see and that `text` may mean.

    It is a number (with or without the title after it), an address that the post has or
    had, a title, or words of one.
    """
    posts = permissions.visible_posts(by)
    if number := _NUMBER.match(text):
        return list(posts.filter(pk=int(number[1])))
    if path := _path_in(text):
        return list(posts.filter(addresses__path=path))
    return list(posts.filter(title=text)[:FOUND]) or find(text, by=by)


def _path_in(text):
    """The path of an address as it is kept, "" for what is none."""
    path = urlsplit(text).path if _ADDRESS.match(text) else ""
    return path and nfc(f"{unquote(path).rstrip('/')}/")


def find(words: str, *, by, most: int = FOUND) -> list[Post]:
    """The newest posts that `by` may see, with all the words in their titles.

    Without words, the newest there are.
    """
    posts = permissions.visible_posts(by)
    for word in words.split()[:5]:
        posts = posts.filter(title__icontains=word)
    return list(posts.order_by("-saved_at", "-pk").only("title", "stage")[:most])


def users(post: Post) -> list[Post]:
    """The other posts whose manuscript or any edition links to this one."""
    others = Post.objects.exclude(pk=post.pk).filter(trashed_at=None)
    link = Q(body__contains=f"post:{post.pk}") | Q(body__contains=f"/posts/{post.pk}")
    written = post_links.in_sources(
        others.filter(link).values_list("pk", "body"), post.pk
    )
    printed = Edition.objects.filter(post_links__post=post).values("post")
    return list(others.filter(Q(pk__in=written) | Q(pk__in=printed)).order_by("pk"))


def check_unused(post: Post, *, by) -> None:
    """Raise WrongState when other posts link to this one.

    It has the titles of those that `by` may see; of the others, how many.
    """
    linking = users(post)
    if not linking:
        return
    named = [each for each in linking if permissions.may(by, "view", each)][:NAMED]
    titles = "".join(f"「{each.title}」" for each in named)
    if len(linking) > len(named):
        titles += _(" and %(count)s more") % {"count": len(linking) - len(named)}
    raise WrongState(
        _("Other posts link to this one: %(titles)s. Take the links out first.")
        % {"titles": titles.strip()}
    )
