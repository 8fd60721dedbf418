"""The pictures of the magazine, re-encoded when they came in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Image(models.Model):
    """A picture under a random name; `sha256` is of the bytes as they were uploaded."""

    file = models.FileField(_("file"), upload_to="images/", max_length=200)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    original_name = models.CharField(_("original name"), max_length=255, editable=False)
    alt = models.CharField(_("alternative text"), max_length=300, blank=True)
    decorative = models.BooleanField(
        _("decoration"),
        default=False,
        help_text=_("It tells readers nothing: no alternative text is read out."),
    )
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self):
        return self.alt or self.original_name

    @property
    def url(self) -> str:
        return self.file.url
