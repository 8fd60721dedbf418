"""What every page shows: the site's name, its categories, the day."""

from django.conf import settings
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from blog.reading import memory


def site(request):
    """Nothing here asks the database before a template does: the desk does not."""
    if not hasattr(request, "at"):
        request.at = timezone.now()
    return {
        "site": {
            "name": settings.SITE_NAME,
            "tagline": settings.SITE_TAGLINE,
            "description": settings.SITE_DESCRIPTION,
            # The outlines of the seal and the wordmark spell this name.
            "has_marks": settings.SITE_NAME == "ALLFORCES",
            # To the day, or an unchanged page would be another at every second.
            "today": timezone.localtime(request.at).replace(
                hour=0, minute=0, second=0, microsecond=0
            ),
        },
        "as_of": getattr(request, "as_of", None),
        "categories": SimpleLazyObject(lambda: memory.categories(request)),
        "menu": SimpleLazyObject(lambda: memory.menu(request)),
        "site_pages": SimpleLazyObject(lambda: memory.pages(request)),
    }
