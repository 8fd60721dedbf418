"""The record of what was done, to read only."""

from django.contrib import admin
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from blog.models import Audit, Stage
from blog.publishing.people import name_of

# What verbs are recorded as; here so that they are translated.
VERBS = [
    gettext_noop("created"),
    gettext_noop("saved"),
    gettext_noop("submitted"),
    gettext_noop("changes requested"),
    gettext_noop("approved"),
    gettext_noop("approved afterwards"),
    gettext_noop("scheduled"),
    gettext_noop("cancelled"),
    gettext_noop("published"),
    gettext_noop("updated"),
    gettext_noop("rolled back"),
    gettext_noop("ended"),
    gettext_noop("taken down"),
    gettext_noop("published in an emergency"),
    gettext_noop("brought in"),
    gettext_noop("picture taken in"),
    gettext_noop("trashed"),
    gettext_noop("recovered"),
    gettext_noop("resumed"),
]


class VerbFilter(admin.SimpleListFilter):
    title = _("what")
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        return [(verb, gettext(verb)) for verb in VERBS]

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Audit)
class AuditAdmin(admin.ModelAdmin):
    list_display = ["at", "who", "what", "label", "before", "after", "reason"]
    list_filter = ["at", VerbFilter]
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

    @admin.display(description=_("who"), ordering="by__username")
    def who(self, record):
        return name_of(record.by) if record.by else ""

    @admin.display(description=_("what"), ordering="verb")
    def what(self, record):
        return gettext(record.verb)

    @admin.display(description=_("before"))
    def before(self, record):
        return _stage_name(record.from_state)

    @admin.display(description=_("after"))
    def after(self, record):
        return _stage_name(record.to_state)


def _stage_name(state):
    return Stage(state).label if state in Stage.values else state
