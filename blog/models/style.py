"""The house's own rules for texts, edited in the admin."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.immutable import WrittenOnce


class Level(models.TextChoices):
    """How much a finding weighs: shown, warned of, or in the way."""

    OFF = "off", _("off")
    HINT = "hint", _("hint")
    WARN = "warn", _("warning")
    BLOCK = "block", _("blocks")


class CheckLevel(models.Model):
    """What a check weighs in a category (None: everywhere) from a stage on.

    `stage` is the step at which it blocks: submit, approve or publish; "" for all.
    """

    rule = models.CharField(_("check"), max_length=40)
    category = models.ForeignKey(
        "blog.Category",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="check_levels",
    )
    stage = models.CharField(_("at"), max_length=12, blank=True)
    level = models.CharField(_("level"), max_length=8, choices=Level)

    class Meta:
        ordering = ["rule"]
        verbose_name = _("check level")
        verbose_name_plural = _("check levels")

    def __str__(self):
        return self.rule


class DictionaryEntry(models.Model):
    """A word of the house dictionary: what to look for, and what to write instead."""

    pattern = models.CharField(_("word or pattern"), max_length=100)
    is_regex = models.BooleanField(_("regular expression"), default=False)
    replacement = models.CharField(_("write instead"), max_length=100, blank=True)
    advice = models.CharField(_("advice"), max_length=300, blank=True)
    exceptions = models.TextField(
        _("not in these words"), blank=True, help_text=_("One on each line.")
    )
    category = models.ForeignKey(
        "blog.Category",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="dictionary",
    )
    level = models.CharField(
        _("level"), max_length=8, choices=Level, default=Level.WARN
    )

    class Meta:
        ordering = ["pattern"]
        verbose_name = _("dictionary entry")
        verbose_name_plural = _("house dictionary")

    def __str__(self):
        return self.pattern


class Suppression(models.Model):
    """That somebody let a finding pass in one post, and why."""

    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="suppressions"
    )
    rule = models.CharField(max_length=40)
    quote = models.CharField(max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "rule", "quote"], name="suppression_once"
            )
        ]


class PostTemplate(models.Model):
    """What a new post of a kind begins with (定型)."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    category = models.ForeignKey(
        "blog.Category",
        verbose_name=_("category"),
        on_delete=models.CASCADE,
        related_name="templates",
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    body = models.TextField(_("text"), max_length=100_000)
    tags = models.CharField(_("tags"), max_length=300, blank=True)
    checklist = models.TextField(
        _("checklist"), blank=True, help_text=_("One point on each line.")
    )

    class Meta:
        ordering = ["category", "name"]
        verbose_name = _("template")
        verbose_name_plural = _("templates")

    def __str__(self):
        return self.name


class Passage(models.Model):
    """A text used by name in many posts: `{{ 定型文:投資免責 }}`."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    body = models.TextField(_("text"), max_length=20_000)

    class Meta:
        ordering = ["name"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")

    def __str__(self):
        return self.name


class PassageVersion(WrittenOnce):
    """The text that a passage had; editions name the version they printed."""

    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    body = models.TextField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "number"], name="passage_number_unique"
            )
        ]
