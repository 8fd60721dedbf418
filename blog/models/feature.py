"""A feature (特集): a page that leads through posts in the order of an editor."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models.slugged import Slugged
from blog.text.slugs import unicode_slug


class Feature(Slugged):
    """`html` is what `publishing.features` made of `text`, for readers."""

    title = models.CharField(_("title"), max_length=100)
    slug = models.CharField(
        _("slug"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("Left empty, it is made from the title."),
    )
    description = models.CharField(
        _("description"),
        max_length=400,
        blank=True,
        help_text=_("One sentence under the title, and for search engines."),
    )
    text = models.TextField(
        _("introduction"), blank=True, max_length=20_000, help_text="Markdown"
    )
    html = models.TextField(editable=False, blank=True)
    is_public = models.BooleanField(
        _("public"),
        default=False,
        help_text=_("Shows once one of its posts is published."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    posts = models.ManyToManyField(
        "blog.Post", through="blog.FeaturePost", related_name="features"
    )

    class Meta:
        ordering = ["position", "title"]
        verbose_name = _("feature")
        verbose_name_plural = _("features")

    def __str__(self):
        return self.title

    def clean(self):
        self.slug = self.slug or unicode_slug(self.title)
        super().clean()

    def save(self, *args, **kwargs):
        self.slug = self.slug or unicode_slug(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("feature", args=[self.slug])


class FeaturePost(models.Model):
    """That a feature leads to a post, in which place, and why it should be read."""

    feature = models.ForeignKey(
        Feature, on_delete=models.CASCADE, related_name="entries"
    )
    post = models.ForeignKey(
        "blog.Post",
        verbose_name=_("post"),
        on_delete=models.PROTECT,
        related_name="feature_entries",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    note = models.CharField(
        _("note"),
        max_length=300,
        blank=True,
        help_text=_("Left empty, the excerpt stands there."),
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("post of a feature")
        verbose_name_plural = _("posts of a feature")
        constraints = [
            models.UniqueConstraint(
                fields=["feature", "post"],
                name="feature_post_once",
                violation_error_message=_("This post is in the feature already."),
            )
        ]

    def __str__(self):
        return f"{self.position}. {self.post}"
