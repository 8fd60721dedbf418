"""Which programs are asked to stay away, by what they read the magazine for."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_NAMES = 50
# A product token (RFC 9309, 2.2.1), and digits and dots, which some have.
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,60}")


def check_names(text: str) -> None:
    names = text.split()
    for name in names:
        if not _NAME.fullmatch(name):
            raise ValidationError(
                _("“%(name)s” is no name of a crawler: letters, digits, - _ . only."),
                params={"name": name},
            )
    if len(names) > MAX_NAMES:
        raise ValidationError(_("At most %(most)s names."), params={"most": MAX_NAMES})


class CrawlerRule(models.Model):
    """One row for each purpose; without a row, crawlers of that purpose may come.

    `more_names` are crawlers that the house knows of beside `KNOWN`, one a line.
    """

    class Purpose(models.TextChoices):
        SEARCH = "search", _("search engines")
        ANSWERING = "answering", _("AI answers")
        TRAINING = "training", _("AI training")

    purpose = models.CharField(
        _("purpose"), max_length=12, choices=Purpose, unique=True
    )
    allowed = models.BooleanField(_("may read the site"), default=True)
    more_names = models.TextField(
        _("further names"),
        blank=True,
        max_length=2000,
        validators=[check_names],
        help_text=_("Names of further crawlers of this kind, one a line."),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("crawler rule")
        verbose_name_plural = _("crawler rules")

    def __str__(self):
        return self.get_purpose_display()

    @property
    def known(self) -> tuple[str, ...]:
        return KNOWN[self.purpose]

    @property
    def names(self) -> list[str]:
        """The crawlers that it is about, the well-known ones first, each once."""
        names = {}
        for name in [*self.known, *self.more_names.split()]:
            names.setdefault(name.lower(), name)
        return list(names.values())


_Purpose = CrawlerRule.Purpose
# As their makers name them; they change a few times a year.
KNOWN = {
    _Purpose.SEARCH: (
        *("Googlebot", "Bingbot", "Applebot", "DuckDuckBot", "YandexBot"),
        *("Baiduspider", "Yeti"),
    ),
    _Purpose.ANSWERING: (
        *("OAI-SearchBot", "ChatGPT-User", "Claude-SearchBot", "Claude-User"),
        *("PerplexityBot", "Perplexity-User", "DuckAssistBot", "MistralAI-User"),
        *("Meta-ExternalFetcher", "Google-CloudVertexBot"),
    ),
    _Purpose.TRAINING: (
        *("GPTBot", "ClaudeBot", "anthropic-ai", "Google-Extended"),
        *("Applebot-Extended", "CCBot", "Meta-ExternalAgent", "FacebookBot"),
        *("Amazonbot", "Bytespider", "cohere-training-data-crawler", "Diffbot"),
    ),
}
