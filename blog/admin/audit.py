"""The record of what was done, to read only."""

from django.contrib import admin

from blog.models import Audit


@admin.register(Audit)
class AuditAdmin(admin.ModelAdmin):
    list_display = ["at", "by", "verb", "label", "from_state", "to_state", "reason"]
    list_filter = ["at", "verb", "kind"]
    list_select_related = ["by"]
    search_fields = ["label", "reason", "by__username"]
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
