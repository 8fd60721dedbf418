"""How this site is linked to."""

from urllib.parse import quote, urljoin

from django.conf import settings


def absolute(address: str) -> str:
    """A path of this site, or an address that is absolute already, with its origin."""
    return urljoin(f"{settings.SITE_URL}/", address)


def href(path: str) -> str:
    """A decoded path as it stands in a link."""
    return quote(path, safe="/~:@!$&'()*+,;=")


def markdown_of(edition) -> str:
    """The path of a live edition's text as Markdown."""
    return f"{href(edition.path)}index.md"


def canonical(edition) -> str:
    """The one address of a text: here, or where it appeared first."""
    return edition.canonical_url or absolute(href(edition.path))
