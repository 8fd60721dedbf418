"""Accounts and groups, for superusers alone: who may hand out rights has them all."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from blog.models import Beat


class ForSuperusers:
    """A single right given to somebody else does not open these pages."""

    def _is_superuser(self, request, obj=None):
        return request.user.is_active and request.user.is_superuser

    has_module_permission = _is_superuser
    has_view_permission = _is_superuser
    has_add_permission = _is_superuser
    has_change_permission = _is_superuser
    has_delete_permission = _is_superuser


class BeatInline(ForSuperusers, admin.TabularInline):
    model = Beat
    extra = 1


admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(ForSuperusers, UserAdmin):
    inlines = [BeatInline]

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []


@admin.register(Group)
class RoleAdmin(ForSuperusers, GroupAdmin):
    pass
