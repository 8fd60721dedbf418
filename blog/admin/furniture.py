"""What stands around the posts: series, companies, features, boxes, redirects."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from blog.admin import words
from blog.admin.form_fields import instant_field
from blog.admin.post_field import PostField, offers
from blog.models import (
    FOREVER,
    CallToAction,
    Company,
    Feature,
    FeaturePost,
    MenuItem,
    MissingPath,
    Redirect,
    Series,
)
from blog.publishing import furnishing
from blog.publishing.errors import AddressTaken
from blog.text.rendering import SourceRefused


class FurnitureAdmin(admin.ModelAdmin):
    """Every change goes on record; nothing is deleted by the list's checkbox."""

    actions = None

    def save_model(self, request, obj, form, change):
        furnishing.keep(obj, by=request.user)

    def delete_model(self, request, obj):
        furnishing.drop(obj, by=request.user)


@admin.register(Series)
class SeriesAdmin(FurnitureAdmin):
    list_display = ["name", "slug", "planned", "position"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "description", "planned", "position", "in_order"]
    readonly_fields = ["in_order"]

    @admin.display(description=_("posts"))
    def in_order(self, series):
        if series.pk is None:
            return ""
        posts = series.posts.filter(trashed_at=None).order_by("series_number", "pk")
        return format_html(
            "<ol class='windows'>{}</ol>",
            format_html_join(
                "",
                "<li><span>{}</span><a href='{}'>{}</a></li>",
                (
                    (
                        _("No. %(number)s") % {"number": post.series_number},
                        reverse("admin:blog_post_change", args=[post.pk]),
                        post.title,
                    )
                    for post in posts.only("title", "series_number")
                ),
            ),
        )


@admin.register(Company)
class CompanyAdmin(FurnitureAdmin):
    list_display = ["name", "code", "exchange", "post_count"]
    search_fields = ["name", "code", "aliases"]
    fields = ["name", "code", "exchange", "description", "aliases"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(post_count=Count("mentions"))

    @admin.display(description=_("posts"), ordering="post_count")
    def post_count(self, company):
        return company.post_count


class EntryForm(forms.ModelForm):
    post = PostField(required=True)

    class Meta:
        fields = ["position", "post", "note"]


class EntryInline(admin.StackedInline):
    """The posts in their order; numbers with gaps leave room for others.

    Five rows are free: the stock script that adds some writes styles, which our policy
    stops.
    """

    model = FeaturePost
    form = EntryForm
    fields = [("position", "post", "note")]
    extra = 5

    @property
    def media(self):
        return forms.Media()

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields["post"].by = request.user
        return formset


class FeatureForm(forms.ModelForm):
    def clean_text(self):
        text = self.cleaned_data["text"]
        try:
            furnishing.typeset(text)
        except SourceRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return text


@admin.register(Feature)
class FeatureAdmin(FurnitureAdmin):
    form = FeatureForm
    list_display = ["title", "slug", "is_public", "position"]
    list_filter = ["is_public"]
    search_fields = ["title", "slug"]
    fields = ["title", "slug", "description", "text", "is_public", "position"]
    inlines = [EntryInline]

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.has_changed():
            furnishing.note_order(form.instance, by=request.user)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        more = {"offers": offers(request.user), **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, more)

    def view_on_site(self, feature):
        return feature.get_absolute_url()


class CallForm(forms.ModelForm):
    starts_at = instant_field(_("shows from"))
    ends_at = instant_field(_("shows until"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("ends_at") == FOREVER:
            self.initial["ends_at"] = None

    def clean_starts_at(self):
        given = self.cleaned_data["starts_at"] or self.instance.starts_at
        return given.replace(microsecond=0)

    def clean_ends_at(self):
        return self.cleaned_data["ends_at"] or FOREVER


@admin.register(CallToAction)
class CallToActionAdmin(FurnitureAdmin):
    form = CallForm
    list_display = ["title", "category", "span"]
    list_filter = ["category"]
    list_select_related = ["category"]
    search_fields = ["title", "text"]
    fields = ["title", "text", "button", "address", "category", "starts_at", "ends_at"]

    @admin.display(description=_("shows (JST)"), ordering="starts_at")
    def span(self, call):
        return words.span(call)


@admin.register(MenuItem)
class MenuItemAdmin(FurnitureAdmin):
    list_display = ["label", "place", "address", "position"]
    list_filter = ["place"]
    fields = ["place", "label", "address", "position"]


class RedirectForm(forms.ModelForm):
    def clean(self):
        fields = super().clean()
        path, target = fields.get("path", ""), fields.get("target", "")
        for name, value in (("path", path), ("target", target)):
            if value and not furnishing.is_path(value):
                self.add_error(name, _("Begin with / and leave out the site's name."))
        if not self.errors:
            self._check(path, target)
        return fields

    def _check(self, path, target):
        try:
            furnishing.check_redirect(path, target)
        except AddressTaken as error:
            self.add_error("path", error.message)


@admin.register(Redirect)
class RedirectAdmin(FurnitureAdmin):
    form = RedirectForm
    list_display = ["path", "target", "made_at"]
    search_fields = ["path", "target"]
    fields = ["path", "target"]
    show_full_result_count = False


@admin.register(MissingPath)
class MissingPathAdmin(admin.ModelAdmin):
    """What readers asked for in vain; the remedy is a redirect."""

    list_display = ["path", "count", "last_seen_at", "remedy"]
    list_display_links = None
    search_fields = ["path"]
    fields = readonly_fields = ["path", "count", "last_seen_at"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("redirect"))
    def remedy(self, missing):
        address = reverse("admin:blog_redirect_add")
        return format_html(
            "<a class='desk-button' href='{}?{}'>{}</a>",
            address,
            urlencode({"path": missing.path}),
            _("Make a redirect"),
        )
