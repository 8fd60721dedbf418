"""A text and its translation know of each other, and each speaks its own language."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.publishing import drafts, timeline
from blog.publishing.errors import WrongState
from tests.factories import make_chief, make_live, make_post, make_scheduled
from tests.reading.pages import count_queries, open_page

pytestmark = pytest.mark.django_db

MORNING = timezone.make_aware(timezone.datetime(2026, 11, 20, 7, 30))


def alternates(page):
    links = page.head.find_all("link", rel="alternate", hreflang=True)
    return {each["hreflang"]: each["href"] for each in links}


def test_a_pair_names_both_and_the_default(client, settings):
    original = make_live(path="/wind/", at=MORNING).post
    make_live(path="/en/wind/", language="en", translation_of=original, at=MORNING)
    ja, en = f"{settings.SITE_URL}/wind/", f"{settings.SITE_URL}/en/wind/"
    expected = {"ja": ja, "en": en, "x-default": ja}

    pages = {path: open_page(client, path) for path in ("/wind/", "/en/wind/")}

    assert [alternates(page) for page in pages.values()] == [expected, expected]
    link = pages["/wind/"].select_one(".versions a")
    assert (link["href"], link["lang"], link.get_text()) == (
        "/en/wind/",
        "en",
        "English",
    )
    locales = [
        m["content"] for m in pages["/en/wind/"].select("meta[property^='og:locale']")
    ]
    assert locales == ["en_US", "ja_JP"]


def test_words_around_a_text_follow_its_language(client):
    make_live(path="/en/wind/", language="en", at=MORNING)
    make_live(path="/fr/vent/", language="fr", at=MORNING)

    english = open_page(client, "/en/wind/")
    french = open_page(client, "/fr/vent/")

    facts = [dt.get_text() for dt in english.select(".post-header__facts dt")]
    assert facts == ["Text by", "Published", "Reading time"]
    assert english.article["lang"] == "en"
    assert english.time.get_text() == "November 20, 2026 7:30"
    assert english.footer.h2.get_text() == "読む"
    assert french.select_one(".post-header__facts dt").get_text() == "文"
    assert french.article["lang"] == "fr"


def test_a_translation_that_is_not_on_air_is_named_nowhere(client):
    original = make_live(path="/wind/", at=MORNING).post
    make_scheduled(path="/en/wind/", language="en", translation_of=original)
    hidden = make_live(
        path="/zh/wind/", language="zh", translation_of=original, noindex=True
    )

    assert alternates(open_page(client, "/wind/")) == {}
    assert alternates(open_page(client, "/zh/wind/")) == {}

    timeline.end(hidden.post, by=make_chief())
    assert count_queries(client, "/wind/") <= 11


def test_only_an_original_has_translations():
    original, other = make_post(), make_post()
    chief = make_chief()
    english = make_post(translation_of=original)

    def refused(post, of):
        with pytest.raises(WrongState):
            drafts.save(
                post, by=chief, base_version=post.lock_version, translation_of=of
            )

    refused(original, original)
    refused(other, english)
    refused(original, other)
    assert english.snapshot()["translation_of"] == original.pk
    assert "translation_of" not in original.snapshot()
    assert timezone.now() - english.saved_at < timedelta(minutes=1)
