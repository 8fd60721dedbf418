"""What is said when a page cannot be made."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.views import defaults

COME_BACK_SECONDS = 15


def server_error(request):
    """503 while the database is away, with the time to come back; 500 otherwise."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return defaults.server_error(request)
    response = HttpResponse(loader.render_to_string("503.html"), status=503)
    response.headers["Retry-After"] = str(COME_BACK_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
