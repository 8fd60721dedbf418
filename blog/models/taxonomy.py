"""What a post is about: one category, any number of tags."""

import re
from itertools import chain, count

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from blog.models.slugged import OldSlug, Slugged
from blog.text.japanese import nfkc
from blog.text.slugs import unicode_slug

SEPARATORS = re.compile(r"[,、，\n]")


class Rule(models.TextChoices):
    """The printer's rules (罫) that a category is known by."""

    KOMOCHI = "komochi", "子持ち"
    SOUBASHIRA = "soubashira", "双柱"
    LEADER = "leader", "リーダー"
    URA = "ura", "裏"
    MISHIN = "mishin", "ミシン"
    MISUJI = "misuji", "三筋"
    SHASEN = "shasen", "斜線"
    OMOTE = "omote", "表"


class Hue(models.TextChoices):
    AI = "ai", "藍"
    FUJI = "fuji", "藤"
    AOTAKE = "aotake", "青竹"
    KAKI = "kaki", "柿"
    MATSUBA = "matsuba", "松葉"
    NIBI = "nibi", "鈍"
    BUDO = "budo", "葡萄"
    KOGECHA = "kogecha", "焦茶"


class CategoryQuerySet(models.QuerySet):
    def next_mark(self) -> tuple[str, str]:
        """The next (rule, hue) that no category has, in the order of the design."""
        taken = set(self.values_list("rule", "hue"))
        turns = range(len(Hue.values))
        pairs = (
            (rule, Hue.values[(place + turn) % len(Hue.values)])
            for turn in turns
            for place, rule in enumerate(Rule.values)
        )
        return next(pair for pair in pairs if pair not in taken)


class Category(Slugged):
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.CharField(_("slug"), max_length=100, unique=True)
    description = models.TextField(_("description"), blank=True, max_length=400)
    rule = models.CharField(_("rule"), max_length=16, choices=Rule)
    hue = models.CharField(_("hue"), max_length=16, choices=Hue)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    two_person = models.BooleanField(
        _("two-person rule"),
        default=False,
        help_text=_("Whoever changed the text last may not approve it."),
    )
    disclosure = models.TextField(
        _("disclosure"),
        blank=True,
        max_length=400,
        help_text=_("Stands above every post of this category."),
    )
    old_after_months = models.PositiveSmallIntegerField(
        _("old after (months)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_(
            "Readers are then told of the post's age. Left empty: they never are."
        ),
    )
    needs_sources = models.BooleanField(_("needs sources"), default=False)
    needs_supervisor = models.BooleanField(_("needs a supervisor"), default=False)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "hue"],
                name="category_mark_unique",
                violation_error_message=_(
                    "Another category already has this rule in this colour."
                ),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("category", args=[self.slug])


def tag_key(name: str) -> str:
    """What makes two spellings the same tag: ＥＴＦ, ETF and etf share one key."""
    return nfkc(name).strip().casefold()


def parse_tags(text: str) -> list[str]:
    """Tag names as typed by an editor: 「投資、分析」 is two tags, ＥＴＦ is ETF."""
    names = {}
    for part in SEPARATORS.split(nfkc(text)):
        if name := part.strip():
            names.setdefault(tag_key(name), name)
    return list(names.values())


class TagQuerySet(models.QuerySet):
    def named(self, names) -> list["Tag"]:
        """The tags of these names in their order; those that are new are made."""
        wanted = {tag_key(name): name.strip() for name in reversed(list(names))}
        wanted.pop("", None)
        known = {tag.key: tag for tag in self.filter(key__in=wanted)}
        return [
            known.get(key) or self.create(name=wanted[key], key=key)
            for key in reversed(wanted)
        ]


class Tag(Slugged, TagBase):
    """A tag; its key keeps spellings of the same word together."""

    key = models.CharField(max_length=100, unique=True, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def save(self, *args, **kwargs):
        self.key = tag_key(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag, i=None):
        """One that no tag had before: readers who follow old links are led on."""
        slug = unicode_slug(tag)
        old = OldSlug.objects.filter(kind="tag", slug__startswith=slug)
        taken = set(old.values_list("slug", flat=True))
        numbers = count(i) if i else chain([0], count(2))
        slugs = (f"{slug}-{number}" if number else slug for number in numbers)
        return next(each for each in slugs if each not in taken)

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class Tagging(ItemBase):
    """That a manuscript carries a tag."""

    content_object = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="taggings"
    )
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="taggings")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="tagging_once"
            )
        ]
