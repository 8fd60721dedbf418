"""RSS 2.0 with the full text in content:encoded."""

from email.utils import format_datetime
from html import escape

from django.conf import settings

from blog.reading.feeds.feed import Entry, Feed
from blog.reading.xml_writer import XmlWriter

MEDIA_TYPE = "application/rss+xml"
NAMESPACES = {
    "xmlns__atom": "http://www.w3.org/2005/Atom",
    "xmlns__content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns__dc": "http://purl.org/dc/elements/1.1/",
}


def write(feed: Feed) -> bytes:
    xml = XmlWriter()
    with xml.inside("rss", version="2.0", **NAMESPACES), xml.inside("channel"):
        xml.element("title", feed.title)
        xml.element("link", feed.page)
        xml.element("description", escape(feed.description, quote=False))
        xml.element("language", settings.LANGUAGE_CODE)
        if feed.entries:
            xml.element("lastBuildDate", format_datetime(feed.changed_at))
        xml.element("atom:link", rel="self", type=MEDIA_TYPE, href=feed.address)
        for entry in feed.entries:
            with xml.inside("item"):
                _write_item(xml, entry)
    return xml.to_bytes()


def _write_item(xml: XmlWriter, entry: Entry):
    xml.element("title", entry.title)
    xml.element("link", entry.address)
    xml.element("guid", entry.id, isPermaLink="false")
    xml.element("pubDate", format_datetime(entry.published_at))
    if entry.changed_at > entry.published_at:
        xml.element("atom:updated", entry.changed_at.isoformat())
    # A name alone: <author> would want a mail address.
    for author in entry.authors:
        xml.element("dc:creator", author.name)
    for subject in entry.subjects:
        xml.element("category", subject)
    xml.element("description", escape(entry.summary, quote=False))
    xml.element("content:encoded", entry.html)
