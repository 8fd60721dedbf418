"""Companies: what posts write of, each known by the code of its shares."""

import re

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models.slugged import OldSlug, Slugged
from blog.models.taxonomy import parse_tags, tag_key
from blog.text import companies
from blog.text.japanese import nfkc

_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9.-]{0,10}[A-Z0-9])?")


def company_code(text: str) -> str:
    """A code as it is kept: ｎｖｄａ is NVDA."""
    return nfkc(text).strip().upper()


def is_code(text: str) -> bool:
    return _CODE.fullmatch(company_code(text)) is not None


def check_code(text: str) -> None:
    if not is_code(text):
        raise ValidationError(
            _("A code has up to 12 letters A to Z, digits, dots and hyphens.")
        )


class CompanyQuerySet(models.QuerySet):
    def called(self, words) -> dict[str, "Company"]:
        """The company of each of `words` that is the code or name of one."""
        codes = {word: company_code(word) for word in words}
        by_code = self.in_bulk(list(codes.values()), field_name="code")
        known = {word: by_code.get(code) for word, code in codes.items()}
        if None in known.values():
            # Few type names: only then is every company looked at.
            by_name = {tag_key(name): row for row in self for name in row.names}
            known |= {w: by_name.get(tag_key(w)) for w in words if known[w] is None}
        return {word: company for word, company in known.items() if company}

    def named_in(self, text: str) -> list["Company"]:
        """Those that a text (NFKC) names: by a code in brackets, or by a name."""
        codes = companies.codes(text)
        return [
            company
            for company in self
            if company.code in codes
            or any(companies.calls(text, name) for name in company.names)
        ]


class Company(Slugged):
    """`code` is kept in capitals, and `slug` follows it."""

    name = models.CharField(_("name"), max_length=100)
    code = models.CharField(
        _("securities code"),
        max_length=12,
        unique=True,
        validators=[check_code],
        help_text=_("As in NVDA or 7203; it stands in the address."),
    )
    slug = models.CharField(_("slug"), max_length=100, unique=True, editable=False)
    exchange = models.CharField(_("exchange"), max_length=40, blank=True)
    description = models.TextField(_("description"), blank=True, max_length=400)
    aliases = models.CharField(
        _("other names"),
        max_length=300,
        blank=True,
        help_text=_("Separated by 、. The desk finds the company in a text by them."),
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __str__(self):
        return f"{self.name}（{self.code}）"

    def clean(self):
        """Unlike other slugs, a code may have been another's: exchanges give it on."""
        self._settle()

    @transaction.atomic
    def save(self, *args, **kwargs):
        self._settle()
        super().save(*args, **kwargs)
        OldSlug.objects.filter(kind="company", slug=self.slug).delete()

    def _settle(self):
        self.code = company_code(self.code)
        self.slug = self.code.lower()

    def get_absolute_url(self):
        return reverse("company", args=[self.slug])

    @property
    def names(self) -> list[str]:
        """All that it is called, in the compatibility form."""
        return [nfkc(self.name), *parse_tags(self.aliases)]

    @property
    def listed_as(self) -> str:
        return "・".join(filter(None, [self.code, self.exchange]))


class Mention(models.Model):
    """That a manuscript names a company; in the order of the rows."""

    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="mentions"
    )
    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, related_name="mentions"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "company"], name="mention_once")
        ]
