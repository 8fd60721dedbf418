"""What the list of posts can be narrowed by."""

from django.contrib.admin import SimpleListFilter
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Category, Post, PublicationState, Stage
from blog.publishing.people import name_of


class StageFilter(SimpleListFilter):
    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return [*Stage.choices, ("sent_back", _("sent back"))]

    def queryset(self, request, queryset):
        if self.value() == "sent_back":
            return queryset.filter(stage=Stage.DRAFT).exclude(sent_back_reason="")
        if self.value() in Stage.values:
            return queryset.filter(stage=self.value())
        return queryset


class PublicationFilter(SimpleListFilter):
    title = _("publication")
    parameter_name = "publication"

    def lookups(self, request, model_admin):
        return [*PublicationState.choices, ("changed", _("unpublished changes"))]

    def queryset(self, request, queryset):
        if self.value() == "changed":
            return queryset.changed_since_live(timezone.now())
        if self.value() in PublicationState.values:
            return queryset.in_publication(self.value(), timezone.now())
        return queryset


class CategoryFilter(SimpleListFilter):
    title = _("category")
    parameter_name = "category"

    def lookups(self, request, model_admin):
        return [
            (slug, name) for slug, name in Category.objects.values_list("slug", "name")
        ]

    def queryset(self, request, queryset):
        if self.value() is not None:
            return queryset.filter(category__slug=self.value())
        return queryset


class OwnerFilter(SimpleListFilter):
    title = _("writer")
    parameter_name = "owner"

    def lookups(self, request, model_admin):
        owned = Post.objects.filter(owner=OuterRef("pk"))
        people = get_user_model().objects.filter(Exists(owned)).order_by("username")
        return [(person.username, name_of(person)) for person in people]

    def queryset(self, request, queryset):
        if self.value() is not None:
            return queryset.filter(owner__username=self.value())
        return queryset
