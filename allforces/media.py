"""Pictures from the data folder, for the trial; in production nginx answers first."""

from django.conf import settings
from django.views.decorators.cache import cache_control
from django.views.static import serve


@cache_control(public=True, max_age=31_536_000, immutable=True)
def serve_media(request, path):
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
