"""What a guest sees by a secret link; every other token has the same 404."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.publishing import preview
from blog.publishing.errors import WrongState
from blog.reading.printed import shown, template_of

NOWHERE = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
TYPED = ("name", "text", "quote", "before", "after")


# Nobody is logged in here: the secret address is what a forged request would lack. A
# page without a referrer has no origin either, which the token's check would refuse.
@csrf_exempt
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def page(request, token):
    if request.method == "POST":
        response = _comment(request, token)
    else:
        response = _show(request, token)
    for name, value in NOWHERE.items():
        response.headers[name] = value
    return response


def _show(request, token, status=200, **said):
    shared = preview.view(token, at=request.at)
    if shared is None:
        return _missing(request)
    context = shown(shared.edition) | {
        "public": template_of(shared.edition),
        "shared": shared,
        "is_sent": "sent" in request.GET,
        **said,
    }
    return render(request, "blog/shared_preview.html", context, status=status)


def _comment(request, token):
    typed = {name: request.POST.get(name, "") for name in TYPED}
    try:
        if not preview.comment(token, at=request.at, **typed):
            return _missing(request)
    except WrongState as refusal:
        return _show(request, token, status=422, typed=typed, refusal=refusal.message)
    return HttpResponseRedirect(f"{request.path}?sent#comment")


def _missing(request):
    return render(request, "404.html", status=404)
