"""Giving a window that has not begun another time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.admin.form_fields import instant_field


class MoveForm(forms.Form):
    """For one window, whose number stands in the names of the fields."""

    at = instant_field(_("new time"))
    why = forms.CharField(label=_("reason"), max_length=1000, required=False)

    def __init__(self, data, window_id, **kwargs):
        prefix = f"move_{window_id}"
        super().__init__(data, prefix=prefix, label_suffix="", **kwargs)


def form_of(window, typed=None) -> MoveForm:
    """With the time that the window has, or as it came back with a refusal."""
    return MoveForm(typed, window.pk, initial={"at": window.starts_at})


def pressed(data) -> dict:
    """What was typed beside the window whose button was pressed, if one was."""
    number = data.get("_move_window", "")
    form = MoveForm(data, number[:18])
    form.is_valid()
    return {
        "move_to": form.cleaned_data.get("at"),
        "move_why": form.cleaned_data.get("why", ""),
    }
