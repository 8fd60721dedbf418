"""What the buttons of the post form need besides the text and the plan."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from blog.admin import moving
from blog.admin.form_fields import instant_field
from blog.admin.plan_form import PlanForm
from blog.models import Post
from blog.models.post import digest
from blog.publishing.assignment import FIELDS
from blog.publishing.people import name_of


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return name_of(person)


def _people():
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    return people.order_by("last_name", "first_name", "username")


def _words(**kwargs):
    return forms.CharField(max_length=2000, required=False, strip=False, **kwargs)


class CommentForm(forms.Form):
    """`before` and `after` tell which of several same words were marked."""

    quote = _words(label=_("quoted words"))
    before = _words()
    after = _words()
    comment = forms.CharField(
        label=_("comment"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    blocking = forms.BooleanField(
        label=_("stands in the way of approval"), required=False
    )

    def answers(self) -> dict[str, str]:
        """What was typed under each comment, by the comment's id."""
        return {
            name.removeprefix("answer_"): text
            for name, text in self.data.items()
            if name.startswith("answer_")
        }


class TurnForm(PlanForm, CommentForm):
    """`given` tells whose turn it was when the form was opened. `back_…` are the words
    that a manuscript is sent back for, `aside_reason` is why it is put aside.
    """

    assignee = PersonField(
        get_user_model().objects.none(),
        label=_("whose turn"),
        required=False,
        empty_label=_("nobody in particular"),
    )
    due_at = instant_field(_("due"))
    handover = forms.CharField(
        label=_("hand-over note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    back_quote = _words(label=_("quoted words"))
    back_before = _words()
    back_after = _words()
    given = forms.CharField(required=False, widget=forms.HiddenInput)
    aside_reason = forms.CharField(
        label=_("reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, post: Post, **kwargs):
        stands = {name: getattr(post, name) for name in FIELDS}
        initial = stands | {"given": _fingerprint(stands)}
        super().__init__(*args, post=post, initial=initial, **kwargs)
        self.fields["assignee"].queryset = _people()

    def clean(self):
        return {
            **super().clean(),
            "answers": self.answers(),
            **moving.pressed(self.data),
        }

    def turn(self) -> dict | None:
        """Whose turn it is from now on; None when this person left it as it was.

        What somebody else has arranged in between is then not undone.
        """
        if "assignee" not in self.data:
            return None
        typed = {name: self.cleaned_data[name] for name in FIELDS}
        return typed if _fingerprint(typed) != self.cleaned_data["given"] else None


def _fingerprint(turn):
    """Times to the minute, as the form shows them."""
    due_at = turn["due_at"]
    return digest(
        [
            turn["assignee"] and turn["assignee"].pk,
            due_at and int(due_at.timestamp()) // 60,
            turn["handover"].replace("\r\n", "\n").strip(),
        ]
    )
