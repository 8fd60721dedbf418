from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from allforces.media import serve_media

admin.site.site_header = settings.SITE_NAME
admin.site.site_title = format_lazy(_("{site} desk"), site=settings.SITE_NAME)
admin.site.index_title = _("Desk")
admin.site.enable_nav_sidebar = False

handler404 = "blog.reading.missing.page"
handler500 = "allforces.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("blog.urls")),
]
if not settings.S3_BUCKET:
    urlpatterns.insert(0, re_path(r"^media/(?P<path>.+)$", serve_media))
