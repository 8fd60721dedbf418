"""What is worked out once and kept for as long as the public site stays as it is."""

from django.core.cache import cache
from django.db.models import Count
from django.utils.encoding import iri_to_uri

from blog.models import (
    AffiliateHost,
    CallToAction,
    Category,
    Edition,
    Kind,
    MenuItem,
    RelatedPin,
    Window,
)
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


def posts_by_tag(request) -> dict[int, int]:
    """How many listed posts on air carry each tag, by its id."""
    tag = "edition__tag_links__tag"
    windows = Window.objects.live(request.at).listed().order_by()
    counted = windows.filter(**{f"{tag}__isnull": False}).values_list(tag)
    return remembered(
        request, "posts_by_tag", lambda: dict(counted.annotate(Count("pk")))
    )


def posts_with_pins(request) -> set[int]:
    """The posts for which an editor has chosen what to read after them."""
    posts = RelatedPin.objects.values_list("post", flat=True)
    return remembered(request, "posts_with_pins", lambda: set(posts))


def menu(request) -> dict[str, list[MenuItem]]:
    """What editors put into each place; an item that is a category has its rule."""

    def look():
        by_address = {each.get_absolute_url(): each for each in categories(request)}
        by_place = {}
        for item in MenuItem.objects.all():
            item.category = by_address.get(iri_to_uri(item.address))
            by_place.setdefault(item.place, []).append(item)
        return by_place

    return remembered(request, "menu", look)


def call_to_action(request, category: Category | None) -> CallToAction | None:
    """The newest box for posts of `category`, else the newest for all posts."""
    showing = remembered(
        request,
        "calls",
        lambda: list(CallToAction.objects.showing(request.at).order_by("-starts_at")),
    )
    wanted = [category.pk, None] if category else [None]
    return next(
        (each for pk in wanted for each in showing if each.category_id == pk), None
    )
