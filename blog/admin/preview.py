"""What readers would see, in the real template: unsaved, saved or printed."""

from functools import wraps

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from blog.admin import checks, panels, words
from blog.admin.cards import cards
from blog.admin.post_form import ManuscriptForm
from blog.models import Category, Edition, Kind, Post
from blog.publishing import permissions, proofs
from blog.publishing.drafts import fields_of
from blog.reading import social_cards
from blog.reading.printed import shown, template_of
from blog.text.rendering import SourceRefused


def for_the_desk_alone(view):
    """Framed by our own pages, kept by nobody, named to nobody."""

    @never_cache
    @xframe_options_sameorigin
    @csp_replace({"frame-ancestors": [SELF]})
    @wraps(view)
    def guarded(request, *args):
        response = view(request, *args)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        # Nobody elsewhere hears of the page; ours asks comments for their origin.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return guarded


@for_the_desk_alone
def page(request, post: Post, now):
    """Of the form that was posted, or of the saved manuscript when none was."""
    fields = _typed(request, post) if request.method == "POST" else _saved(post)
    has_title = bool(fields.get("title"))
    fields |= {} if has_title else {"title": _("Untitled")}
    return _print(
        request,
        post,
        lambda: proofs.of_fields(post, fields, at=now),
        examine=lambda proof: checks.of_typed(proof, post, request.user, now),
        has_title=has_title,
    )


@for_the_desk_alone
def save_page(request, post: Post, number, now):
    savepoint = get_object_or_404(post.savepoints, number=number)
    return _print(request, post, lambda: proofs.of_save(savepoint, at=now))


@for_the_desk_alone
def edition_page(request, post: Post, number, now):
    editions = post.editions.select_related("category", "cover")
    edition = get_object_or_404(editions, number=number)
    return _print(request, post, lambda: proofs.dated(edition, post, at=now))


@require_safe
@cache_control(private=True, max_age=300)
def social_card(request):
    """The picture of a title that may not be saved yet, as social sites would show it.

    The address says all that is on it, so a browser asks once for each title.
    """
    number = request.GET.get("category", "")[:9]
    known = Category.objects.filter(pk=number if number.isdecimal() else None)
    title = request.GET.get("title", "")[:200] or _("Untitled")
    return HttpResponse(
        social_cards.draw(title, known.first()), content_type="image/png"
    )


@never_cache
def bar(request, post: Post, now):
    """The strip above a public page, which its script asks for."""
    publication = post.publication(now)
    since = publication.current and words.since(publication.current.starts_at, now)
    context = {
        "post": post,
        "edition": publication.edition,
        "since": since,
        "is_changed": post.has_unpublished_changes(now),
        "may_edit": permissions.may(request.user, "edit", post),
    }
    return render(request, "admin/blog/post/_bar.html", context)


def _saved(post):
    return fields_of(post.snapshot()) if post.pk else {}


def _typed(request, post):
    """What is typed so far, over what is saved; the title may be empty."""
    manuscript = ManuscriptForm(request.POST)
    manuscript.is_valid()
    typed = manuscript.typed(post)
    return (
        _saved(post)
        | typed
        | {
            "title": typed.get("title", ""),
            "kind": typed.get("kind") or post.kind or Kind.POST,
        }
    )


def _comments_url(request, post):
    """Where a comment made here goes; None beside the form, which has its own place."""
    is_framed = request.headers.get("Sec-Fetch-Dest") == "iframe"
    if is_framed or not post.pk or not permissions.may(request.user, "comment", post):
        return None
    return reverse("admin:blog_post_comments", args=[post.pk])


def _print(request, post, make, *, examine=lambda proof: None, has_title=True):
    try:
        edition: Edition = make()
    except SourceRefused as refusal:
        context = {"public": "blog/post.html", "refusal": str(refusal)}
    else:
        context = shown(edition) | {
            "public": template_of(edition),
            "length": panels.length(edition.characters, edition.reading_minutes),
            "cards": cards(edition),
            "has_title": has_title,
            "checks": examine(edition),
            "comments_url": _comments_url(request, post),
        }
    return render(request, "admin/blog/post/preview.html", context)
