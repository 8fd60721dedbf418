"""A post's form that comes in without its session or token: nothing typed is lost.

The login page carries the form's fields along, and what comes out at the other end is
an autosave. See docs/decisions/0008-nothing-typed-is-lost.md.
"""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from blog.admin.autosaves import form_url, keep_typed, tab_of
from blog.models import Post
from blog.publishing import permissions
from blog.publishing.errors import PublishingError

# The number of the post whose form is carried, "" for a new one.
CARRIED = "carried_to"
OF_THE_LOGIN = ("csrfmiddlewaretoken", "username", "password", "next")


class LostSession:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if CARRIED in request.POST and response.status_code == 302:
            _keep_carried(request)
        return response

    def process_view(self, request, view, args, kwargs):
        if _form_sent(request) is None or _is_login(request):
            return None
        if admin.site.has_permission(request):
            return None
        return _log_in_again(request)


def csrf_failed(request, reason=""):
    """What another site has sent is never shown as if it had been typed here."""
    if _form_sent(request) is None or not _is_sent_from_here(request):
        return csrf_failure(request, reason)
    if admin.site.has_permission(request) and not _is_login(request):
        return _send_again(request)
    return _log_in_again(request)


def carried(request) -> list[tuple[str, str]]:
    """The fields of a form that is carried through the login, [] for none."""
    if CARRIED not in request.POST:
        return []
    return _pairs(request.POST)


def _pairs(data):
    return [
        (name, value)
        for name, values in data.lists()
        if name not in OF_THE_LOGIN
        for value in values
    ]


def _form_sent(request) -> str | None:
    """The number of the post whose form this request sends, None for no form."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.namespace != "admin":
        return None
    if match.url_name == "blog_post_add":
        return ""
    if match.url_name == "blog_post_change":
        return match.kwargs["object_id"]
    return request.POST.get(CARRIED) if match.url_name == "login" else None


def _is_login(request):
    return request.resolver_match.url_name == "login"


def _is_sent_from_here(request):
    here = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in (here, *settings.CSRF_TRUSTED_ORIGINS)


def _log_in_again(request):
    if not _is_login(request):
        typed = request.POST.copy()
        typed[CARRIED] = _form_sent(request)
        typed["tab"] = tab_of(typed)
        request.POST = typed
    context = {
        **admin.site.each_context(request),
        "title": _("Log in again"),
        "form": AdminAuthenticationForm(request),
        "app_path": reverse("admin:login"),
        "next": _way_back(request),
        "username": request.user.get_username(),
    }
    return _answer(request, "admin/login.html", context)


def _send_again(request):
    context = {
        **admin.site.each_context(request),
        "title": _("Not saved yet"),
        "pairs": _pairs(request.POST),
        "url": request.path,
    }
    return _answer(request, "admin/blog/post/send_again.html", context)


def _answer(request, template, context):
    response = TemplateResponse(request, template, context, status=403)
    add_never_cache_headers(response)
    # A view is rendered by the handler; what answers in its place is not.
    return response.render()


def _way_back(request):
    url = form_url(_post_number(request.POST[CARRIED]))
    return f"{url}?autosave={tab_of(request.POST)}"


def _keep_carried(request):
    if not (_is_login(request) and admin.site.has_permission(request)):
        return
    number = _post_number(request.POST[CARRIED])
    readable = permissions.readable_posts(request.user)
    post = readable.filter(pk=number).first() if number else Post()
    try:
        if post is not None:
            keep_typed(request.POST, post, by=request.user)
            return
    except PublishingError as refusal:
        messages.error(request, refusal.message)
        return
    messages.error(request, _("This account may not edit the post that was typed."))


def _post_number(text) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_number else None
