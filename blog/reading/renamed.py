"""Old slugs of lists lead on to the new ones: the list, its pages and its feeds."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from blog.models import OldSlug


def led_on(kind: str, view):
    """`view` takes a `slug` of the model named `kind`."""

    @wraps(view)
    def answer(request, slug, **kwargs):
        try:
            return view(request, slug=slug, **kwargs)
        except Http404:
            row = OldSlug.objects.of(kind, slug)
            if row is None:
                raise
        # Http404 again where the list does not show: its new name is then no news.
        view(request, slug=row.slug, **kwargs)
        match = request.resolver_match
        kwargs = match.kwargs | {"slug": row.slug}
        return HttpResponsePermanentRedirect(reverse(match.view_name, kwargs=kwargs))

    return answer
