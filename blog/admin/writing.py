"""What the writing field asks of the server: taking pictures in, finding posts."""

import re

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from blog.images.validation import PictureRefused
from blog.models import Image, Post
from blog.publishing import links, permissions, pictures
from blog.publishing.errors import NotAllowed

LONGEST_QUERY = 100


class Writing:
    """The addresses of the writing field, for the admin of posts."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("links/", wrap(self.links_view), name="blog_post_links"),
            path("pictures/", wrap(self.picture_view), name="blog_post_picture_new"),
            path(
                "<path:object_id>/pictures/",
                wrap(self.picture_view),
                name="blog_post_picture",
            ),
            *super().get_urls(),
        ]

    def links_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return link_page(request, self.admin_site)

    def picture_view(self, request, object_id=None):
        return take_picture(request, self._post(request, object_id))


@require_GET
def link_page(request, site):
    """Posts by their titles, with what to write for a link to them."""
    words = request.GET.get("q", "")[:LONGEST_QUERY]
    context = {
        **site.each_context(request),
        "title": _("Link to a post"),
        "words": words,
        "now": timezone.now(),
        "posts": [(each, link_to(each)) for each in links.find(words, by=request.user)],
    }
    return TemplateResponse(request, "admin/blog/post/links.html", context)


def link_to(post: Post) -> str:
    return f"[{_label(post.title)}](post:{post.pk})"


@require_POST
def take_picture(request, post: Post):
    """JSON: the Markdown of the picture that was sent, or why it was not taken."""
    if not _may_write(request.user, post):
        raise PermissionDenied
    if "picture" not in request.FILES:
        return JsonResponse({"error": _("No picture was sent.")}, status=400)
    try:
        image = _take(request)
    except NotAllowed as refusal:
        return JsonResponse({"error": refusal.message}, status=403)
    except PictureRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    return JsonResponse(
        {"markdown": markdown_of(image), "url": image.url, "alt": _alt(image)}
    )


def append_picture(request) -> None:
    """Put the picture that came with a form at the end of the text that came along.

    PictureRefused or NotAllowed when it cannot be taken in.
    """
    if "picture" not in request.FILES:
        return
    image = _take(request)
    typed = request.POST.copy()
    body = typed.get("body", "").rstrip()
    typed["body"] = f"{body}\n\n{markdown_of(image)}\n".lstrip()
    request.POST = typed


def markdown_of(image: Image) -> str:
    mark = "{: .decorative}" if image.is_decorative else ""
    return f"![{_alt(image)}]({image.url}){mark}"


def _alt(image):
    if image.is_decorative:
        return ""
    return _label(image.alt) or _("alternative text")


def _label(words):
    """As words that stand in the brackets of a link."""
    return re.sub(r"([\\\[\]])", r"\\\1", " ".join(words.split()))


def _may_write(user, post):
    if post.pk is None:
        return permissions.may(user, "create")
    return permissions.may(user, "edit", post)


def _take(request):
    file = request.FILES["picture"]
    alt = " ".join(request.POST.get("picture_alt", "").split())[:300]
    return pictures.take_in(
        file,
        by=request.user,
        original_name=file.name,
        alt=alt,
        is_decorative=not alt and "picture_decorative" in request.POST,
    )
