"""What a page says of itself to search engines, feed readers and social sites."""

from dataclasses import dataclass, field
from urllib.parse import quote, urljoin

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from blog.models import Kind


@dataclass(frozen=True)
class Meta:
    """Addresses are absolute. `title` is without the site's name, "" on the front page.

    `structured` are JSON-LD objects; `feeds` are (title, address, media type).
    """

    canonical: str
    title: str = ""
    description: str = ""
    type: str = "website"
    previous: str = ""
    next: str = ""
    image: dict | None = None
    noindex: bool = False
    feeds: list = field(default_factory=list)
    structured: list = field(default_factory=list)

    @property
    def full_title(self) -> str:
        if self.title:
            return f"{self.title}｜{settings.SITE_NAME}"
        return f"{settings.SITE_NAME}｜{settings.SITE_TAGLINE.rstrip('。')}"


def absolute(address: str) -> str:
    """A path of this site, or an address that is absolute already, with its origin."""
    return urljoin(f"{settings.SITE_URL}/", address)


def href(path: str) -> str:
    """A decoded path as it stands in a link."""
    return quote(path, safe="/~:@!$&'()*+,;=")


def feeds(title: str = "", under: str = "/") -> list[tuple[str, str, str]]:
    """The three feeds of the list at `under`."""
    name = f"{title}｜{settings.SITE_NAME}" if title else settings.SITE_NAME
    return [
        (name, absolute(f"{under}feed.xml"), "application/rss+xml"),
        (f"{name} (Atom)", absolute(f"{under}feed.atom"), "application/atom+xml"),
        (f"{name} (JSON)", absolute(f"{under}feed.json"), "application/feed+json"),
    ]


def of_front() -> Meta:
    return Meta(
        canonical=absolute("/"),
        description=settings.SITE_DESCRIPTION,
        feeds=feeds(),
        structured=[
            {
                "@context": "https://schema.org",
                "@type": "WebSite",
                "name": settings.SITE_NAME,
                "url": absolute("/"),
                "inLanguage": settings.LANGUAGE_CODE,
                "publisher": _organization(),
            }
        ],
    )


def of_list(listing, *, title: str, description="", trail=(), own_feeds=False) -> Meta:
    """A page of a list. `trail` are the (name, path) that lead to it from the front."""
    own = feeds(title, listing.address) if own_feeds else []
    if listing.number > 1:
        title = _("%(title)s (page %(number)s)") % {
            "title": title,
            "number": listing.number,
        }
    return Meta(
        canonical=absolute(listing.here),
        title=title,
        description=description if listing.number == 1 else "",
        previous=absolute(listing.previous_address) if listing.previous_address else "",
        next=absolute(listing.next_address) if listing.next_address else "",
        feeds=feeds() + own,
        structured=[breadcrumbs([*trail, (title, listing.here)])],
    )


def of_index(path: str, title: str) -> Meta:
    return Meta(
        canonical=absolute(path),
        title=title,
        feeds=feeds(),
        structured=[breadcrumbs([(title, path)])],
    )


def of_feature(feature, editions) -> Meta:
    """A page that leads through `editions`."""
    address = feature.get_absolute_url()
    trail = [(pgettext("readers", "Features"), reverse("feature_index"))]
    return Meta(
        canonical=absolute(address),
        title=feature.title,
        description=feature.description,
        image=_image(next((each.cover for each in editions if each.cover), None)),
        feeds=feeds(),
        structured=[
            breadcrumbs([*trail, (feature.title, address)]),
            {
                "@context": "https://schema.org",
                "@type": "ItemList",
                "name": feature.title,
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": position,
                        "name": edition.title,
                        "url": absolute(href(edition.path)),
                    }
                    for position, edition in enumerate(editions, start=1)
                ],
            },
        ],
    )


def of_edition(edition) -> Meta:
    """A post or a page."""
    category = edition.category
    trail = [(category.name, category.get_absolute_url())] if category else []
    crumbs = breadcrumbs([*trail, (edition.title, href(edition.path))])
    is_post = edition.kind == Kind.POST
    return Meta(
        canonical=edition.canonical_url or absolute(href(edition.path)),
        title=edition.title,
        description=edition.description or edition.excerpt,
        type="article" if is_post else "website",
        image=_image(edition.cover),
        noindex=edition.noindex,
        feeds=feeds() + _feeds_of(category) + _feeds_of(edition.series),
        structured=[crumbs, _news_article(edition)] if is_post else [crumbs],
    )


def _feeds_of(row):
    """Those of a category or a series; [] for None."""
    return feeds(row.name, row.get_absolute_url()) if row else []


def changed_at(edition):
    """When the text last changed after its publication, here or before its import."""
    moments = (edition.updated_at, edition.revised_at)
    return max(
        (each for each in moments if each and each > edition.published_at), default=None
    )


def breadcrumbs(trail) -> dict:
    """From (name, path) pairs; the front page comes first by itself."""
    steps = [(settings.SITE_NAME, "/"), *trail]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": absolute(path),
            }
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }


def _news_article(edition):
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": edition.title,
        "description": edition.description or edition.excerpt,
        "mainEntityOfPage": absolute(href(edition.path)),
        "inLanguage": edition.language,
        "datePublished": _moment(edition.published_at),
        "dateModified": _moment(changed_at(edition) or edition.published_at),
        "author": [_author(each) for each in edition.bylines if each["role"] == "text"],
        "publisher": _organization(),
        "keywords": [tag["name"] for tag in edition.tag_list],
    }
    if edition.category:
        article["articleSection"] = edition.category.name
    if edition.cover:
        article["image"] = [_image(edition.cover)["address"]]
    return {name: value for name, value in article.items() if value not in ("", [])}


def _author(byline):
    return {
        "@type": "Organization" if byline.get("kind") == "team" else "Person",
        "name": byline["name"],
        "url": absolute(reverse("author", args=[byline["slug"]])),
    }


def _organization():
    return {
        "@type": "Organization",
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": absolute(static("img/favicon.svg")),
    }


def _image(cover):
    if cover is None:
        return None
    return {
        "address": absolute(cover.url),
        "width": cover.width,
        "height": cover.height,
        "alt": cover.alt,
    }


def _moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds")
