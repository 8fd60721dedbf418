"""What readers saw of a post at an instant: a page to print and keep."""

import re
from datetime import datetime

from django import forms
from django.conf import settings
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.publishing import evidence

# In a query string a + is a blank.
_OFFSET_AFTER_BLANK = re.compile(r" (\d\d:?\d\d)$")
# Beyond them an offset can lead out of what a datetime holds.
YEARS = range(1900, 9999)


class Instant(forms.DateTimeInput):
    input_type = "datetime-local"


class InstantField(forms.CharField):
    """ISO 8601; without an offset it is the site's time (JST)."""

    widget = Instant(attrs={"step": "1"})

    def clean(self, value):
        written = _OFFSET_AFTER_BLANK.sub(r"+\1", super().clean(value))
        try:
            at = datetime.fromisoformat(written)
            if at.year not in YEARS:
                raise ValueError(at.year)
            return timezone.make_aware(at) if timezone.is_naive(at) else at
        except ValueError as error:
            raise forms.ValidationError(
                _("Give the time like 2026-03-01T09:00+09:00.")
            ) from error


class InstantForm(forms.Form):
    at = InstantField(label=gettext_lazy("at this time (JST)"), max_length=40)


def page(model_admin, request, post):
    now = timezone.now()
    form = InstantForm(request.GET or {"at": now.isoformat()}, label_suffix="")
    found = None
    if form.is_valid():
        found = evidence.at_instant(post, form.cleaned_data["at"])
        # The browser's field takes no offset.
        local = timezone.localtime(found.at).replace(tzinfo=None)
        form = InstantForm({"at": local.isoformat()}, label_suffix="")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("What readers saw"),
        "post": post,
        "now": now,
        "form": form,
        "evidence": found,
        "origin": settings.SITE_URL,
    }
    status = 200 if found else 400
    return TemplateResponse(
        request, "admin/blog/post/evidence.html", context, status=status
    )
