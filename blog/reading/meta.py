"""What a page says of itself to search engines, feed readers and social sites."""

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from blog.models import Kind
from blog.reading import social_cards, structured
from blog.reading.addresses import absolute, canonical, href, markdown_of
from blog.reading.dates import as_written, changed_at
from blog.reading.languages import LOCALES


@dataclass(frozen=True)
class Meta:
    """Addresses are absolute. `title` is without the site's name, "" on the front page.

    `structured` are JSON-LD objects; `feeds` are (title, address, media type), `open`
    further Open Graph properties as (property, content), `languages` pairs of a
    language (or "x-default") and the address of the same text in it. `markdown` is
    where the same text stands as Markdown.
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
    open: list = field(default_factory=list)
    languages: list = field(default_factory=list)

    @property
    def full_title(self) -> str:
        if self.title:
            return f"{self.title}｜{settings.SITE_NAME}"
        return f"{settings.SITE_NAME}｜{settings.SITE_TAGLINE.rstrip('。')}"


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
        image=_site_image(),
        feeds=feeds(),
        structured=[structured.website()],
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
        description=_description(listing, title, description),
        image=_site_image(),
        previous=absolute(listing.previous_address) if listing.previous_address else "",
        next=absolute(listing.next_address) if listing.next_address else "",
        feeds=feeds() + own,
        structured=[structured.breadcrumbs([*trail, (title, listing.here)])],
    )


def _description(listing, title, description):
    """Its own on the first page; else what it lists, and how many."""
    if description and listing.number == 1:
        return description
    return ngettext(
        "%(title)s of %(site)s: %(count)s entry in all.",
        "%(title)s of %(site)s: %(count)s entries in all.",
        listing.total,
    ) % {"title": title, "count": listing.total, "site": settings.SITE_NAME}


def of_index(path: str, title: str) -> Meta:
    said = _("%(title)s of %(site)s, each with its posts.")
    return Meta(
        canonical=absolute(path),
        title=title,
        description=said % {"title": title, "site": settings.SITE_NAME},
        image=_site_image(),
        feeds=feeds(),
        structured=[structured.breadcrumbs([(title, path)])],
    )


def of_feature(feature, editions) -> Meta:
    """A page that leads through `editions`."""
    address = feature.get_absolute_url()
    lead = next((each for each in editions if each.cover), next(iter(editions), None))
    trail = [(pgettext("readers", "Features"), reverse("feature_index"))]
    return Meta(
        canonical=absolute(address),
        title=feature.title,
        description=feature.description,
        image=_image(lead) if lead else None,
        feeds=feeds(),
        structured=[
            structured.breadcrumbs([*trail, (feature.title, address)]),
            {
                "@context": structured.CONTEXT,
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


def of_edition(edition, versions=()) -> Meta:
    """A post or a page; `versions` are the (language, path) that it is on air in."""
    category = edition.category
    trail = [(category.name, category.get_absolute_url())] if category else []
    crumbs = structured.breadcrumbs([*trail, (edition.title, href(edition.path))])
    is_post = edition.kind == Kind.POST
    return Meta(
        canonical=canonical(edition),
        title=edition.title,
        description=edition.description or edition.excerpt,
        type="article" if is_post else "website",
        image=_image(edition),
        noindex=edition.noindex,
        markdown=absolute(markdown_of(edition)),
        feeds=feeds() + _feeds_of(category) + _feeds_of(edition.series),
        structured=[crumbs, structured.article(edition)] if is_post else [crumbs],
        open=_open_graph(edition, versions, is_post=is_post),
        languages=_languages(versions),
    )


def _feeds_of(row):
    """Those of a category or a series; [] for None."""
    return feeds(row.name, row.get_absolute_url()) if row else []


def _languages(versions):
    """The default is the version in the site's language, else the original."""
    if not versions:
        return []
    default = dict(versions).get(settings.LANGUAGE_CODE, versions[0][1])
    return [
        (language, absolute(href(path)))
        for language, path in [*versions, ("x-default", default)]
    ]


def _open_graph(edition, versions, *, is_post):
    said = [("og:locale", _locale(edition.language))]
    said += [
        ("og:locale:alternate", _locale(language))
        for language, _path in versions
        if language != edition.language
    ]
    if is_post:
        changed = changed_at(edition) or edition.published_at
        said += [
            ("article:published_time", as_written(edition.published_at)),
            ("article:modified_time", as_written(changed)),
            ("article:section", edition.category.name if edition.category else ""),
            *(("article:tag", tag["name"]) for tag in edition.tag_list),
        ]
    return [(name, content) for name, content in said if content]


def _locale(language):
    """As Open Graph writes it; "" for a language whose usual country we do not know."""
    return LOCALES.get(language, language.replace("-", "_") if "-" in language else "")


def _image(edition):
    return _with_address(social_cards.described(edition))


def _site_image():
    return _with_address(social_cards.described_site())


def _with_address(described):
    return described | {"address": absolute(described["path"])}
