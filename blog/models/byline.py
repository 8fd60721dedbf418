"""Names as they are printed. An account is a login, a byline is a name."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models.slugged import Slugged


class Byline(Slugged):
    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        TEAM = "team", _("team")

    name = models.CharField(_("name"), max_length=60)
    slug = models.CharField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.PERSON)
    title = models.CharField(_("position held"), max_length=100, blank=True)
    bio = models.TextField(_("biography"), blank=True, max_length=1000)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bylines",
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])


class CreditRole(models.TextChoices):
    TEXT = "text", _("text by")
    PHOTO = "photo", _("photos by")
    SUPERVISOR = "supervisor", _("supervised by")


class Credit(models.Model):
    """That a manuscript names a byline, in which role and order."""

    post = models.ForeignKey(
        "blog.Post", on_delete=models.CASCADE, related_name="credits"
    )
    byline = models.ForeignKey(Byline, on_delete=models.PROTECT, related_name="credits")
    role = models.CharField(max_length=12, choices=CreditRole, default=CreditRole.TEXT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "byline", "role"], name="credit_once"
            )
        ]
