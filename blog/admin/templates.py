"""Templates: what new posts of a category begin with."""

from django.contrib import admin

from blog.admin.style import HouseRuleAdmin
from blog.models import PostTemplate
from blog.publishing import templates


@admin.register(PostTemplate)
class PostTemplateAdmin(HouseRuleAdmin):
    list_display = ["name", "category"]
    list_filter = ["category"]
    list_select_related = ["category"]
    search_fields = ["name", "title"]
    fields = ["name", "category", "title", "body", "tags", "checklist"]

    def save_model(self, request, obj, form, change):
        templates.keep(obj, by=request.user)

    def delete_model(self, request, obj):
        templates.drop(obj, by=request.user)
