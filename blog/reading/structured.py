"""JSON-LD: what search engines are told of a page (schema.org)."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from blog.models import CreditRole, Window
from blog.reading import social_cards
from blog.reading.addresses import absolute, canonical
from blog.reading.dates import as_written, changed_at

CONTEXT = "https://schema.org"
# An addition corrects nothing.
CORRECTS = frozenset({Window.Change.CORRECTION, Window.Change.APOLOGY})


def website() -> dict:
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": organization(),
    }


def organization() -> dict:
    return {
        "@type": "Organization",
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": {
            "@type": "ImageObject",
            "url": absolute(static("img/logo.png")),
            "width": 512,
            "height": 512,
        },
    }


def breadcrumbs(trail) -> dict:
    """From (name, path) pairs; the front page comes first by itself."""
    steps = [(settings.SITE_NAME, "/"), *trail]
    return {
        "@context": CONTEXT,
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


def company(row) -> dict:
    """What a page about the company `row` is about."""
    printed = {"name": row.name, "code": row.code, "exchange": row.exchange}
    return {"@context": CONTEXT} | _company(printed | {"slug": row.slug})


def article(edition) -> dict:
    """A post as it is printed, with its corrections and its sources."""
    described = {
        "@context": CONTEXT,
        "@type": settings.SITE_ARTICLE_TYPE,
        "headline": edition.title,
        "description": edition.description or edition.excerpt,
        "url": canonical(edition),
        "mainEntityOfPage": canonical(edition),
        "inLanguage": edition.language,
        "datePublished": as_written(edition.published_at),
        "dateModified": as_written(changed_at(edition) or edition.published_at),
        "author": _credited(edition, CreditRole.TEXT),
        "editor": _credited(edition, CreditRole.SUPERVISOR),
        "publisher": organization(),
        "sponsor": _named("Organization", edition.sponsor),
        "isAccessibleForFree": True,
        "timeRequired": f"PT{edition.reading_minutes}M",
        "articleSection": edition.category.name if edition.category else "",
        "keywords": [tag["name"] for tag in edition.tag_list],
        "mentions": [_company(each) for each in edition.company_list],
        "image": _pictures(edition),
        "correction": [_correction(note) for note in edition.notes if _corrects(note)],
        "citation": [_citation(source) for source in edition.sources],
    }
    return _without_empty(described)


def _pictures(edition):
    cover = [edition.cover.url] if edition.cover else []
    return [absolute(each) for each in [social_cards.address(edition), *cover]]


def _credited(edition, role):
    return [_author(each) for each in edition.bylines if each["role"] == role]


def _author(byline):
    return {
        "@type": "Organization" if byline.get("kind") == "team" else "Person",
        "name": byline["name"],
        "url": absolute(reverse("author", args=[byline["slug"]])),
    }


def _company(printed):
    """Known by its page here: its `url` would be a site of its own."""
    return {
        "@type": "Corporation",
        "@id": absolute(reverse("company", args=[printed["slug"]])),
        "name": printed["name"],
        "tickerSymbol": f"{printed['exchange']} {printed['code']}".strip(),
    }


def _corrects(note):
    return note.change in CORRECTS


def _correction(note):
    text = note.public_note
    if note.wrong or note.right:
        text += f" {note.wrong} → {note.right}"
    return {
        "@type": "CorrectionComment",
        "text": text,
        "datePublished": as_written(note.updated_at),
    }


def _citation(source):
    return _without_empty(
        {
            "@type": "CreativeWork",
            "name": source.get("title", ""),
            "url": source.get("url", ""),
            "publisher": _named("Organization", source.get("publisher", "")),
            "datePublished": _day(source.get("date", "")),
        }
    )


def _named(kind, name):
    return {"@type": kind, "name": name} if name else ""


def _day(text):
    """A day as the desk keeps it (YYYY-MM-DD); "" for what is no whole date."""
    return text if len(text) == 10 and text[4] == text[7] == "-" else ""


def _without_empty(described):
    return {name: value for name, value in described.items() if value not in ("", [])}
