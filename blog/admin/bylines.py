"""Names as printed, and the accounts that write under them."""

from django.contrib import admin

from blog.models import Byline


@admin.register(Byline)
class BylineAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "title", "user"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "kind", "title", "bio", "user"]

    def get_readonly_fields(self, request, obj=None):
        # Accounts belong to superusers alone (SEC-28).
        return [] if request.user.is_superuser else ["user"]
