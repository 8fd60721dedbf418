"""Texts in another language than the site's: the words around them, and the pairs."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from blog.models import Edition, Window

# What Open Graph calls them.
LOCALES = {"ja": "ja_JP", "en": "en_US"}


def chrome_of(edition) -> str:
    """The language of the site's words around this text: its own, if we know it."""
    known = dict(settings.LANGUAGES)
    short = edition.language.split("-")[0].lower()
    return short if short in known else settings.LANGUAGE_CODE


def with_translated(editions, at):
    """Adds `is_translated`: whether a translation of the post is on air at `at`."""
    live = Window.objects.live(at).filter(edition__translation_of=OuterRef("post_id"))
    return editions.annotate(is_translated=Exists(live))


def versions(edition, *, at) -> list[tuple[str, str]]:
    """(language, path) of the same text on air in other languages and in this one.

    [] for a text without another version. The original comes first.
    """
    if not (edition.translation_of_id or edition.is_translated):
        return []
    original = edition.translation_of_id or edition.post_id
    live = Edition.objects.live(at).filter(
        Q(post=original) | Q(translation_of=original),
        noindex=False,
        canonical_url="",
    )
    rows = live.values_list("post_id", "language", "path").order_by("post_id")
    found = {}
    for _post, language, path in sorted(rows, key=lambda row: row[0] != original):
        found.setdefault(language, path)
    return list(found.items()) if len(found) > 1 else []
