"""Rows with a page of their own, and the addresses that such a page once had."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from blog.text.japanese import nfc


class OldSlugQuerySet(models.QuerySet):
    def of(self, kind: str, slug: str):
        """The row that had `slug` before, or None; `kind` is its model's name."""
        old = self.filter(kind=kind, slug=slug).first()
        return old and old.row

    def keep(self, row, slug: str) -> None:
        """Let readers who come by `slug` be led to `row`, which has another now."""
        kind = row._meta.model_name
        self.filter(kind=kind, slug=row.slug).delete()
        self.update_or_create(kind=kind, slug=slug, defaults={"object_id": row.pk})


class OldSlug(models.Model):
    """A slug that the row `object_id` of the model `kind` no longer has.

    It names the row and not its next slug: however often it is renamed, readers are
    led on in one hop.
    """

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    object_id = models.PositiveBigIntegerField()

    objects = OldSlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("old slug")
        verbose_name_plural = _("old slugs")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="old_slug_once")
        ]

    def __str__(self):
        return f"{self.kind}: {self.slug}"

    @property
    def row(self):
        """None when it has been deleted."""
        return (
            apps.get_model("blog", self.kind).objects.filter(pk=self.object_id).first()
        )


class Slugged(models.Model):
    """A row with `slug` in its address; a slug that it gives up keeps leading to it."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        before = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True)
        slug = before.first() if self.pk else None
        super().save(*args, **kwargs)
        if slug and slug != self.slug:
            OldSlug.objects.keep(self, slug)

    def clean(self):
        super().clean()
        self.slug = nfc(self.slug)
        if "/" in self.slug:
            raise ValidationError({"slug": _("A slug has no / in it.")})
        other = OldSlug.objects.of(self._meta.model_name, self.slug)
        if other is not None and other.pk != self.pk:
            message = _(
                "This was the address of 「%(name)s」, and readers who follow old "
                "links are led there. Choose another slug."
            )
            raise ValidationError({"slug": message % {"name": other}})
