"""What is typed about a post. The forms check the typing; the verbs decide the rest."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from blog.admin import sources
from blog.admin.company_fields import CompanyFields
from blog.admin.form_fields import (
    YES_NO,
    CategoryField,
    Checkboxes,
    FewChoiceField,
    FewMixin,
    FewMultipleChoiceField,
    paragraphs,
)
from blog.models import (
    Byline,
    Category,
    Company,
    CreditRole,
    Image,
    Kind,
    Post,
    Series,
    Tag,
    parse_tags,
)


class ManuscriptForm(CompanyFields):
    """Everything of a manuscript that can be printed."""

    title = forms.CharField(
        label=_("title"),
        max_length=200,
        widget=paragraphs(2, **{"class": "field__title"}),
    )
    category = CategoryField(
        Category.objects.all(), label=_("category"), required=False
    )
    slug = forms.CharField(label=_("slug"), max_length=200, required=False)
    excerpt = forms.CharField(
        label=_("excerpt"), max_length=600, required=False, widget=paragraphs(3)
    )
    body = forms.CharField(
        label=_("text"),
        max_length=400_000,
        required=False,
        strip=False,
        widget=paragraphs(20, **{"class": "field__body"}),
    )
    series = FewChoiceField(
        Series.objects.all(), label=_("series"), required=False, empty_label=_("none")
    )
    series_number = forms.IntegerField(
        label=_("number in the series"), required=False, min_value=1, max_value=9999
    )
    tags = forms.CharField(label=_("tags"), max_length=1000, required=False)
    authors = FewMultipleChoiceField(
        Byline.objects.all(),
        label=_("bylines"),
        required=False,
        widget=Checkboxes,
    )
    more_authors = forms.CharField(
        label=_("other bylines"), max_length=1000, required=False
    )
    cover = FewChoiceField(
        Image.objects.all(), label=_("cover"), required=False, empty_label=_("none")
    )
    sources = sources.SourcesField()
    holdings = forms.CharField(
        label=_("writer's holdings"), max_length=300, required=False
    )
    data_as_of = forms.DateField(
        label=_("data as of"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    ai_use = forms.CharField(label=_("use of AI"), max_length=300, required=False)
    sponsor = forms.CharField(label=_("sponsor"), max_length=100, required=False)
    language = forms.ChoiceField(
        label=_("language"), choices=settings.LANGUAGES, required=False
    )
    translation_of = forms.IntegerField(
        label=_("translation of"),
        min_value=1,
        max_value=10**12,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    kind = forms.ChoiceField(label=_("kind"), choices=Kind, required=False)
    path = forms.CharField(label=_("path"), max_length=500, required=False)
    description = forms.CharField(
        label=_("description for search engines"),
        max_length=400,
        required=False,
        widget=paragraphs(2),
    )
    noindex = forms.ChoiceField(
        label=_("hidden from search engines"), choices=YES_NO, required=False
    )
    in_sitemap = forms.ChoiceField(
        label=_("in the sitemap"), choices=YES_NO, required=False
    )

    def __init__(self, *args, categories=(), **kwargs):
        """`categories` are those to choose from."""
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["category"].offered = categories
        for name in ("authors", "cover", "series"):
            self.fields[name].chosen = self._chosen(name)
        stands = self.initial.get("language") or settings.LANGUAGE_CODE
        if stands not in dict(settings.LANGUAGES):
            self.fields["language"].choices = [*settings.LANGUAGES, (stands, stands)]

    @property
    def has_more_authors(self) -> bool:
        """Whether there are names that the boxes do not show."""
        return self.fields["authors"].has_more

    @property
    def is_sent(self) -> bool:
        """Whether the request carries any of the text; a single button may not."""
        return any(name in self.data for name in self.fields)

    def _chosen(self, name):
        value = self[name].value() or []
        values = value if isinstance(value, list | tuple) else [value]
        return [pk for pk in values if str(pk).isdecimal() and len(str(pk)) < 19]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split("\n"))

    def clean_language(self):
        return self.cleaned_data["language"] or settings.LANGUAGE_CODE

    def clean_translation_of(self):
        """The post of this number, or None."""
        number = self.cleaned_data["translation_of"]
        if number is None:
            return None
        post = Post.objects.filter(pk=number, trashed_at=None).first()
        if post is None:
            raise forms.ValidationError(
                _("There is no post of the number %(number)s."),
                params={"number": number},
            )
        return post

    def clean_tags(self):
        names = parse_tags(self.cleaned_data["tags"])
        if any(len(name) > 100 for name in names):
            raise forms.ValidationError(_("A tag has at most 100 characters."))
        return names

    def clean_more_authors(self):
        """Names that the boxes do not show, as bylines."""
        names = parse_tags(self.cleaned_data["more_authors"])
        found = list(Byline.objects.filter(name__in=names))
        if unknown := set(names) - {byline.name for byline in found}:
            raise forms.ValidationError(
                _("No byline has this name: %(names)s"),
                params={"names": "、".join(sorted(unknown))},
            )
        return found

    @property
    def authors_typed(self) -> list[Byline]:
        """Those that are ticked, then those that are named."""
        cleaned = self.cleaned_data
        both = [*cleaned.get("authors", []), *cleaned.get("more_authors", [])]
        return list(dict.fromkeys(both))

    def typed(self, post) -> dict:
        """The fields that were sent and are valid, as the verbs take them."""
        sent = {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.data
        }
        sent.pop("more_authors", None)
        sent.pop("found_companies", None)
        if "companies" in sent:
            sent["companies"] = self.companies_typed
        for name in ("noindex", "in_sitemap"):
            if name in sent:
                sent[name] = sent[name] == "yes"
        if "authors" in sent:
            sent["credits"] = credits(post, self.authors_typed)
            del sent["authors"]
        return sent


def credits(post, chosen) -> list:
    """Pairs of byline and role: those that stay keep role and place, new ones write."""
    standing = post.credits.select_related("byline") if post.pk else []
    kept = [(c.byline, c.role) for c in standing if c.byline in chosen]
    known = {byline for byline, _role in kept}
    return kept + [(b, CreditRole.TEXT) for b in chosen if b not in known]


def values(snapshot) -> dict:
    """A snapshot of a manuscript as this form's values."""
    names = dict(Tag.objects.filter(pk__in=snapshot["tags"]).values_list("pk", "name"))
    named = snapshot.get("companies", [])
    companies = Company.objects.in_bulk(named)
    return {
        **{
            name: snapshot[name]
            for name in ManuscriptForm.base_fields
            if name in snapshot
        },
        "series": snapshot.get("series"),
        "series_number": snapshot.get("series_number"),
        "sources": sources.format(snapshot.get("sources", [])),
        "translation_of": snapshot.get("translation_of") or "",
        "tags": "、".join(names[pk] for pk in snapshot["tags"] if pk in names),
        "companies": "、".join(companies[pk].code for pk in named if pk in companies),
        "authors": list(dict.fromkeys(pk for pk, _role in snapshot["credits"])),
        "noindex": "yes" if snapshot["noindex"] else "no",
        "in_sitemap": "yes" if snapshot["in_sitemap"] else "no",
    }


def readable(field, value) -> str:
    """One of these values in words."""
    if value in (None, "", []):
        return ""
    if isinstance(field, FewMixin | forms.ModelChoiceField):
        chosen = field.queryset.filter(
            pk__in=value if isinstance(value, list) else [value]
        )
        return "、".join(str(row) for row in chosen)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value)
