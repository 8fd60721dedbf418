"""Choosing the instant as of which the public site is shown, and leaving it."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin.form_fields import instant_field
from blog.models import Window
from blog.publishing import as_of
from blog.publishing.errors import PublishingError

# The next changes that are offered to look at.
OFFERED = 12


class InstantForm(forms.Form):
    at = instant_field(gettext_lazy("the site as of"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["at"].required = True


def page(model_admin, request):
    """GET offers instants; POST goes to one, or with `leave` back to now."""
    if "leave" in request.POST:
        return _leave(request)
    if not as_of.may_look(request.user):
        raise PermissionDenied
    form = InstantForm(request.POST or None)
    if form.is_valid():
        try:
            return _enter(request, form.cleaned_data["at"])
        except PublishingError as error:
            messages.error(request, error.message)
    now = timezone.now()
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("The site as of another time"),
        "form": form,
        "coming": _coming(now),
        "now": now,
        "hours": as_of.LASTS.seconds // 3600,
    }
    return TemplateResponse(request, "admin/as_of.html", context)


def _enter(request, at):
    sealed = as_of.seal(at, by=request.user, session_key=request.session.session_key)
    response = HttpResponseRedirect("/")
    response.set_cookie(
        as_of.COOKIE,
        sealed,
        max_age=as_of.LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _leave(request):
    response = HttpResponseRedirect("/")
    response.delete_cookie(as_of.COOKIE, samesite="Lax")
    return response


def _coming(now):
    windows = Window.objects.standing().filter(starts_at__gt=now)
    return windows.select_related("post", "edition").order_by("starts_at")[:OFFERED]
