"""Showing what is not public: links for people without an account."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ShareLinkQuerySet(models.QuerySet):
    def open(self, at):
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)

    def for_token(self, token: str):
        return self.filter(token_sha256=token_digest(token))


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class ShareLink(models.Model):
    """A secret address of one post's preview; only the token's hash is kept.

    It shows `edition`, or the save `version` when there is none; with neither, the
    manuscript as it stands.
    """

    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="share_links"
    )
    edition = models.ForeignKey(
        "blog.Edition", null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(null=True)
    label = models.CharField(_("for whom"), max_length=100, blank=True)
    may_comment = models.BooleanField(_("may comment"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(null=True)
    views = models.PositiveIntegerField(_("views"), default=0)
    viewed_at = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=True) | Q(version__isnull=True),
                name="share_link_shows_one_thing",
            )
        ]
