"""The library of pictures. What comes in is made anew before it is kept."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.admin import marks
from blog.images.operations import open_picture
from blog.images.validation import PictureRefused
from blog.models import Image
from blog.publishing import permissions, pictures
from blog.templatetags.pictures import picture

SAID = ("alt", "is_decorative", "caption", "credit")
FOCUS = ("focus_x", "focus_y")
MOST_USES = 50


class ImageForm(forms.ModelForm):
    class Meta:
        widgets = {
            name: forms.NumberInput({"min": 0, "max": 100, "step": 5}) for name in FOCUS
        }

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
        if cleaned.get("is_decorative") and cleaned.get("alt", "").strip():
            said = _("A decoration has no alternative text: leave one of the two out.")
            self.add_error("is_decorative", said)
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
        facts = ["uses", "size", "original_name", "uploaded_by"]
        return ["crops", FOCUS, *SAID, *facts]

    def get_readonly_fields(self, request, obj=None):
        # A published picture never changes under its address: a new one is uploaded.
        return ["crops", "uses", "size", "original_name", "uploaded_by"]

    def has_delete_permission(self, request, obj=None):
        if obj is not None and pictures.is_printed(obj):
            return False
        return super().has_delete_permission(request, obj)

    def get_object(self, request, object_id, from_field=None):
        image = super().get_object(request, object_id, from_field)
        if image is not None:
            image.seen_by = request.user
        return image

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

    @admin.display(description=_("picture"))
    def crops(self, image):
        return render_to_string("admin/blog/image/_crops.html", {"image": image})

    @admin.display(description=_("where it is used"))
    def uses(self, image):
        posts = permissions.visible_posts(image.seen_by).filter(
            pk__in=pictures.posts_with(image).values("pk")
        )
        now = timezone.now()
        rows = [
            (post, marks.publication(post, now))
            for post in posts.with_publication(now).order_by("-saved_at")[:MOST_USES]
        ]
        context = {"rows": rows, "is_printed": pictures.is_printed(image)}
        return render_to_string("admin/blog/image/_uses.html", context)

    @admin.display(description=_("size"))
    def size(self, image):
        return f"{image.width}×{image.height}"
