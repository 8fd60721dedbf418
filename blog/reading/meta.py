"""What a page says of itself to search engines, feed readers and social sites."""

from dataclasses import dataclass, field
from urllib.parse import quote, urljoin

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Kind
from blog.reading import social_cards


@dataclass(frozen=True)
class Meta:
    """Addresses are absolute. `title` is without the site's name, "" on the front page.

    `structured` are JSON-LD objects; `feeds` are (title, address, media type).
    `markdown` is where the same text stands as Markdown.
    """

    canonical: str
    title: str = ""
    description: str = ""
    type: str = "website"
    previous: str = ""
    next: str = ""
    image: dict | None = None
    noindex: bool = False
    markdown: str = ""
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


def markdown_of(edition) -> str:
    """The path of a live edition's text as Markdown."""
    return f"{href(edition.path)}index.md"


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
        image=_image(edition),
        noindex=edition.noindex,
        markdown=absolute(markdown_of(edition)),
        feeds=feeds()
        + (feeds(category.name, category.get_absolute_url()) if category else []),
        structured=[crumbs, _news_article(edition)] if is_post else [crumbs],
    )


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
    article["image"] = [absolute(social_cards.address(edition))]
    if edition.cover:
        article["image"].append(absolute(edition.cover.url))
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


def _image(edition):
    described = social_cards.described(edition)
    return described | {"address": absolute(described["path"])}


def _moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds")
