"""What crawlers are asked to leave alone."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.models import CrawlerRule
from blog.reading.addresses import absolute


@require_safe
def robots(request):
    refused = CrawlerRule.objects.filter(allowed=False)
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "Disallow: /preview/",
        "",
        *(line for rule in refused for line in _refusal(rule)),
        f"Sitemap: {absolute(reverse('sitemap'))}",
        # Not in the index: what it lists stands in the parts already.
        f"Sitemap: {absolute(reverse('sitemap_news'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _refusal(rule):
    return [
        f"# {rule.purpose}",
        *(f"User-agent: {name}" for name in rule.names),
        "Disallow: /",
        "",
    ]
