"""The manuscript as readers would see it: same renderer, same parts, unsaved."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from blog.admin import panels
from blog.admin.post_form import ManuscriptForm, credits, values
from blog.models import Edition, Post
from blog.publishing.freezing import derived
from blog.reading import posts as reading
from blog.text.rendering import SourceRefused


@never_cache
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def page(request, post: Post, now):
    """Of the form that was posted, or of the saved manuscript when none was."""
    manuscript = ManuscriptForm(_typed(request, post))
    manuscript.is_valid()
    try:
        context = _shown(_proof(manuscript, post, now))
    except SourceRefused as refusal:
        context = {"refusal": str(refusal)}
    response = render(request, "admin/blog/post/preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _typed(request, post):
    if request.method == "POST":
        return request.POST
    return values(post.snapshot()) if post.pk else {}


def _proof(manuscript, post, now) -> Edition:
    """An edition that is never kept, of what is typed so far."""
    typed = manuscript.cleaned_data
    text = Post(
        title=typed.get("title") or _("Untitled"),
        body=typed.get("body", ""),
        excerpt=typed.get("excerpt", ""),
    )
    proof = Edition(
        title=text.title,
        category=typed.get("category"),
        cover=typed.get("cover"),
        language=post.language,
        bylines=[
            {"name": byline.name, "slug": byline.slug, "role": role}
            for byline, role in credits(post, manuscript.authors_typed)
        ],
        tag_list=[{"name": name} for name in typed.get("tags", [])],
        **derived(text),
    )
    proof.published_at, proof.updated_at = _published_at(post, now), None
    return proof


def _published_at(post, now):
    publication = post.publication(now)
    window = publication.current or publication.next
    return (window and window.sort_at) or now


def _shown(proof) -> dict:
    return {
        "edition": proof,
        "credits": reading.credits(proof),
        "contents": reading.contents(proof.headings),
        "length": panels.length(proof.characters, proof.reading_minutes),
    }
