"""What of a post can be looked at: the manuscript, its editions, its saves."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.admin import words
from blog.models import Edition, Post
from blog.models.edition import LONG

MANUSCRIPT = "manuscript"
# Of editions and of saves, the newest; older ones are reached from the history.
OFFERED = 20


@dataclass(frozen=True)
class Shows:
    """One thing to look at: `name` is the form's, `page` the bare preview's address."""

    name: str
    label: str
    page: str
    edition: Edition | None = None
    version: int | None = None


def offered(post: Post, now) -> list[Shows]:
    editions = _editions(post)[:OFFERED]
    saves = _saves(post)[:OFFERED]
    return [
        manuscript(post),
        *(of_edition(edition, now) for edition in editions),
        *(of_save(savepoint, now) for savepoint in saves),
    ]


def named(name: str, post: Post, now) -> Shows:
    """What a form or a link calls `edition-3`; Http404 when the post has no such."""
    kind, _dash, number = name.partition("-")
    if name == MANUSCRIPT:
        return manuscript(post)
    if kind not in ("edition", "save") or not (number.isascii() and number.isdecimal()):
        raise Http404
    rows, make = (_editions, of_edition) if kind == "edition" else (_saves, of_save)
    row = rows(post).filter(number=int(number[:9])).first()
    if row is None:
        raise Http404
    return make(row, now)


def manuscript(post: Post) -> Shows:
    return Shows(
        MANUSCRIPT,
        _("this manuscript, as it stands when it is opened"),
        _page(post, "preview"),
    )


def of_edition(edition, now) -> Shows:
    return Shows(
        f"edition-{edition.number}",
        _of(words.edition_name(edition), edition.made_at, now),
        _page(edition.post, "preview_edition", edition.number),
        edition=edition,
    )


def of_save(savepoint, now) -> Shows:
    return Shows(
        f"save-{savepoint.number}",
        _of(save_name(savepoint.number), savepoint.saved_at, now),
        _page(savepoint.post, "preview_save", savepoint.number),
        version=savepoint.number,
    )


def save_name(number: int) -> str:
    return _("save %(number)s") % {"number": number}


def _editions(post):
    return post.editions.defer(*LONG)


def _saves(post):
    return post.savepoints.defer("snapshot")


def _of(what, at, now):
    return _("%(what)s of %(when)s") % {"what": what, "when": words.since(at, now)}


def _page(post, name, *number):
    return reverse(f"admin:blog_post_{name}", args=[post.pk, *number])
