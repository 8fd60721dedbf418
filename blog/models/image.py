"""The pictures of the magazine, re-encoded when they came in."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MIDDLE = 50
_PERCENT = [MaxValueValidator(100)]


class Image(models.Model):
    """A picture under a random name; `sha256` is of the bytes as they were uploaded.

    `renditions` are {"format", "width", "height", "name"}, from narrow to wide, of each
    width the best format first; [] until they are made. The focal point is in percent
    from the left and from the top: crops keep it in sight.
    """

    file = models.FileField(_("file"), upload_to="images/", max_length=200)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    original_name = models.CharField(_("original name"), max_length=255, editable=False)
    alt = models.CharField(_("alternative text"), max_length=300, blank=True)
    is_decorative = models.BooleanField(
        _("decoration"),
        default=False,
        help_text=_("It tells readers nothing: no alternative text is read out."),
    )
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    focus_x = models.PositiveSmallIntegerField(
        _("focal point from the left (%)"), default=MIDDLE, validators=_PERCENT
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focal point from the top (%)"), default=MIDDLE, validators=_PERCENT
    )
    renditions = models.JSONField(default=list, editable=False)
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

    @property
    def words(self) -> str:
        """What is said in the picture's place; "" for decoration."""
        return "" if self.is_decorative else self.alt

    def sources(self) -> list[tuple[str, str]]:
        """Media type and srcset of each format, the best first."""
        by_format = {}
        for each in self.renditions:
            entry = f"{default_storage.url(each['name'])} {each['width']}w"
            by_format.setdefault(each["format"], []).append(entry)
        return [(f"image/{name}", ", ".join(by_format[name])) for name in by_format]
