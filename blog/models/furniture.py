"""What stands around the posts: boxes at their end, and the site's menus."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.span import Span

_HERE = re.compile(r"/(?![/\\])[^\s\\]*")
_ELSEWHERE = re.compile(r"(?:https?://[^\s/]+|mailto:[^\s@]+@)[^\s]*")


def check_target(address: str) -> None:
    """A path of this site, a web address or mailto: and nothing that runs."""
    if not (_HERE.fullmatch(address) or _ELSEWHERE.fullmatch(address)):
        raise ValidationError(
            _("Begin with / for a page of this site, or with https:// or mailto:")
        )


class CallToAction(Span):
    """A box at the end of posts (CTA), of one category or (None) of all."""

    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"), blank=True, max_length=400)
    button = models.CharField(_("button"), max_length=40)
    address = models.CharField(_("leads to"), max_length=500, validators=[check_target])
    category = models.ForeignKey(
        "blog.Category",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="calls_to_action",
        help_text=_("Left empty, it stands wherever a category has none of its own."),
    )

    class Meta(Span.Meta):
        ordering = ["category", "-starts_at"]
        verbose_name = _("call to action")
        verbose_name_plural = _("calls to action")

    def __str__(self):
        return self.title


class Place(models.TextChoices):
    """Where a menu stands. One without items shows what the house puts there."""

    NAV = "nav", _("navigation")
    READ = "read", _("footer: read")
    SUBSCRIBE = "subscribe", _("footer: subscribe")
    ABOUT = "about", _("footer: about us")


class MenuItem(models.Model):
    place = models.CharField(_("place"), max_length=12, choices=Place)
    label = models.CharField(_("label"), max_length=40)
    address = models.CharField(_("leads to"), max_length=500, validators=[check_target])
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["place", "position", "pk"]
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")

    def __str__(self):
        return self.label
