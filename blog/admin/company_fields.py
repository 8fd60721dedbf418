"""The companies that a post names, as its form asks for them."""

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from blog.models import Company, parse_tags
from blog.models.company import is_code
from blog.text import companies
from blog.text.japanese import nfkc


class Found(ModelChoiceIterator):
    def __iter__(self):
        for company in self.field.found:
            yield self.choice(company)


class FoundField(forms.ModelMultipleChoiceField):
    """Takes any company, and offers those that were found in the text."""

    iterator = Found
    found = ()


class CompanyFields(forms.Form):
    """Codes (or names) as typed, and the companies found in the text to be ticked.

    `unknown_companies` are those that the house does not have: typed words, and codes
    of the text that stand beside their exchange; each with the query that begins it.
    """

    companies = forms.CharField(label=_("companies"), max_length=1000, required=False)
    found_companies = FoundField(
        Company.objects.all(),
        label=_("companies found in the text"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.unknown_companies = {}

    def clean_companies(self):
        words = parse_tags(self.cleaned_data["companies"])
        called = Company.objects.called(words)
        unknown = [word for word in words if word not in called]
        for word in unknown:
            self._miss(word, {"code" if is_code(word) else "name": word})
        if unknown:
            raise forms.ValidationError(
                _("No company has this code: %(codes)s"),
                params={"codes": "、".join(unknown)},
            )
        return list(called.values())

    @property
    def companies_typed(self) -> list[Company]:
        """Those that are named, then those that are ticked."""
        cleaned = self.cleaned_data
        both = [*cleaned.get("companies", []), *cleaned.get("found_companies", [])]
        return list(dict.fromkeys(both))

    def offer_companies(self) -> None:
        """Offer those that the text names and the field does not."""
        text = nfkc(self["body"].value() or "")
        words = parse_tags(self["companies"].value() or "")
        typed = Company.objects.called(words).values()
        found = Company.objects.named_in(text)
        self.fields["found_companies"].found = [c for c in found if c not in typed]
        known = {company.code for company in found}
        for code, exchange in companies.codes(text).items():
            if exchange and code not in known:
                self._miss(code, {"code": code, "exchange": exchange})

    @property
    def has_found_companies(self) -> bool:
        return bool(self.fields["found_companies"].found)

    def _miss(self, word, begun):
        self.unknown_companies.setdefault(word, urlencode(begun))
