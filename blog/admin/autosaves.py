"""What was typed and not saved, as the desk keeps it and gives it back."""

import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blog.admin import changes, words
from blog.admin.post_form import ManuscriptForm, values
from blog.models import Autosave, Kind, Post
from blog.publishing import autosaves, presence
from blog.publishing.errors import NotAllowed, PublishingError
from blog.publishing.people import name_of

TAB = re.compile(r"[A-Za-z0-9_-]{1,64}")
# The fields with several answers.
TICKED = ("authors", "found_companies")
# What a browser sends of a form in which nobody has typed.
UNTOUCHED = {
    "kind": Kind.POST,
    "language": settings.LANGUAGE_CODE,
    "noindex": "no",
    "in_sitemap": "yes",
}


class Autosaving:
    """The addresses of autosaves and presence, for the admin of posts."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("autosave/", wrap(self.autosave_view), name="blog_post_autosave_new"),
            path(
                "<path:object_id>/autosave/",
                wrap(self.autosave_view),
                name="blog_post_autosave",
            ),
            path(
                "<path:object_id>/presence/",
                wrap(self.presence_view),
                name="blog_post_presence",
            ),
            path(
                "autosaves/<slug:tab>/",
                wrap(self.autosaved_view),
                name="blog_post_autosaved",
            ),
            path(
                "autosaves/<slug:tab>/discard/",
                wrap(self.discard_view),
                name="blog_post_autosaved_discard",
            ),
            *super().get_urls(),
        ]

    def autosave_view(self, request, object_id=None):
        return keep(request, self._post(request, object_id))

    def presence_view(self, request, object_id):
        return ping(request, self._post(request, object_id))

    def autosaved_view(self, request, tab):
        return page(self, request, *self._autosaved(request, tab))

    def discard_view(self, request, tab):
        return discard(request, *self._autosaved(request, tab))

    def _autosaved(self, request, tab):
        row = autosaves.find(request.user, tab)
        if row is None:
            raise Http404
        return row, self._post(request, row.post_id and str(row.post_id))


def tab_of(data) -> str:
    """The name of the tab that the form was sent from, or a new one."""
    tab = data.get("tab", "")
    return tab if TAB.fullmatch(tab) else secrets.token_urlsafe(12)


def typed(data) -> dict[str, list[str]]:
    """What a POST says of the manuscript, as an autosave keeps it."""
    names = [name for name in ManuscriptForm.base_fields if name in data]
    return {name: data.getlist(name) for name in names}


def keep_typed(data, post: Post, *, by, now=None) -> Autosave:
    """Keep what a POST says; the refusals are those of `publishing.autosaves.keep`."""
    number = data.get("base_version", "")
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    return autosaves.keep(
        post if post.pk else None,
        by=by,
        tab=tab_of(data),
        base_version=int(number) if is_number else 0,
        fields=typed(data),
        now=now,
    )


def initial(row: Autosave) -> dict:
    """What was typed, as the form's initial values."""
    return {
        name: list(filter(None, said)) if name in TICKED else "".join(said[-1:])
        for name, said in row.fields.items()
    }


@dataclass(frozen=True)
class Offer:
    """Something typed that is not saved: how old it is, and where to look at it."""

    tab: str
    said: str


def offers(post: Post, user, stands: dict, now, *, without=()) -> list[Offer]:
    """What `user` typed that differs from the form's values `stands`."""
    return [
        Offer(row.tab, age(row, now))
        for row in autosaves.kept(user, post if post.pk else None)
        if row.tab not in without and _differs(row, stands)
    ]


def _differs(row, stands) -> bool:
    stands = UNTOUCHED | stands
    return any(
        changes.plain(said) != changes.plain(changes.sent(stands.get(name)))
        for name, said in row.fields.items()
    )


def age(row: Autosave, now) -> str:
    count, unit = words.waiting(row.saved_at, now)
    if (now - row.saved_at).total_seconds() < 60:
        return _("Typed just now, not saved")
    return _("Typed %(count)s %(unit)s ago, not saved") % {"count": count, "unit": unit}


@require_POST
def keep(request, post):
    """JSON: when it was kept, and where it can be seen if it differs."""
    now = timezone.now()
    try:
        row = keep_typed(request.POST, post, by=request.user, now=now)
    except PublishingError as refusal:
        status = 403 if isinstance(refusal, NotAllowed) else 409
        return JsonResponse({"error": refusal.message}, status=status)
    stands = values(row.post.snapshot()) if row.post else {}
    differs = _differs(row, stands)
    if not differs:
        # Nothing to offer now, nor when somebody else has changed the text.
        autosaves.clear(row)
    at = date_format(timezone.localtime(now), "G:i")
    return JsonResponse(
        {
            "said": _("Kept at %(time)s, not saved yet") % {"time": at},
            "url": reverse("admin:blog_post_autosaved", args=[row.tab])
            if differs
            else None,
        }
    )


@require_POST
def ping(request, post):
    """JSON: who else has the post open, and whether the form has become too old."""
    now = timezone.now()
    tab, is_typed = tab_of(request.POST), "typed" in request.POST
    try:
        seen = presence.ping(post, by=request.user, tab=tab, typed=is_typed, now=now)
    except PublishingError as refusal:
        return JsonResponse({"error": refusal.message}, status=403)
    is_stale = request.POST.get("base_version") != str(post.lock_version)
    return JsonResponse(
        {
            "others": others(seen, now),
            "saved": saved_since(post) if is_stale else "",
        }
    )


def others(seen: list[presence.Other], now) -> list[str]:
    """One sentence for everybody else who has the post open."""
    return [_also(other, now) for other in seen]


def _also(other, now):
    count, unit = words.waiting(other.opened_at, now)
    if count == 0:
        return _("%(name)s has this post open too") % {"name": name_of(other.user)}
    return _("%(name)s has this post open too (for %(count)s %(unit)s)") % {
        "name": name_of(other.user),
        "count": count,
        "unit": unit,
    }


def saved_since(post) -> str:
    return _(
        "%(name)s has saved this post (save %(number)s). What you type is kept; saving "
        "will show both."
    ) % {"name": name_of(post.saved_by), "number": post.lock_version}


def page(model_admin, request, row, post):
    """What was typed beside what stands saved."""
    now = timezone.now()
    stands = values(post.snapshot()) if post.pk else {}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": age(row, now),
        "post": post,
        "row": row,
        "now": now,
        "changes": changes.between(UNTOUCHED | stands, row.fields),
        "form_url": form_url(row.post_id),
    }
    return TemplateResponse(request, "admin/blog/post/autosaved.html", context)


@require_POST
def discard(request, row, post):
    autosaves.discard(request.user, row.tab)
    return HttpResponseRedirect(form_url(row.post_id))


def form_url(post_id: int | None) -> str:
    if post_id is None:
        return reverse("admin:blog_post_add")
    return reverse("admin:blog_post_change", args=[post_id])
