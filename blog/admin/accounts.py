"""Accounts and groups, for superusers alone: who may hand out rights has them all."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import Beat

STOCK = {
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
    "view": _("look at"),
}


class ForSuperusers:
    """A single right given to somebody else does not open these pages."""

    def _is_superuser(self, request, obj=None):
        return request.user.is_active and request.user.is_superuser

    has_module_permission = _is_superuser
    has_view_permission = _is_superuser
    has_add_permission = _is_superuser
    has_change_permission = _is_superuser
    has_delete_permission = _is_superuser


class RightsField(forms.ModelMultipleChoiceField):
    """Rights in the desk's own words, one box each."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, right):
        verb, _underscore, model = right.codename.partition("_")
        if verb in STOCK and model == right.content_type.model:
            return f"{right.content_type.name}：{STOCK[verb]}"
        return gettext(right.name)


class WithRights(ForSuperusers):
    """The rights that have an effect at the desk: those on what it has pages for."""

    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.remote_field.model is Permission:
            kwargs |= {"form_class": RightsField, "queryset": self._rights()}
        else:
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _rights(self):
        models = [model._meta.model_name for model in self.admin_site._registry]
        rights = Permission.objects.filter(
            content_type__app_label="blog", content_type__model__in=models
        )
        rights = rights.order_by("content_type__model", "codename")
        return rights.select_related("content_type")


class BeatInline(ForSuperusers, admin.StackedInline):
    model = Beat
    extra = 1


admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(WithRights, UserAdmin):
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["last_name", "first_name", "email"]}),
        (
            _("Rights"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups"]},
        ),
        (
            _("Single rights beside those of the groups"),
            {"fields": ["user_permissions"], "classes": ["collapse", "rights"]},
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    list_display = ["username", "last_name", "first_name", "roles", "is_active"]
    readonly_fields = ["last_login", "date_joined"]
    inlines = [BeatInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("groups"))
    def roles(self, account):
        names = [group.name for group in account.groups.all()]
        return "・".join(names) or (_("superuser") if account.is_superuser else "")

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []


@admin.register(Group)
class RoleAdmin(WithRights, GroupAdmin):
    fieldsets = [(None, {"fields": ["name", "permissions"], "classes": ["rights"]})]
