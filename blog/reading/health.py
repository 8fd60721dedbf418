"""Whether this process can answer from its database."""

from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.models import Generation


@never_cache
@require_safe
def health(request):
    try:
        Generation.objects.current()
    except DatabaseError:
        return _plain("no database\n", status=503)
    return _plain("ok\n")


def _plain(text, **options):
    return HttpResponse(text, content_type="text/plain; charset=utf-8", **options)
