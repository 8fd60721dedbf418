"""What search looks things up in, and what it is told and asks of the newsroom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.edition import Edition


class SearchDocument(models.Model):
    """An edition as `text.search.tokens` spells it. Derived, so it may be made anew.

    The short columns stand first: SQLite reads a row no further than it needs. The
    index itself is no model; see `blog.search.sqlite` and `blog.search.postgres`.
    """

    edition = models.OneToOneField(
        Edition,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="search_document",
    )
    version = models.PositiveSmallIntegerField()
    title = models.TextField()
    names = models.TextField()
    excerpt = models.TextField()
    headings = models.TextField()
    body = models.TextField()


class SynonymGroup(models.Model):
    """Words that mean the same to a reader: who asks for one finds them all."""

    words = models.CharField(_("words"), max_length=400)

    class Meta:
        ordering = ["words"]
        verbose_name = _("synonym group")
        verbose_name_plural = _("synonyms for search")

    def __str__(self):
        return self.words


class SearchMiss(models.Model):
    """Words that were searched for in vain, how often, and on which day last.

    Nothing tells who: no address, no time of day, no row for a single search.
    """

    words = models.CharField(_("words"), max_length=40, unique=True)
    count = models.PositiveIntegerField(_("times"), default=0)
    last_on = models.DateField(_("last on"))

    class Meta:
        ordering = ["-count", "-last_on", "words"]
        verbose_name = _("search without a hit")
        verbose_name_plural = _("searches without a hit")

    def __str__(self):
        return self.words
