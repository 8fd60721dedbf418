"""What is typed about when readers see an edition, and what they are told of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.admin import words
from blog.admin.form_fields import Offered, instant_field, paragraphs
from blog.admin.visible import with_editions
from blog.models import (
    Edition,
    Window,
)
from blog.publishing.changes import TOLD


class EditionField(forms.ModelChoiceField):
    iterator = Offered
    offered = ()
    now = None

    def label_from_instance(self, edition):
        return _("%(edition)s of %(when)s") % {
            "edition": words.edition_name(edition),
            "when": words.since(edition.made_at, self.now),
        }


class PlanForm(forms.Form):
    """When, which edition and why: what the buttons need besides the text."""

    publish_at = instant_field(_("publish at"))
    end_at = instant_field(_("end at"))
    redirect_to = forms.CharField(
        label=_("lead readers to"), max_length=500, required=False
    )
    edition = EditionField(Edition.objects.none(), label=_("edition"), required=False)
    change = forms.ChoiceField(
        label=_("kind of change"), choices=Window.Change, required=False
    )
    public_note = forms.CharField(
        label=_("note to readers"),
        max_length=1000,
        required=False,
        widget=paragraphs(3),
    )
    wrong = forms.CharField(label=_("wrong"), max_length=300, required=False)
    right = forms.CharField(label=_("right"), max_length=300, required=False)
    cause = forms.CharField(
        label=_("cause"), max_length=1000, required=False, widget=paragraphs(2)
    )
    reason = forms.CharField(
        label=_("reason"), max_length=1000, required=False, widget=paragraphs(3)
    )

    def __init__(self, *args, post, now, may_approve=False, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        edition = self.fields["edition"]
        edition.now = now
        edition.offered = approved(post)
        edition.queryset = Edition.objects.filter(post=post.pk)
        # Who may not approve can only put out what others have approved.
        edition.empty_label = (
            _("This manuscript, once approved") if may_approve else None
        )

    def clean(self):
        """`why` is what stands beside the finding whose button was pressed, `told` the
        change as the verbs take it."""
        number, _colon, _key = self.data.get("_let_pass", "").partition(":")
        cleaned = super().clean()
        told = {name: cleaned.get(name, "") for name in TOLD}
        told["change"] = cleaned.get("change") or Window.Change.UPDATE
        return cleaned | {"why": self.data.get(f"why_{number}", ""), "told": told}


def approved(post) -> list[Edition]:
    """The post's approved editions, newest first, without their text."""
    if post.pk is None:
        return []
    editions = with_editions(post).editions.all()
    return [edition for edition in editions if edition.approvals.all()]
