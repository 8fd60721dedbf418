"""Which crawlers may read the site, by purpose; the rows are given."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from blog.models import CrawlerRule
from blog.publishing import crawlers

EFFECTS = {
    CrawlerRule.Purpose.SEARCH: _(
        "Switched off, the site disappears from search results."
    ),
    CrawlerRule.Purpose.ANSWERING: _(
        "Programs that look something up for a person and name where they read it."
        " Google takes its AI answers from its search crawler."
    ),
    CrawlerRule.Purpose.TRAINING: _(
        "Programs that collect texts to train models. Search goes on without them."
    ),
}


@admin.register(CrawlerRule)
class CrawlerRuleAdmin(admin.ModelAdmin):
    list_display = ["__str__", "allowed", "effect"]
    fields = ["effect", "allowed", "known", "more_names"]
    readonly_fields = ["effect", "known"]
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        crawlers.keep(obj, by=request.user)

    @admin.display(description=_("what it does"))
    def effect(self, rule):
        return EFFECTS[rule.purpose]

    @admin.display(description=_("well-known crawlers"))
    def known(self, rule):
        return "、".join(rule.known)
