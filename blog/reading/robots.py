"""What crawlers are asked to leave alone."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.reading.meta import absolute


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "Disallow: /preview/",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
