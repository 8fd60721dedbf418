"""Categories with their rules and colours; tags without doubles."""

import taggit.admin  # noqa: F401 - registers its own Tag, which is not ours
import taggit.models
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from blog.admin import marks
from blog.models import Category, Step, Tag
from blog.models.taxonomy import tag_key
from blog.publishing import steps

admin.site.unregister(taggit.models.Tag)


class StepInline(admin.StackedInline):
    """The way from handing in to approval; whoever may change the category may."""

    model = Step
    fields = [("position", "name", "group", "may_skip")]
    ordering = ["position", "pk"]
    extra = 1

    def _may_change(self, request, obj=None):
        return request.user.has_perm("blog.change_category")

    has_add_permission = _may_change
    has_change_permission = _may_change
    has_delete_permission = _may_change

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("blog.view_category")


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    list_display = ["mark", "slug", "two_person", "position", "post_count"]
    list_display_links = ["mark"]
    search_fields = ["name", "slug"]
    fields = [
        *("name", "slug", "description", "rule", "hue", "position"),
        *("two_person", "needs_sources", "needs_supervisor", "disclosure"),
        "old_after_months",
    ]
    inlines = [StepInline]

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.has_changed():
            steps.note_change(form.instance, by=request.user)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(post_count=Count("posts"))

    def get_changeform_initial_data(self, request):
        rule, hue = Category.objects.next_mark()
        return {"rule": rule, "hue": hue}

    @admin.display(description=_("category"), ordering="name")
    def mark(self, category):
        return marks.category(category)

    @admin.display(description=_("posts"), ordering="post_count")
    def post_count(self, category):
        return category.post_count


class TagForm(forms.ModelForm):
    def clean_name(self):
        name = self.cleaned_data["name"]
        double = Tag.objects.filter(key=tag_key(name)).exclude(pk=self.instance.pk)
        if tag := double.first():
            raise ValidationError(
                _("This is the tag “%(tag)s” in another spelling."), params={"tag": tag}
            )
        return name


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    form = TagForm
    list_display = ["name", "slug", "post_count"]
    search_fields = ["name", "key"]
    fields = ["name", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(post_count=Count("taggings"))

    @admin.display(description=_("posts"), ordering="post_count")
    def post_count(self, tag):
        return tag.post_count
