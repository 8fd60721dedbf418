"""What a guest sees by a secret link; every other token has the same 404."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from blog.publishing import preview
from blog.reading.posts import shown, template_of

NOWHERE = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


@require_GET
@cache_control(private=True, no_store=True)
def page(request, token):
    response = _answer(request, token)
    for name, value in NOWHERE.items():
        response.headers[name] = value
    return response


def _answer(request, token):
    shared = preview.view(token, at=request.at)
    if shared is None:
        return render(request, "404.html", status=404)
    context = shown(shared.edition) | {
        "public": template_of(shared.edition),
        "shared": shared,
    }
    return render(request, "blog/shared_preview.html", context)
