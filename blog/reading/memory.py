"""What is worked out once and kept for as long as the public site stays as it is."""

from django.core.cache import cache

from blog.models import AffiliateHost, Category, Edition, Kind
from blog.pagecache.generation import period

DAY = 86_400


def remembered(request, key: str, compute):
    return cache.get_or_set(f"{period(request).key}:{key}", compute, timeout=DAY)


def categories(request) -> list[Category]:
    return remembered(request, "categories", lambda: list(Category.objects.all()))


def pages(request) -> list[Edition]:
    """The live pages (会社概要, 免責事項 …), in the order of their paths."""
    live = Edition.objects.live(request.at).filter(kind=Kind.PAGE)
    return remembered(request, "pages", lambda: list(live.for_lists().order_by("path")))


def affiliate_hosts(request) -> list[str]:
    return remembered(request, "affiliate_hosts", AffiliateHost.objects.names)
