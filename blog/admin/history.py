"""What became of a post: saves, editions and steps, and what lies between any two."""

from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.admin import words
from blog.admin.visible import with_editions
from blog.models import Audit, Edition, Post, SavePoint, Window
from blog.publishing import history, permissions
from blog.publishing.people import name_of

# What the saves and editions themselves tell, and what would fill the list.
TOLD_OTHERWISE = ("created", "saved", "approved", "shared preview viewed")


@dataclass(frozen=True)
class Entry:
    """A save, an edition, or a step on the post's way (`row` is its Audit).

    `fate` is what became of an edition, "" where nothing did.
    """

    row: SavePoint | Edition | Audit
    at: datetime
    key: str = ""
    fate: str = ""

    @property
    def is_edition(self) -> bool:
        return isinstance(self.row, Edition)


def entries(post: Post, *, limit: int | None = None, now=None) -> list[Entry]:
    """Saves and editions, newest first; with `now`, editions with their fate."""
    fates = _fates(post, now) if now else {}
    return _newest(limit, _saves(post, limit), _editions(post, limit, fates))


def _newest(limit, *sorted_entries):
    newest = merge(*sorted_entries, key=lambda entry: entry.at, reverse=True)
    return list(islice(newest, limit))


def _saves(post, limit):
    saves = post.savepoints.select_related("saved_by").defer("snapshot")[:limit]
    return [Entry(row, row.saved_at, f"s{row.number}") for row in saves]


def _editions(post, limit, fates):
    return [
        Entry(row, row.made_at, f"e{row.number}", fates.get(row.pk, ""))
        for row in with_editions(post).editions.all()[:limit]
    ]


def _steps(post):
    rows = Audit.objects.filter(kind="post", object_id=post.pk)
    return [
        Entry(row, row.at)
        for row in rows.exclude(verb__in=TOLD_OTHERWISE).select_related("by")
    ]


def page(model_admin, request, post, number=None):
    """Two versions side by side: `from` and `to`, or what is most likely wanted.

    With `number`, what that save changed.
    """
    now = timezone.now()
    versions = entries(post, now=now)
    wanted = f"s{number}" if number else request.GET.get("to", "")
    after = _version(post, wanted or versions[0].key)
    before = _version(post, request.GET.get("from") or _base(post, versions, wanted))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("History"),
        "post": post,
        "now": now,
        "entries": _newest(None, versions, _steps(post)),
        "versions": [(entry.key, _said(entry, now)) for entry in versions],
        "before": before,
        "after": after,
        "comparison": history.compare(before, after),
        "may_restore": permissions.may(request.user, "edit", post)
        and after.row.content_hash != post.content_hash,
        "can_come_back": (
            was_on_air(post, now)
            if permissions.may(request.user, "roll_back", post, at=now)
            else set()
        ),
    }
    return TemplateResponse(request, "admin/blog/post/object_history.html", context)


def _version(post, key):
    """None for "", which is what stood before the first save."""
    found = history.version(post, key) if key else None
    if key and found is None:
        raise Http404
    return found


def _base(post, versions, wanted):
    """What to compare with: the one before of its sort, or the edition that counts."""
    keys = [entry.key for entry in versions]
    if wanted:
        older = keys[keys.index(wanted) + 1 :] if wanted in keys else []
        return next((key for key in older if key[0] == wanted[0]), "")
    editions = [key for key in keys[1:] if key.startswith("e")]
    return next(iter(editions or keys[1:]), "")


def _said(entry, now):
    """One version in the list of those to compare."""
    when = words.since(entry.at, now)
    if entry.is_edition:
        return f"{words.edition_name(entry.row)} {when}"
    name = _("Save %(number)s") % {"number": entry.row.number}
    said = f"{name} {when} {name_of(entry.row.saved_by)}"
    return f"{said}「{entry.row.note}」" if entry.row.note else said


def _fates(post, now) -> dict[int, str]:
    """What became of each edition that was given its time, by its id."""
    fates = {}
    for window in post.windows.standing().filter(edition__isnull=False):
        fates[window.edition_id] = _fate(window, now)
    return fates


def _fate(window: Window, now):
    if window.starts_at > now:
        return _("goes on air %(when)s") % {"when": words.when(window.starts_at, now)}
    if window.ends_at > now:
        return _("on air")
    return _("was on air from %(when)s") % {"when": words.since(window.starts_at, now)}


def was_on_air(post, now) -> set[int]:
    """The editions that readers have seen before the present one."""
    begun = post.windows.standing().filter(starts_at__lte=now, edition__isnull=False)
    seen = set(begun.values_list("edition", flat=True))
    return seen - {post.publication(now).edition.pk}
