"""Keeping what stands around the posts: series, features, boxes, menus, redirects."""

import re

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from blog.models import Address, Boundary, Feature, MissingPath, Redirect
from blog.models.span import Span
from blog.publishing import audit, typesetting
from blog.publishing.addresses import RESERVED
from blog.publishing.errors import AddressTaken, NotAllowed
from blog.text.japanese import nfc
from blog.text.rendering import under_title


@transaction.atomic
def keep(row, *, by) -> None:
    """Save a row, with what it was before on record."""
    before = type(row).objects.filter(pk=row.pk).first()
    _check(by, "change" if before else "add", row)
    if prepare := PREPARE.get(type(row)):
        prepare(row)
    row.save()
    if isinstance(row, Span):
        for instant in (row.starts_at, row.ends_at):
            Boundary.objects.get_or_create(at=instant)
    audit.record(
        row,
        "furniture changed" if before else "furniture made",
        by=by,
        was=_told(before),
        became=_told(row),
    )


@transaction.atomic
def drop(row, *, by) -> None:
    _check(by, "delete", row)
    audit.record(row, "furniture removed", by=by, was=_told(row))
    row.delete()


def note_order(feature: Feature, *, by) -> None:
    """Put on record which posts a feature leads through now, in which order."""
    posts = list(feature.entries.values_list("post", flat=True))
    audit.record(feature, "furniture changed", by=by, posts=posts)


def _check(by, right, row):
    if not by.has_perm(f"blog.{right}_{row._meta.model_name}"):
        raise NotAllowed(
            _("You do not have the right to do this: %(what)s.")
            % {"what": row._meta.verbose_name}
        )


def _told(row):
    """The row's own columns, as JSON takes them."""
    if row is None:
        return {}
    names = [field.name for field in row._meta.concrete_fields]
    values = model_to_dict(row, fields=names)
    plain = (str, int, type(None))
    return {
        name: value if isinstance(value, plain) else str(value)
        for name, value in values.items()
    }


def typeset(text: str) -> str:
    """The HTML of a feature's introduction, or SourceRefused."""
    return under_title(typesetting.typeset(text).rendered).html


def _typeset(feature: Feature) -> None:
    feature.html = typeset(feature.text)


def is_path(text: str) -> bool:
    """Whether it is a path of this site, as redirects keep them."""
    return (
        text.startswith("/") and not re.match(r"//|/\\", text) and text == text.strip()
    )


def _lead_straight(redirect: Redirect) -> None:
    """Readers take one hop, however often a page has moved."""
    redirect.path, redirect.target = nfc(redirect.path), nfc(redirect.target)
    redirect.target = check_redirect(redirect.path, redirect.target)
    for earlier in Redirect.objects.filter(target=redirect.path):
        earlier.target = redirect.target
        earlier.save(update_fields=["target"])
    MissingPath.objects.filter(path=redirect.path).delete()


def check_redirect(path: str, target: str) -> str:
    """Where the path would lead in the end.

    AddressTaken where it is a post's or the site's own, or would lead to itself.
    """
    _check_path(path)
    following = Redirect.objects.filter(path=target).exclude(path=path).first()
    if following is not None:
        target = following.target
    if target == path:
        raise AddressTaken(_("This would lead round in a circle."))
    return target


def _check_path(path):
    first = path.strip("/").split("/")[0]
    if not first or first in RESERVED:
        raise AddressTaken(
            _("The address %(path)s is the site's own. Choose another.")
            % {"path": path}
        )
    if taken := Address.objects.filter(path=path).select_related("post").first():
        raise AddressTaken(
            _("The address %(path)s belongs to 「%(title)s」. Choose another slug.")
            % {"path": path, "title": taken.post.title}
        )


PREPARE = {Feature: _typeset, Redirect: _lead_straight}
