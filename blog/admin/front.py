"""Composing the front page: the lead and four pins, each with its times."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin.form_fields import instant_field
from blog.admin.post_field import PostField, offers
from blog.models import Edition, Pin, Slot
from blog.publishing import permissions, pins
from blog.publishing.errors import NotAllowed, PublishingError
from blog.reading.front import compose


class PinForm(forms.Form):
    post = PostField()
    starts_at = instant_field(gettext_lazy("from"))
    ends_at = instant_field(gettext_lazy("until"))

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["post"].by = by

    def clean_post(self):
        if self.cleaned_data["post"] is None:
            raise forms.ValidationError(_("Which post?"))
        return self.cleaned_data["post"]


@dataclass(frozen=True)
class Row:
    """A slot: `seen` is what readers see there now, pinned or not."""

    slot: Slot
    pins: list[Pin]
    seen: Edition | None
    form: PinForm

    @property
    def is_open(self) -> bool:
        """Whether the form has something in it to look at."""
        return self.form.is_bound or bool(self.form.initial)


def page(model_admin, request):
    """POST with `_pin` (a slot) fills a slot, with `_unpin` (a pin) frees one."""
    if not permissions.may(request.user, "pin"):
        raise PermissionDenied
    now, status, refused = timezone.now(), 200, None
    try:
        if "_unpin" in request.POST:
            return _unpin(request, now)
        if "_pin" in request.POST:
            refused = _form(request, request.POST["_pin"], request.POST)
            if refused.is_valid():
                return _pin(request, refused, now)
    except PublishingError as error:
        messages.error(request, error.message)
        status = 403 if isinstance(error, NotAllowed) else 409
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Front page"),
        "now": now,
        "rows": _rows(request, refused, now),
        "offers": offers(request.user),
    }
    template = "admin/front.html"
    return TemplateResponse(request, template, context, status=status)


def _form(request, slot, data=None):
    prefix = f"slot{slot}"
    # Named in the address by the link on a post's own page.
    number = request.GET.get("post", "")
    is_named = number.isascii() and number.isdecimal() and len(number) < 16
    initial = {"post": int(number)} if is_named and str(slot) == "0" else {}
    return PinForm(data, by=request.user, prefix=prefix, initial=initial)


def _pin(request, form, now):
    slot = form.prefix.removeprefix("slot")
    if slot not in map(str, Slot.values):
        raise PermissionDenied
    pinned = pins.pin(
        form.cleaned_data["post"],
        Slot(int(slot)),
        by=request.user,
        starts_at=form.cleaned_data["starts_at"],
        ends_at=form.cleaned_data["ends_at"],
        now=now,
    )
    messages.success(request, _("Pinned: %(pin)s") % {"pin": pinned})
    return HttpResponseRedirect(request.path)


def _unpin(request, now):
    number = request.POST["_unpin"]
    known = number.isascii() and number.isdecimal() and len(number) < 16
    pinned = Pin.objects.filter(pk=int(number)).first() if known else None
    if pinned is None:
        messages.error(request, _("This pin is over already."))
        return HttpResponseRedirect(request.path)
    pins.unpin(pinned, by=request.user, now=now)
    messages.success(request, _("Unpinned: %(pin)s") % {"pin": pinned})
    return HttpResponseRedirect(request.path)


def _rows(request, refused, now):
    standing = Pin.objects.not_over(now).select_related("post", "pinned_by")
    by_slot = {slot: [] for slot in Slot}
    for pinned in standing.defer("post__body"):
        by_slot[Slot(pinned.slot)].append(pinned)
    composed = compose(request)
    seen = [composed.lead, *composed.pinned] if composed else []
    return [
        Row(
            slot=slot,
            pins=by_slot[slot],
            seen=seen[slot] if slot < len(seen) else None,
            form=refused
            if refused and refused.prefix == f"slot{slot}"
            else _form(request, slot),
        )
        for slot in Slot
    ]
