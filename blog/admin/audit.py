"""The record of what was done: to read, to narrow down and to take away as a file."""

import json

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import StreamingHttpResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import Audit, Stage
from blog.publishing import permissions
from blog.publishing.audit import VERBS
from blog.publishing.people import name_of
from blog.text import spreadsheet

# Which page of the desk shows an object of a kind.
PAGES = {"user": "admin:auth_user_change", "group": "admin:auth_group_change"}


class VerbFilter(admin.SimpleListFilter):
    title = _("what")
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        done = _distinct("verb")
        return [(verb, gettext(verb)) for verb in VERBS if verb in done]

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else queryset


class PersonFilter(admin.SimpleListFilter):
    title = _("who")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        done = Audit.objects.filter(by=OuterRef("pk"))
        people = get_user_model().objects.filter(Exists(done)).order_by("username")
        named = [(person.username, name_of(person)) for person in people]
        return [*named, ("-", _("the system or a reader"))]

    def queryset(self, request, queryset):
        if self.value() == "-":
            return queryset.filter(by=None)
        return queryset.filter(by__username=self.value()) if self.value() else queryset


class KindFilter(admin.SimpleListFilter):
    title = _("object")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(kind, kind_name(kind)) for kind in sorted(_distinct("kind"))]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


def _distinct(field):
    return set(Audit.objects.order_by().values_list(field, flat=True).distinct())


@admin.register(Audit)
class AuditAdmin(admin.ModelAdmin):
    list_display = ["when", "who", "what", "subject", "before", "after", "reason"]
    list_filter = ["at", VerbFilter, PersonFilter, KindFilter]
    list_select_related = ["by"]
    search_fields = ["label", "reason", "by__username", "by__last_name"]
    search_help_text = _("Object, reason, person")
    show_full_result_count = False
    list_per_page = 100
    actions = None
    fields = readonly_fields = [
        *("when", "who", "what", "subject", "before", "after", "reason", "details"),
        *("hash_before", "hash_here"),
    ]

    def get_urls(self):
        view = self.admin_site.admin_view(self.csv_view)
        return [path("csv/", view, name="blog_audit_csv"), *super().get_urls()]

    def csv_view(self, request):
        """The list as it is narrowed down, as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        records = self.get_changelist_instance(request).get_queryset(request)
        heads = [str(head) for head in COLUMNS]
        rows = (
            [say(record) for say in COLUMNS.values()]
            for record in records.iterator(chunk_size=1000)
        )
        response = StreamingHttpResponse(
            spreadsheet.lines(heads, rows), content_type="text/csv; charset=utf-8"
        )
        name = f"audit-{timezone.localdate():%Y%m%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def has_view_permission(self, request, obj=None):
        """The record tells of every post, so it is for those who see every post."""
        may_view = super().has_view_permission(request, obj)
        return may_view and permissions.sees_every_post(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("when (JST)"), ordering="at")
    def when(self, record):
        return _when(record)

    @admin.display(description=_("who"), ordering="by__username")
    def who(self, record):
        return _who(record)

    @admin.display(description=_("what"), ordering="verb")
    def what(self, record):
        return gettext(record.verb)

    @admin.display(description=_("object"), ordering="label")
    def subject(self, record):
        name = record.label or record.object_id
        said = format_html("{} <small>{}</small>", name, kind_name(record.kind))
        page = PAGES.get(record.kind, f"admin:blog_{record.kind}_change")
        try:
            url = reverse(page, args=[record.object_id])
        except NoReverseMatch:
            return said
        return format_html('<a href="{}">{}</a>', url, said)

    @admin.display(description=_("before"))
    def before(self, record):
        return _stage_name(record.from_state)

    @admin.display(description=_("after"))
    def after(self, record):
        return _stage_name(record.to_state)

    @admin.display(description=_("hash of the record before"))
    def hash_before(self, record):
        return record.previous

    @admin.display(description=_("hash of this record"))
    def hash_here(self, record):
        return record.sha256


def kind_name(kind):
    """The kind of object as the desk calls it."""
    for app in ("blog", "auth"):
        if model := apps.all_models[app].get(kind):
            return str(model._meta.verbose_name)
    return kind


def _when(record):
    return f"{timezone.localtime(record.at):%Y-%m-%d %H:%M:%S}"


def _who(record):
    return name_of(record.by) if record.by else ""


def _stage_name(state):
    return Stage(state).label if state in Stage.values else state


# The columns of the file.
COLUMNS = {
    _("number"): lambda record: record.pk,
    _("when (JST)"): _when,
    _("who"): _who,
    _("account"): lambda record: record.by.username if record.by else "",
    _("what"): lambda record: gettext(record.verb),
    _("kind"): lambda record: kind_name(record.kind),
    _("object no."): lambda record: record.object_id,
    _("object"): lambda record: record.label,
    _("before"): lambda record: _stage_name(record.from_state),
    _("after"): lambda record: _stage_name(record.to_state),
    _("reason"): lambda record: record.reason,
    _("details"): lambda record: json.dumps(record.details, ensure_ascii=False),
    "SHA-256": lambda record: record.sha256,
}
