"""Which address each post gets, and what used to be guessed for it."""

from collections import defaultdict
from datetime import datetime

from django.utils.translation import gettext as _

from blog.importing.jekyll.addresses import file_name_path
from blog.importing.records import Group, ImportedPost, ImportedSite


def settle(site: ImportedSite) -> dict[str, ImportedPost]:
    """One address for each public post; returns the paths that file names suggest."""
    _part_collisions(site)
    guessed = {}
    for post in site.posts:
        if post.kind == "post" and post.is_public:
            path = file_name_path(post.source_path)
            guessed[path] = post
            _note_date_shift(site, post, path)
    taken = {post.path for post in site.posts}
    for path, post in guessed.items():
        if path not in taken:
            post.former_paths.append(path)
    return guessed


def _part_collisions(site):
    """Jekyll lets the later date (then the later path) win; nobody is lost here."""
    at_path = defaultdict(list)
    for post in site.posts:
        if post.is_public:
            at_path[post.path].append(post)
    for path, posts in at_path.items():
        *hidden, winner = sorted(posts, key=_precedence)
        for number, post in enumerate(reversed(hidden), start=2):
            post.path = _free(path, number, at_path)
            post.slug = f"{post.slug}-{number}"
            site.note(
                Group.COLLISION,
                post.source_path,
                _("%(path)s is the address of %(winner)s; this one is at %(own)s.")
                % {"path": path, "winner": winner.source_path, "own": post.path},
            )


def _precedence(post: ImportedPost) -> tuple:
    # A page has no date; Jekyll writes pages last.
    return (post.kind == "page", _seconds(post.published_at), post.source_path)


def _seconds(date: datetime | None) -> float:
    return date.timestamp() if date else 0.0


def _free(path: str, number: int, taken) -> str:
    """`/a/b/` as `/a/b-2/`, `/a/b.html` as `/a/b-2.html`."""
    stem, ending = path.rstrip("/"), "/" if path.endswith("/") else ""
    if stem.endswith(".html"):
        stem, ending = stem.removesuffix(".html"), ".html"
    while f"{stem}-{number}{ending}" in taken:
        number += 1
    return f"{stem}-{number}{ending}"


def _note_date_shift(site, post, guessed):
    day, real = guessed[:12], post.path[:12]
    if day != real and real[1:5].isdigit():
        site.note(
            Group.DATE_SHIFT,
            post.source_path,
            _("%(guessed)s in the file name, %(real)s in the address.")
            % {"guessed": day[1:-1], "real": real[1:-1]},
        )
