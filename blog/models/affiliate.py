"""Whom the house has paid links with."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def check_host(host: str) -> None:
    if not _HOST.fullmatch(host):
        raise ValidationError(
            _("“%(host)s” is no host name: write it as in shop.example.com."),
            params={"host": host},
        )


class AffiliateHostQuerySet(models.QuerySet):
    def names(self) -> list[str]:
        return list(self.values_list("host", flat=True))


class AffiliateHost(models.Model):
    """A host, its subdomains included, links to which earn the house something."""

    host = models.CharField(
        _("host"),
        max_length=200,
        unique=True,
        validators=[check_host],
        help_text=_("Without https:// and without a path; subdomains are included."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = AffiliateHostQuerySet.as_manager()

    class Meta:
        ordering = ["host"]
        verbose_name = _("affiliate host")
        verbose_name_plural = _("affiliate hosts")

    def __str__(self):
        return self.host
