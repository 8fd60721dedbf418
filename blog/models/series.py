"""A series (連載): posts in an order of their own, each with its number."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models.slugged import Slugged
from blog.text.slugs import unicode_slug


class Series(Slugged):
    """`planned` is how many posts there will be; None while that is open."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.CharField(
        _("slug"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("Left empty, it is made from the name."),
    )
    description = models.TextField(_("description"), blank=True, max_length=400)
    planned = models.PositiveSmallIntegerField(
        _("planned number of posts"),
        null=True,
        blank=True,
        help_text=_("Left empty, readers see how many are published."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self):
        return self.name

    def clean(self):
        self.slug = self.slug or unicode_slug(self.name)
        super().clean()

    def save(self, *args, **kwargs):
        self.slug = self.slug or unicode_slug(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("series", args=[self.slug])
