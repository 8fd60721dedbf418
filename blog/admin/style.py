"""The house's own rules for texts: its dictionary, and what each check weighs."""

import re

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.models import CheckLevel, DictionaryEntry, Level
from blog.publishing.checks import house, rules
from blog.text.proof.patterns import PatternRefused, bounded

# A finding in more than a fifth of all texts is soon read no more.
MOST_OFTEN = 0.2

STAGES = [
    ("", _("every step")),
    ("submit", _("submitting, and from there on")),
    ("approve", _("approval, and from there on")),
    ("publish", _("publication")),
]


class HouseRuleAdmin(admin.ModelAdmin):
    """Every change goes on record; nothing is deleted by the list's checkbox."""

    actions = None

    def save_model(self, request, obj, form, change):
        house.keep(obj, by=request.user)

    def delete_model(self, request, obj):
        house.drop(obj, by=request.user)


class EntryForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "is_regex": _("* and + go no further than 20 characters."),
            "replacement": _("\\1 is what the first group has found."),
            "level": _("Off: the word is allowed, whatever another check says."),
        }

    def clean(self):
        fields = super().clean()
        if fields.get("is_regex") and "pattern" in fields:
            self._check_pattern(fields["pattern"], fields.get("replacement", ""))
        self._check_double(fields)
        return fields

    def _check_pattern(self, pattern, replacement):
        try:
            bounded(pattern)
        except PatternRefused as refusal:
            self.add_error("pattern", str(refusal))
            return
        try:
            re.sub(pattern, replacement, "")
        except re.error as error:
            self.add_error(
                "replacement", _("This cannot be filled in: %(why)s.") % {"why": error}
            )

    def _check_double(self, fields):
        same = DictionaryEntry.objects.filter(
            pattern=fields.get("pattern"), category=fields.get("category")
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("pattern", _("The dictionary has this entry already."))


@admin.register(DictionaryEntry)
class DictionaryEntryAdmin(HouseRuleAdmin):
    form = EntryForm
    list_display = ["pattern", "is_regex", "replacement", "advice", "category", "level"]
    list_filter = ["level", "category"]
    list_select_related = ["category"]
    search_fields = ["pattern", "replacement", "advice"]
    fields = [
        "pattern",
        "is_regex",
        "replacement",
        "advice",
        "exceptions",
        "category",
        "level",
    ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.level != Level.OFF:
            self._tell_of_hits(request, obj)

    def _tell_of_hits(self, request, entry):
        found, tried = house.tried(entry)
        said = ngettext(
            "Found in %(found)s of the newest %(tried)s edition.",
            "Found in %(found)s of the newest %(tried)s editions.",
            tried,
        ) % {"found": found, "tried": tried}
        messages.info(request, said)
        if found > tried * MOST_OFTEN:
            messages.warning(
                request,
                gettext(
                    "What is found so often is soon read no more: narrow the entry, or "
                    "make it a hint."
                ),
            )


class CheckLevelForm(forms.ModelForm):
    rule = forms.ChoiceField(label=_("check"))
    stage = forms.ChoiceField(label=_("at"), choices=STAGES, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [
            (name, f"{gettext(label)}（{Level(rules.DEFAULTS[name]).label}）")
            for name, label in rules.LABELS.items()
        ]

    def clean(self):
        fields = super().clean()
        same = CheckLevel.objects.filter(
            rule=fields.get("rule"),
            category=fields.get("category"),
            stage=fields.get("stage", ""),
        )
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This check has a level there already."))
        return fields


@admin.register(CheckLevel)
class CheckLevelAdmin(HouseRuleAdmin):
    form = CheckLevelForm
    list_display = ["rule_name", "category", "at", "level"]
    list_filter = ["level", "category"]
    list_select_related = ["category"]
    fields = ["rule", "category", "stage", "level"]

    @admin.display(description=_("check"), ordering="rule")
    def rule_name(self, row):
        return gettext(rules.LABELS.get(row.rule, row.rule))

    @admin.display(description=_("at"), ordering="stage")
    def at(self, row):
        return dict(STAGES).get(row.stage, row.stage)
