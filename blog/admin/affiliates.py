"""The hosts that pay for links: every change is on record, like a house rule."""

from urllib.parse import urlsplit

from django import forms
from django.contrib import admin

from blog.admin.style import HouseRuleAdmin
from blog.models import AffiliateHost


class HostForm(forms.ModelForm):
    def clean_host(self):
        """A whole address is what editors have at hand: its host is meant."""
        typed = self.cleaned_data["host"].strip().lower()
        try:
            return urlsplit(typed).hostname or typed
        except ValueError:
            return typed


@admin.register(AffiliateHost)
class AffiliateHostAdmin(HouseRuleAdmin):
    form = HostForm
    list_display = ["host", "note"]
    search_fields = ["host", "note"]
    fields = ["host", "note"]
