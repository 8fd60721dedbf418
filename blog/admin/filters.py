"""What the list of posts can be narrowed by."""

from datetime import timedelta

from django.contrib.admin import SimpleListFilter
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.admin.turns import late
from blog.models import Category, Post, PublicationState, Stage
from blog.publishing.people import name_of

TRASHED = "trashed"


def in_trash(request) -> bool:
    """Whether the list shows the trash, which no other list does."""
    return request.GET.get(StageFilter.parameter_name) == TRASHED


class StageFilter(SimpleListFilter):
    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return [
            *Stage.choices,
            ("sent_back", _("sent back")),
            (TRASHED, _("in the trash")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "sent_back":
            return queryset.filter(stage=Stage.DRAFT).exclude(sent_back_reason="")
        if self.value() in Stage.values:
            return queryset.filter(stage=self.value())
        return queryset


class TurnFilter(SimpleListFilter):
    title = _("whose turn")
    parameter_name = "turn"

    def lookups(self, request, model_admin):
        given = Post.objects.filter(assignee=OuterRef("pk"))
        people = get_user_model().objects.filter(Exists(given)).order_by("username")
        return [
            ("me", _("me")),
            *((person.username, name_of(person)) for person in people),
            ("nobody", _("nobody")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case None:
                return queryset
            case "me":
                return queryset.filter(assignee=request.user)
            case "nobody":
                return queryset.filter(assignee=None)
            case name:
                return queryset.filter(assignee__username=name)


class DueFilter(SimpleListFilter):
    title = _("due")
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [
            ("late", _("overdue")),
            ("day", _("within a day")),
            ("week", _("within a week")),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        match self.value():
            case "late":
                return queryset.filter(late(now)).order_by("due_at")
            case "day" | "week" as span:
                until = now + timedelta(**{f"{span}s": 1})
                return queryset.filter(due_at__gte=now, due_at__lt=until)
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
