"""JSON Feed 1.1 (jsonfeed.org)."""

import json

from django.conf import settings

from blog.reading.feeds.feed import Entry, Feed

MEDIA_TYPE = "application/feed+json"


def write(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": settings.LANGUAGE_CODE,
        "authors": [{"name": settings.SITE_NAME}],
        "items": [_item(entry) for entry in feed.entries],
    }
    # A lone surrogate has no place in UTF-8.
    return json.dumps(document, ensure_ascii=False).encode(errors="replace")


def _item(entry: Entry) -> dict:
    item = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "image": entry.image,
        "language": entry.language,
        "authors": [
            {"name": author.name, "url": author.address} for author in entry.authors
        ],
        "tags": entry.subjects,
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.changed_at.isoformat(),
    }
    return {name: value for name, value in item.items() if value}
