"""The frozen text: everything that readers see, rendered once."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from blog.models.byline import Byline, CreditRole
from blog.models.company import Company
from blog.models.immutable import WrittenOnce, WrittenOnceQuerySet
from blog.models.taxonomy import Tag
from blog.models.window import on_air

# Long columns that a list never shows.
LONG = ("body", "html", "text", "headings")


class Kind(models.TextChoices):
    POST = "post", _("post")
    PAGE = "page", _("page")


class EditionQuerySet(WrittenOnceQuerySet):
    def live(self, at):
        """What readers may see at the instant `at`, with where and since when.

        Adds `window` (its number), `path`, `published_at` (first publication),
        `updated_at` (None when nothing of weight has changed since) with `updated_by`,
        the kind of that change, `on_air_since` and `emergency`.
        """
        return self.filter(on_air(at, via="windows__"))._with_window()

    def of_windows(self, ids):
        """The editions of windows that were picked by `Window.objects.live(at)`."""
        return self.filter(windows__in=ids)._with_window()

    def _with_window(self):
        return self.annotate(
            window=F("windows__pk"),
            path=F("windows__address__path"),
            published_at=F("windows__sort_at"),
            updated_at=F("windows__updated_at"),
            updated_by=F("windows__updated_by"),
            on_air_since=F("windows__starts_at"),
            emergency=F("windows__emergency"),
        ).select_related("category", "cover", "series")

    def newest_first(self):
        return self.order_by("-published_at", "-post_id")

    def for_lists(self):
        return self.defer(*LONG)


class Edition(WrittenOnce):
    """Edition `number` of a post.

    `sha256` covers what a person approved: the source and every printed field. What
    follows under `renderer` was made from it by that version of the renderer.
    `remarks` of the renderer stand beside a text that has just been set, and are None
    when it comes from the database.
    """

    remarks = None

    post = models.ForeignKey(
        "blog.Post", on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField(_("edition"))
    sha256 = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=200)
    slug = models.CharField(max_length=200)
    path_given = models.CharField(max_length=500, blank=True)
    description = models.CharField(max_length=400, blank=True)
    category = models.ForeignKey(
        "blog.Category", null=True, on_delete=models.PROTECT, related_name="editions"
    )
    series = models.ForeignKey(
        "blog.Series", null=True, on_delete=models.PROTECT, related_name="editions"
    )
    series_number = models.PositiveSmallIntegerField(null=True)
    bylines = models.JSONField(default=list)
    tag_list = models.JSONField(default=list)
    company_list = models.JSONField(default=list)
    cover = models.ForeignKey(
        "blog.Image", null=True, on_delete=models.PROTECT, related_name="editions"
    )
    language = models.CharField(max_length=12, default="ja")
    translation_of = models.ForeignKey(
        "blog.Post", null=True, on_delete=models.PROTECT, related_name="translated_in"
    )
    canonical_url = models.URLField(max_length=500, blank=True)
    noindex = models.BooleanField(default=False)
    in_sitemap = models.BooleanField(default=True)
    revised_at = models.DateTimeField(null=True)
    sources = models.JSONField(default=list)
    disclosure = models.JSONField(default=dict)
    sponsor = models.CharField(max_length=100, blank=True)
    passages = models.JSONField(default=list)

    renderer = models.PositiveSmallIntegerField()
    title_html = models.TextField()
    excerpt = models.CharField(max_length=600, blank=True)
    reading_minutes = models.PositiveSmallIntegerField()
    characters = models.PositiveIntegerField()
    headings = models.JSONField(default=list)
    body = models.TextField()
    text = models.TextField()
    html = models.TextField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "number"], name="edition_number_unique"
            )
        ]

    def __str__(self):
        return _("edition %(number)s: %(title)s") % {
            "number": self.number,
            "title": self.title,
        }

    @property
    def is_approved(self) -> bool:
        return self.approvals.exists()


class EditionTag(WrittenOnce):
    """That an edition was printed with a tag."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="tag_links"
    )
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="edition_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "edition"], name="edition_tag_once")
        ]


class EditionCompany(WrittenOnce):
    """That an edition was printed with the name of a company at its end."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="company_links"
    )
    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, related_name="edition_links"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "edition"], name="edition_company_once"
            )
        ]


class EditionByline(WrittenOnce):
    """That an edition was printed under a byline."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="byline_links"
    )
    byline = models.ForeignKey(
        Byline, on_delete=models.PROTECT, related_name="edition_links"
    )
    role = models.CharField(max_length=12, choices=CreditRole)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["byline", "edition", "role"], name="edition_byline_once"
            )
        ]


class EditionLink(WrittenOnce):
    """That an edition's text links to another post."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="post_links"
    )
    post = models.ForeignKey(
        "blog.Post", on_delete=models.PROTECT, related_name="linked_from"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "edition"], name="edition_link_once"
            )
        ]
