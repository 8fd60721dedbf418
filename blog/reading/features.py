"""Features: a page that leads through posts, and the way to it from each of them."""

from collections import defaultdict

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from blog.models import Edition, Feature, FeaturePost
from blog.models.window import on_air
from blog.reading import meta, post_links
from blog.reading.memory import remembered

VIA = "entries__post__windows__"


@require_safe
def index(request):
    title = pgettext("readers", "Features")
    context = {
        "features": shown(request),
        "meta": meta.of_index(reverse("feature_index"), title),
    }
    return render(request, "blog/feature_index.html", context)


@require_safe
def feature(request, slug):
    found = get_object_or_404(Feature, slug=slug, is_public=True)
    entries = _entries(found, at=request.at)
    if not entries:
        raise Http404  # names that only hidden posts use do not show (SEC-03)
    post_links.resolve([found], at=request.at)
    return render(
        request,
        "blog/feature.html",
        {
            "feature": found,
            "entries": entries,
            "meta": meta.of_feature(found, [edition for _note, edition in entries]),
        },
    )


def shown(request) -> list[Feature]:
    """The public features that lead to something, with how much."""
    live = Feature.objects.filter(
        on_air(request.at, via=VIA), is_public=True, **{f"{VIA}listed": True}
    )
    live = live.annotate(total=Count("entries", distinct=True)).defer("text", "html")
    return remembered(
        request, "features", lambda: list(live.order_by("position", "title"))
    )


def of_post(request, post_id: int) -> list[Feature]:
    """The public features that lead to a post."""

    def posts_of_each():
        posts = defaultdict(set)
        for feature, post in FeaturePost.objects.values_list("feature", "post"):
            posts[feature].add(post)
        return dict(posts)

    posts = remembered(request, "feature_posts", posts_of_each)
    return [each for each in shown(request) if post_id in posts.get(each.pk, ())]


def _entries(found, *, at) -> list[tuple[str, Edition]]:
    """(note, edition) pairs of what is on air, in the editor's order."""
    entries = FeaturePost.objects.filter(feature=found).order_by("position", "pk")
    notes = dict(entries.values_list("post", "note"))
    live = Edition.objects.live(at).filter(windows__listed=True, post__in=notes)
    editions = {each.post_id: each for each in live.for_lists()}
    return [(note, editions[pk]) for pk, note in notes.items() if pk in editions]
