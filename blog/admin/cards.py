"""How search engines and social sites would show a post. Widths are in columns."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from blog.models import Edition
from blog.text.japanese import cut_to_width, display_width

SEARCH_TITLE = 64
SEARCH_DESCRIPTION = 240
SOCIAL_TITLE = 70
SOCIAL_DESCRIPTION = 100


@dataclass(frozen=True)
class Cards:
    """`trail` is the address as a search engine writes it out."""

    title_characters: int
    title_columns: int
    is_title_cut: bool
    trail: str
    search_title: str
    search_description: str
    host: str
    social_title: str
    social_description: str
    image: str


def cards(edition: Edition) -> Cards:
    """Of an edition, also one that is never kept."""
    full_title = f"{edition.title}｜{settings.SITE_NAME}"
    described = edition.description or edition.excerpt
    host = urlsplit(settings.SITE_URL).netloc
    category = edition.category.name if edition.category else ""
    columns = display_width(edition.title)
    return Cards(
        title_characters=len(edition.title),
        title_columns=columns,
        is_title_cut=columns > SEARCH_TITLE,
        trail=" › ".join(filter(None, [host, category, edition.slug])),
        search_title=cut_to_width(full_title, SEARCH_TITLE),
        search_description=cut_to_width(described, SEARCH_DESCRIPTION),
        host=host,
        social_title=cut_to_width(edition.title, SOCIAL_TITLE),
        social_description=cut_to_width(described, SOCIAL_DESCRIPTION),
        image=_image(edition),
    )


def _image(edition):
    if edition.cover:
        return edition.cover.url
    asked = {"title": edition.title, "category": edition.category_id or ""}
    return f"{reverse('admin:blog_post_social_card')}?{urlencode(asked)}"
