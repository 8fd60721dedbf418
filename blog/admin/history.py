"""Every save and every edition of a post, newest first; a save can be brought back."""

from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.admin.post_form import ManuscriptForm, readable, values
from blog.models import Edition, Post, SavePoint
from blog.models.edition import LONG
from blog.publishing import drafts, permissions
from blog.publishing.errors import PublishingError


@dataclass(frozen=True)
class Entry:
    row: SavePoint | Edition
    at: datetime
    is_edition: bool


def entries(post: Post, *, limit: int | None = None) -> list[Entry]:
    newest = merge(
        _saves(post, limit), _editions(post, limit), key=lambda e: e.at, reverse=True
    )
    return list(islice(newest, limit))


def _saves(post, limit):
    saves = post.savepoints.select_related("saved_by").defer("snapshot")[:limit]
    return [Entry(row, row.saved_at, False) for row in saves]


def _editions(post, limit):
    editions = post.editions.defer(*LONG).prefetch_related("approvals__approved_by")
    return [Entry(row, row.made_at, True) for row in editions[:limit]]


def page(model_admin, request, post):
    context = _context(model_admin, request, post)
    return TemplateResponse(request, "admin/blog/post/object_history.html", context)


def save_page(model_admin, request, post, number):
    """One save: what it changed, its text; POST brings it back as a new save."""
    savepoint = get_object_or_404(
        post.savepoints.select_related("saved_by"), number=number
    )
    if request.method == "POST":
        return _restore(request, post, savepoint)
    before = post.savepoints.filter(number__lt=number).first()
    context = _context(model_admin, request, post) | {
        "savepoint": savepoint,
        "changes": changes(before and before.snapshot, savepoint.snapshot),
        "may_restore": permissions.may(request.user, "edit", post),
    }
    return TemplateResponse(request, "admin/blog/post/save.html", context)


def _restore(request, post, savepoint):
    version = request.POST.get("base_version", "")
    try:
        restored = drafts.restore(
            savepoint,
            by=request.user,
            base_version=int(version) if version.isdecimal() else -1,
        )
    except PublishingError as error:
        messages.error(request, error.message)
        return HttpResponseRedirect(request.path)
    said = _("Save %(number)s is the manuscript again, as save %(new)s.")
    messages.success(
        request, said % {"number": savepoint.number, "new": restored.lock_version}
    )
    return HttpResponseRedirect(reverse("admin:blog_post_change", args=[post.pk]))


def _context(model_admin, request, post):
    now = timezone.now()
    return {
        **model_admin.admin_site.each_context(request),
        "title": _("History"),
        "post": post,
        "now": now,
        "entries": entries(post),
        "can_come_back": (
            was_on_air(post, now)
            if permissions.may(request.user, "roll_back", post, at=now)
            else set()
        ),
    }


def was_on_air(post, now) -> set[int]:
    """The editions that readers have seen before the present one."""
    begun = post.windows.standing().filter(starts_at__lte=now, edition__isnull=False)
    seen = set(begun.values_list("edition", flat=True))
    return seen - {post.publication(now).edition.pk}


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


def changes(before: dict | None, after: dict) -> list[Change]:
    """The fields in which a snapshot differs from the one before it (None: nothing)."""
    old, new = (before and values(before)) or {}, values(after)
    found = [
        Change(field.label, readable(field, old.get(name)), readable(field, new[name]))
        for name, field in ManuscriptForm().fields.items()
        if name in new and name != "body"
    ]
    return [change for change in found if change.before != change.after]
