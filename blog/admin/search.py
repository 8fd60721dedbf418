"""What search is told by the newsroom, and what readers looked for in vain."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.admin.style import HouseRuleAdmin
from blog.models import SearchMiss, SynonymGroup
from blog.search import search, synonyms


class SynonymForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "words": _(
                "Words that mean the same, with 、 between them: エヌビディア、NVIDIA. "
                "Not a wider word: who looks for NVIDIA does not look for every 半導体."
            )
        }

    def clean_words(self):
        try:
            return synonyms.tidy(self.cleaned_data["words"], group=self.instance)
        except synonyms.SynonymsRefused as refusal:
            raise ValidationError(str(refusal)) from None


@admin.register(SynonymGroup)
class SynonymGroupAdmin(HouseRuleAdmin):
    form = SynonymForm
    list_display = ["words"]
    search_fields = ["words"]
    fields = ["words"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        first = synonyms.split(obj.words)[0]
        found = len(search(first, at=timezone.now()))
        said = gettext("A search for “%(word)s” now finds %(found)s posts.")
        messages.info(request, said % {"word": first, "found": found})


@admin.register(SearchMiss)
class SearchMissAdmin(admin.ModelAdmin):
    """Only looked at, and cleared away."""

    list_display = ["words", "count", "last_on", "remedy"]
    search_fields = ["words"]
    readonly_fields = fields = ["words", "count", "last_on"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("remedy"))
    def remedy(self, miss):
        address = reverse("admin:blog_synonymgroup_add")
        return format_html(
            '<a href="{}?{}">{}</a>',
            address,
            urlencode({"words": f"{miss.words}、"}),
            _("Name a synonym"),
        )
