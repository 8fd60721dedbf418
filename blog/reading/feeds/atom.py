"""Atom 1.0 (RFC 4287)."""

from django.conf import settings

from blog.reading.feeds.feed import Entry, Feed
from blog.reading.xml_writer import XmlWriter

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"


def write(feed: Feed) -> bytes:
    xml = XmlWriter()
    with xml.inside("feed", xmlns=NAMESPACE, xml__lang=settings.LANGUAGE_CODE):
        xml.element("id", feed.address)
        xml.element("title", feed.title)
        xml.element("subtitle", feed.description)
        xml.element("updated", feed.changed_at.isoformat())
        xml.element("link", rel="self", type=MEDIA_TYPE, href=feed.address)
        xml.element("link", rel="alternate", type="text/html", href=feed.page)
        # Answers for entries without a name of their own.
        with xml.inside("author"):
            xml.element("name", settings.SITE_NAME)
        for entry in feed.entries:
            with xml.inside("entry", xml__lang=entry.language):
                _write_entry(xml, entry)
    return xml.to_bytes()


def _write_entry(xml: XmlWriter, entry: Entry):
    xml.element("id", entry.id)
    xml.element("title", entry.title)
    xml.element("link", rel="alternate", type="text/html", href=entry.address)
    xml.element("published", entry.published_at.isoformat())
    xml.element("updated", entry.changed_at.isoformat())
    for author in entry.authors:
        with xml.inside("author"):
            xml.element("name", author.name)
            xml.element("uri", author.address)
    for subject in entry.subjects:
        xml.element("category", term=subject)
    if entry.summary:
        xml.element("summary", entry.summary)
    xml.element("content", entry.html, type="html")
