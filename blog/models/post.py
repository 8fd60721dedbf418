"""The manuscript: the row that editors edit. Readers' code never reads its text."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from blog.models.byline import Byline, Credit
from blog.models.company import Company, Mention
from blog.models.edition import LONG, Edition, Kind
from blog.models.publication import Publication, PublicationState
from blog.models.taxonomy import Category, Tagging
from blog.models.window import Window


class Stage(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")
    HELD = "held", _("held")
    SPIKED = "spiked", _("spiked")


class PostQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(owner=user)

    def in_trash(self):
        return self.filter(trashed_at__isnull=False)

    def with_publication(self, at):
        """Fetch with each post the windows that `publication(at)` reads."""
        windows = (
            Window.objects.standing()
            .filter(ends_at__gt=at)
            .prefetch_related(
                Prefetch("edition", Edition.objects.defer(*LONG)),
            )
        )
        return self.prefetch_related(
            Prefetch("windows", windows, to_attr="windows_from_now")
        )

    def in_publication(self, state, at):
        """Those whose publication is `state` at `at`."""
        return self.filter(_PUBLICATION[PublicationState(state)](at))

    def changed_since_live(self, at):
        """Those whose manuscript differs from what readers see."""
        same = Window.objects.live(at).filter(
            post=OuterRef("pk"), edition__content_hash=OuterRef("content_hash")
        )
        return self.filter(_current(at, edition__isnull=False), ~Exists(same))


def _current(at, **conditions):
    held = Window.objects.at_instant(at).filter(post=OuterRef("pk"), **conditions)
    return Q(Exists(held))


def _upcoming(at, **conditions):
    coming = Window.objects.standing().filter(
        post=OuterRef("pk"), starts_at__gt=at, **conditions
    )
    return Q(Exists(coming))


def _next_is(at, *, edition):
    """The window on air is followed by one with (or without) an edition."""
    following = Window.objects.standing().filter(
        post=OuterRef("post"),
        starts_at=OuterRef("ends_at"),
        edition__isnull=not edition,
    )
    held = Window.objects.live(at).filter(Exists(following), post=OuterRef("pk"))
    return Q(Exists(held))


_PUBLICATION = {
    PublicationState.UNPUBLISHED: lambda at: ~_current(at) & ~_upcoming(at),
    PublicationState.SCHEDULED: lambda at: (
        _upcoming(at)
        & ~_current(at, edition__isnull=False)
        & ~_current(at, ending=Window.Ending.TAKEN_DOWN)
    ),
    PublicationState.LIVE: lambda at: (
        _current(at, edition__isnull=False) & ~_upcoming(at)
    ),
    PublicationState.UPDATE_SCHEDULED: lambda at: _next_is(at, edition=True),
    PublicationState.END_SCHEDULED: lambda at: _next_is(at, edition=False),
    PublicationState.ENDED: lambda at: (
        _current(at, ending=Window.Ending.ENDED) & ~_upcoming(at)
    ),
    PublicationState.TAKEN_DOWN: lambda at: _current(
        at, ending=Window.Ending.TAKEN_DOWN
    ),
}


class Post(models.Model):
    """A manuscript of an article or of a page.

    `lock_version` counts the saves of the whole aggregate, tags and credits included;
    `content_hash` is of `snapshot()`. `path` is "" unless the post keeps an exact path
    (pages, imported posts). `sources` is a list of dicts: title, url, publisher, date,
    accessed. `set_aside_from` is the stage that a held or spiked post returns to.
    `source_path` and `source_hash` belong to the importer.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.POST)
    title = models.CharField(_("title"), max_length=200)
    slug = models.CharField(_("slug"), max_length=200, blank=True)
    path = models.CharField(_("path"), max_length=500, blank=True)
    body = models.TextField(_("text"), blank=True, max_length=400_000)
    excerpt = models.CharField(
        _("excerpt"),
        max_length=600,
        blank=True,
        help_text=_("Left empty, it is made from the first sentences."),
    )
    description = models.CharField(
        _("description for search engines"), max_length=400, blank=True
    )
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
    )
    series = models.ForeignKey(
        "blog.Series",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
    )
    series_number = models.PositiveSmallIntegerField(
        _("number in the series"), null=True, blank=True
    )
    tags = TaggableManager(_("tags"), through=Tagging, blank=True)
    companies = models.ManyToManyField(
        Company, verbose_name=_("companies"), through=Mention, related_name="posts"
    )
    bylines = models.ManyToManyField(
        Byline, verbose_name=_("bylines"), through=Credit, related_name="posts"
    )
    cover = models.ForeignKey(
        "blog.Image",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
    )
    language = models.CharField(_("language"), max_length=12, default="ja")
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="translations",
    )
    canonical_url = models.URLField(
        _("canonical address elsewhere"), max_length=500, blank=True
    )
    noindex = models.BooleanField(_("hidden from search engines"), default=False)
    in_sitemap = models.BooleanField(_("in the sitemap"), default=True)
    revised_at = models.DateTimeField(_("revised at the source"), null=True, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    holdings = models.CharField(_("writer's holdings"), max_length=300, blank=True)
    data_as_of = models.DateField(_("data as of"), null=True, blank=True)
    ai_use = models.CharField(_("use of AI"), max_length=300, blank=True)
    sponsor = models.CharField(
        _("sponsor"),
        max_length=100,
        blank=True,
        help_text=_("Who pays for this post; it is then labelled PR."),
    )
    extra = models.JSONField(default=dict, blank=True, editable=False)

    stage = models.CharField(
        _("stage"), max_length=12, choices=Stage, default=Stage.DRAFT, db_index=True
    )
    sent_back_reason = models.TextField(_("why it was sent back"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("writer"),
        on_delete=models.PROTECT,
        related_name="owned_posts",
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("whose turn"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assigned_posts",
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    handover = models.TextField(_("hand-over note"), blank=True, max_length=2000)
    set_aside_from = models.CharField(max_length=12, blank=True, editable=False)
    trashed_at = models.DateTimeField(null=True, editable=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)
    content_hash = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created at"), editable=False)
    saved_at = models.DateTimeField(_("saved at"), editable=False, db_index=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    source_path = models.CharField(
        max_length=500, null=True, unique=True, editable=False
    )
    source_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        # Of the trash alone: a full one, which says null of nearly every row, would be
        # SQLite's choice for every list.
        indexes = [
            models.Index(
                fields=["trashed_at"],
                condition=Q(trashed_at__isnull=False),
                name="post_trash",
            )
        ]
        permissions = [
            ("view_any_post", _("Can read every manuscript")),
            ("submit_post", _("Can submit own posts and edit them in any stage")),
            ("edit_any_post", _("Can edit and submit every post")),
            ("review_post", _("Can send back and approve")),
            ("schedule_post", _("Can schedule, publish and end")),
            ("take_down_post", _("Can take down, and put back what was taken down")),
            ("emergency_post", _("Can publish without approval")),
            ("import_post", _("Can import posts with their past dates")),
        ]

    def __str__(self):
        return self.title

    @property
    def is_sent_back(self) -> bool:
        return self.stage == Stage.DRAFT and bool(self.sent_back_reason)

    def snapshot(self) -> dict:
        """Everything of the manuscript that can be printed, as JSON.

        What came later to the house is left out while it is empty: manuscripts that
        were saved before keep their hash.
        """
        return {
            **{name: getattr(self, name) for name in SNAPSHOT_FIELDS},
            **self._in_series(),
            **self._naming_companies(),
            "category": self.category_id,
            "cover": self.cover_id,
            "revised_at": self.revised_at and self.revised_at.isoformat(),
            "data_as_of": self.data_as_of and self.data_as_of.isoformat(),
            # Only where there is one: texts saved before it existed keep their hash.
            **(
                {"translation_of": self.translation_of_id}
                if self.translation_of_id
                else {}
            ),
            "tags": [tagging.tag_id for tagging in self.taggings.all()],
            "credits": [
                [credit.byline_id, credit.role] for credit in self.credits.all()
            ],
        }

    def _in_series(self):
        if self.series_id is None:
            return {}
        return {"series": self.series_id, "series_number": self.series_number}

    def _naming_companies(self):
        companies = [mention.company_id for mention in self.mentions.all()]
        return {"companies": companies} if companies else {}

    def publication(self, at) -> Publication:
        """What readers see at `at` and what is planned after it."""
        windows = getattr(self, "windows_from_now", None)
        if windows is None:
            windows = self.windows.standing().select_related("edition")
        return Publication.of(windows, at)

    def has_unpublished_changes(self, at) -> bool:
        edition = self.publication(at).edition
        return edition is not None and edition.content_hash != self.content_hash


SNAPSHOT_FIELDS = (
    "kind",
    "title",
    "slug",
    "path",
    "body",
    "excerpt",
    "description",
    "language",
    "canonical_url",
    "noindex",
    "in_sitemap",
    "sources",
    "holdings",
    "ai_use",
    "sponsor",
)


def digest(content) -> str:
    """SHA-256 of a JSON value in its canonical form."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
