"""The library of pictures. What comes in is made anew before it is kept."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from blog.images.operations import open_picture
from blog.images.validation import PictureRefused
from blog.models import Image
from blog.templatetags.pictures import picture


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


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    list_display = ["thumbnail", "__str__", "size", "credit", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    search_fields = ["alt", "caption", "credit", "original_name"]
    list_per_page = 30

    def get_fields(self, request, obj=None):
        said = ["alt", "caption", "credit"]
        if obj is None:
            return ["file", *said]
        return ["thumbnail", "size", "original_name", *said, "uploaded_by"]

    def get_readonly_fields(self, request, obj=None):
        # A published picture never changes under its address: a new one is uploaded.
        return ["thumbnail", "size", "original_name", "uploaded_by"]

    def save_model(self, request, image, form, change):
        if not change:
            picture = form.picture
            image.original_name = form.files["file"].name[:255]
            image.file = ContentFile(picture.content, name=picture.name)
            image.sha256 = picture.sha256
            image.width, image.height = picture.width, picture.height
            image.uploaded_by = request.user
        super().save_model(request, image, form, change)

    @admin.display(description=_("picture"))
    def thumbnail(self, image):
        return picture(image, "thumbnail")

    @admin.display(description=_("size"))
    def size(self, image):
        return f"{image.width}×{image.height}"
