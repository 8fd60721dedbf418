"""Fields that the forms of the desk share, each without a select over a large table."""

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

# How many names or pictures a field offers beside the chosen ones.
OFFERED = 60
YES_NO = [("yes", _("yes")), ("no", _("no"))]


class FewChoices(ModelChoiceIterator):
    """The chosen rows and the first few others: never the whole of a large table."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        chosen, others = self.field.rows
        for row in [*chosen, *others[:OFFERED]]:
            yield self.choice(row)


class FewMixin:
    iterator = FewChoices
    chosen = ()

    @cached_property
    def rows(self):
        """The chosen ones, and the first others: one more than are offered."""
        wanted = {int(pk) for pk in self.chosen}
        first = list(self.queryset[: OFFERED + 1 + len(wanted)])
        missing = wanted - {row.pk for row in first}
        known = [*first, *self.queryset.filter(pk__in=missing)] if missing else first
        chosen = [row for row in known if row.pk in wanted]
        return chosen, [row for row in first if row.pk not in wanted]

    @property
    def has_more(self) -> bool:
        return len(self.rows[1]) > OFFERED


class FewChoiceField(FewMixin, forms.ModelChoiceField):
    pass


class FewMultipleChoiceField(FewMixin, forms.ModelMultipleChoiceField):
    pass


class Offered(ModelChoiceIterator):
    """The rows that the form was given to offer, of all that the field takes."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for row in self.field.offered:
            yield self.choice(row)


class CategoryField(forms.ModelChoiceField):
    iterator = Offered
    offered = ()


class Checkboxes(forms.CheckboxSelectMultiple):
    """A hidden empty value in the form tells that the boxes were shown."""

    def value_from_datadict(self, data, files, name):
        return [pk for pk in super().value_from_datadict(data, files, name) or [] if pk]


def paragraphs(rows, **attrs):
    return forms.Textarea(attrs={"rows": rows, **attrs})


def instant_field(label):
    """Two inputs, read in the site's zone whatever the browser's is."""
    widget = forms.SplitDateTimeWidget(
        date_format="%Y-%m-%d",
        time_format="%H:%M",
        date_attrs={"type": "date", "aria-label": _("Date")},
        time_attrs={"type": "time", "aria-label": _("Time (JST)")},
    )
    return forms.SplitDateTimeField(label=label, required=False, widget=widget)
