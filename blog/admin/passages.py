"""Passages: one text, used by name in many posts."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from blog.admin.style import HouseRuleAdmin
from blog.models import Passage
from blog.publishing import passages
from blog.publishing.errors import WrongState
from blog.reading.addresses import href
from blog.text.passages import reference


class PassageForm(forms.ModelForm):
    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        if any(sign in name for sign in "{}\n"):
            raise ValidationError(_("A name has no braces."))
        return name

    def _post_clean(self):
        super()._post_clean()
        try:
            passages.check(self.instance)
        except WrongState as refusal:
            self.add_error(None, refusal.message)


@admin.register(Passage)
class PassageAdmin(HouseRuleAdmin):
    form = PassageForm
    list_display = ["name", "reference", "number"]
    search_fields = ["name", "body"]

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["name", "body"]
        return ["name", "reference", "body", "number", "outdated"]

    def get_readonly_fields(self, request, obj=None):
        return ["reference", "number", "outdated"] if obj else []

    def save_model(self, request, obj, form, change):
        passages.keep(obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("in a text"))
    def reference(self, passage):
        return reference(passage.name)

    @admin.display(description=_("version of the text"), ordering="version")
    def number(self, passage):
        return passage.version

    @admin.display(description=_("on air with an older version"))
    def outdated(self, passage):
        editions = passages.outdated(passage, at=timezone.now())
        rows = ((href(edition.path), edition.title) for edition in editions)
        return format_html_join("、", '<a href="{}">{}</a>', rows) or "–"
