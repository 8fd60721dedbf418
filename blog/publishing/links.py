"""Links from post to post: finding what to link to, and who links."""

from django.db.models import Q
from django.utils.translation import gettext as _

from blog.models import Edition, Post
from blog.publishing import permissions
from blog.publishing.errors import WrongState
from blog.text import post_links

FOUND = 8
NAMED = 5


def find(words: str, *, by) -> list[Post]:
    """The newest posts that `by` may see, with all the words in their titles.

    Without words, the newest there are.
    """
    posts = permissions.visible_posts(by)
    for word in words.split()[:5]:
        posts = posts.filter(title__icontains=word)
    return list(posts.order_by("-saved_at", "-pk").only("title", "stage")[:FOUND])


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
