from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from allforces.media import serve_media

admin.site.site_title = admin.site.site_header = settings.SITE_NAME

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("blog.urls")),
]
if not settings.S3_BUCKET:
    urlpatterns.insert(0, re_path(r"^media/(?P<path>.+)$", serve_media))
