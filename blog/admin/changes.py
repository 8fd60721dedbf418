"""What differs between two fillings of the manuscript's form, field by field."""

from dataclasses import dataclass

from django import forms

from blog.admin.post_form import ManuscriptForm, readable
from blog.text import diff


@dataclass(frozen=True)
class Change:
    """`paragraphs` are those of the field that have changed."""

    label: str
    paragraphs: list[diff.Paragraph]


def between(before: dict, after: dict) -> list[Change]:
    """What the form's values `after` change; a field that `after` lacks stays."""
    fields = ManuscriptForm().fields
    found = []
    for name, field in fields.items():
        old, new = plain(sent(before.get(name))), plain(sent(after.get(name)))
        if name in after and old != new:
            found.append(Change(field.label, paragraphs(field, old, new)))
    return found


def paragraphs(field, old: list[str], new: list[str]) -> list[diff.Paragraph]:
    compared = diff.compare(_in_words(field, old), _in_words(field, new))
    return [paragraph for paragraph in compared if paragraph.is_changed]


def sent(value) -> list[str]:
    """A value of the form as the browser sends it."""
    if isinstance(value, list):
        return [str(one) for one in value]
    return ["" if value is None else str(value)]


def plain(values: list[str]) -> list[str]:
    """Without what a browser adds: line ends, spaces around, the empty marker."""
    return sorted(one.replace("\r\n", "\n").strip() for one in values if one.strip())


def _in_words(field, values):
    if isinstance(field, forms.ModelChoiceField):
        return readable(field, [pk for pk in values if _is_key(pk)])
    return readable(field, values[0] if values else "")


def _is_key(text):
    return text.isascii() and text.isdecimal() and len(text) < 10
