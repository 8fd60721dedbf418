"""The library of pictures. What comes in is made anew before it is kept."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blog.images.operations import open_picture
from blog.images.validation import PictureRefused
from blog.models import Image
from blog.publishing import pictures
from blog.templatetags.pictures import picture

SAID = ("alt", "decorative", "caption", "credit")


class ImageForm(forms.ModelForm):
    def clean_file(self):
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return upload
        try:
            self.picture = open_picture(upload)
        except PictureRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        if image := Image.objects.filter(sha256=self.picture.sha256).first():
            raise ValidationError(
                _("This picture is in the library already: “%(image)s”."),
                params={"image": image},
            )
        return upload

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decorative") and cleaned.get("alt", "").strip():
            said = _("A decoration has no alternative text: leave one of the two out.")
            self.add_error("decorative", said)
        return cleaned


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    list_display = ["thumbnail", "__str__", "size", "credit", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    search_fields = ["alt", "caption", "credit", "original_name"]
    list_per_page = 30

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["file", *SAID]
        return ["thumbnail", "size", "original_name", *SAID, "uploaded_by"]

    def get_readonly_fields(self, request, obj=None):
        # A published picture never changes under its address: a new one is uploaded.
        return ["thumbnail", "size", "original_name", "uploaded_by"]

    def save_model(self, request, image, form, change):
        if change:
            super().save_model(request, image, form, change)
            return
        kept = pictures.keep(
            form.picture,
            by=request.user,
            original_name=form.files["file"].name,
            **{name: form.cleaned_data[name] for name in SAID},
        )
        image.pk = kept.pk
        image.refresh_from_db()

    @admin.display(description=_("picture"))
    def thumbnail(self, image):
        return picture(image, "thumbnail")

    @admin.display(description=_("size"))
    def size(self, image):
        return f"{image.width}×{image.height}"
