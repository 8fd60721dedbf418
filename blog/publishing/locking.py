"""One writer a post at a time."""

from blog.models import Post
from blog.publishing.errors import Stale


def lock(post_id: int, *, version: int | None = None) -> Post:
    """The post as it stands, held until the transaction ends.

    With `version`, Stale when somebody has saved since that one. On SQLite the lock is
    the transaction itself (IMMEDIATE); `select_for_update` does nothing there.
    """
    post = Post.objects.select_for_update(of=("self",)).get(pk=post_id)
    if version is not None and version != post.lock_version:
        raise Stale(post)
    return post
