"""Looking at anything of a post, and sharing it with people who have no account."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin import shows, words
from blog.models import Post, ShareLink
from blog.models.edition import LONG
from blog.publishing import permissions, preview
from blog.publishing.errors import NotAllowed, PublishingError
from blog.publishing.people import name_of
from blog.reading.addresses import absolute

HOURS = [
    (1, gettext_lazy("1 hour")),
    (24, gettext_lazy("1 day")),
    (48, gettext_lazy("2 days")),
    (24 * 7, gettext_lazy("7 days")),
    (24 * 30, gettext_lazy("30 days")),
]
LISTED = 50


class ShareForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("for whom"), max_length=100, required=False
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("can be opened for"), choices=HOURS, coerce=int, initial=48
    )
    may_comment = forms.BooleanField(label=gettext_lazy("may comment"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


@dataclass(frozen=True)
class Row:
    """A link as the desk lists it."""

    link: ShareLink
    what: str
    made_by: str
    state: preview.LinkState

    @property
    def is_open(self) -> bool:
        return self.state == preview.LinkState.OPEN


def page(model_admin, request, post: Post):
    """GET shows one thing of the post; POST makes a link to it, or revokes one."""
    now = timezone.now()
    name = request.POST.get("show") or request.GET.get("show") or shows.MANUSCRIPT
    shown = shows.named(name, post, now)
    form = ShareForm(request.POST if "_share" in request.POST else None)
    address, status = None, 200
    try:
        if "_revoke" in request.POST:
            return _revoke(request, post)
        if form.is_valid():
            address = _share(request, post, shown, form.cleaned_data)
    except PublishingError as error:
        messages.error(request, error.message)
        status = 403 if isinstance(error, NotAllowed) else 409
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Preview and share"),
        "post": post,
        "now": now,
        "offered": shows.offered(post, now),
        "shown": shown,
        "form": form,
        # Said once, in the answer to the press: only its hash is kept.
        "address": address,
        "may_share": permissions.may(request.user, "share", post, at=now),
        "rows": rows(post, now),
    }
    template = "admin/blog/post/share.html"
    return TemplateResponse(request, template, context, status=status)


def rows(post: Post, now) -> list[Row]:
    long = [f"edition__{name}" for name in LONG]
    links = post.share_links.select_related("made_by", "edition").defer(*long)[:LISTED]
    states = preview.states(post, links, at=now)
    return [
        Row(link, _what(link), name_of(link.made_by), states[link]) for link in links
    ]


def _what(link):
    if link.edition:
        return words.edition_name(link.edition)
    return shows.save_name(link.version) if link.version else _("this manuscript")


def _share(request, post, shown, wishes) -> str:
    token = preview.share(
        post,
        by=request.user,
        edition=shown.edition,
        version=shown.version,
        lifetime=timedelta(hours=wishes["hours"]),
        label=wishes["label"],
        may_comment=wishes["may_comment"],
    )
    return absolute(reverse("shared_preview", args=[token]))


def _revoke(request, post):
    number = request.POST["_revoke"][:18]
    known = number if number.isascii() and number.isdecimal() else None
    preview.revoke(get_object_or_404(post.share_links, pk=known), by=request.user)
    messages.success(request, _("The link no longer opens."))
    return HttpResponseRedirect(request.get_full_path())
