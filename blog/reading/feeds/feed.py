"""What a feed holds, whatever format it is written in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext

from blog.models import CreditRole, Edition
from blog.reading import corrections, dates, notices, post_links
from blog.reading.addresses import absolute, href
from blog.reading.feeds.full_text import full_text

ENTRIES = 20
# A list without posts has not changed yet, and Atom wants a date.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Author:
    name: str
    address: str


@dataclass(frozen=True)
class Entry:
    """`changed_at` moves only with a change of weight, and is never None. Of a post
    with a sponsor the title says so."""

    id: str
    address: str
    title: str
    summary: str
    html: str
    language: str
    authors: list[Author]
    subjects: list[str]
    image: str
    published_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class Feed:
    """`page` is the list that it goes with, `address` where the feed itself stands."""

    title: str
    description: str
    page: str
    address: str
    entries: list[Entry]

    @property
    def changed_at(self) -> datetime:
        return max((entry.changed_at for entry in self.entries), default=NEVER)


def entries_of(windows, *, at) -> list[Entry]:
    """The newest of `windows`, picked from the index before their texts are read."""
    ids = list(windows.newest_first().values_list("pk", flat=True)[:ENTRIES])
    editions = Edition.objects.of_windows(ids).defer("body", "text", "headings")
    newest = list(editions.newest_first())
    post_links.resolve(newest, at=at)
    notices.mark_paid_links(newest)
    corrections.attach(newest, at=at)
    return [entry_of(edition) for edition in newest]


def entry_of(edition) -> Entry:
    address = absolute(href(edition.path))
    category = [edition.category.name] if edition.category else []
    return Entry(
        id=permanent_id(edition),
        address=address,
        title=_title(edition),
        summary=edition.excerpt or edition.description,
        html=full_text(edition, address=address),
        language=edition.language,
        authors=[
            Author(each["name"], absolute(reverse("author", args=[each["slug"]])))
            for each in edition.bylines
            if each["role"] == CreditRole.TEXT
        ],
        subjects=category + [tag["name"] for tag in edition.tag_list],
        image=absolute(edition.cover.url) if edition.cover else "",
        published_at=timezone.localtime(edition.published_at),
        changed_at=timezone.localtime(
            dates.changed_at(edition) or edition.published_at
        ),
    )


def _title(edition):
    if not edition.sponsor:
        return edition.title
    return pgettext("title of a paid post", "PR: %(title)s") % {"title": edition.title}


def permanent_id(edition) -> str:
    """A tag: URI (RFC 4151). It stays when the address moves."""
    host = urlsplit(settings.SITE_URL).hostname
    day = timezone.localdate(edition.published_at)
    return f"tag:{host},{day}:post/{edition.post_id}"
