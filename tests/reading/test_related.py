from datetime import timedelta

import pytest
from django.utils import timezone

from blog.publishing import related, timeline
from blog.publishing.errors import NotAllowed
from tests import people
from tests.factories import make_category, make_chief, make_live, make_scheduled
from tests.reading.pages import open_page

pytestmark = pytest.mark.django_db


def read_next(client, edition):
    page = open_page(client, edition.windows.get().address.path)
    return [each.get_text() for each in page.select(".related .post-card__title")]


def make(title, hours=1, **fields):
    return make_live(title=title, at=timezone.now() - timedelta(hours=hours), **fields)


def test_a_rare_tag_in_common_says_more_than_a_common_one_or_a_date(client):
    other = make_category("技術解説")
    here = make("蓄電池の記事", 50, tags=["電力", "蓄電池"])
    make("めずらしい", 99, tags=["蓄電池"], category=other)
    for number in range(6):
        make(f"よくある{number}", 10 + number, tags=["電力"], category=other)
    for number in range(4):
        make(f"新しいだけ{number}", 1 + number)

    assert read_next(client, here) == ["めずらしい", "よくある0", "よくある1"]


def test_without_tags_a_title_of_the_same_words_is_near(client):
    here = make("洋上風力の保守費用", 50)
    make("洋上風力の発電費用", 99)
    make("まったく別の話題", 1)

    assert read_next(client, here)[0] == "洋上風力の発電費用"


def test_pinned_posts_come_first_in_their_order(client):
    here = make("ここ", 50, tags=["電力"])
    near = make("近い", 1, tags=["電力"])
    first, second = make("選んだ一", 90), make("選んだ二", 91)

    related.relate(here.post, [second.post, first.post], by=people.ren())

    assert read_next(client, here) == ["選んだ二", "選んだ一", near.title]


def test_never_itself_hidden_from_search_or_off_the_air(client):
    here = make("ここ", 50)
    hidden = make("検索に出さない", noindex=True)
    ended = make("終わった")
    planned = make_scheduled(title="予約した")
    chosen = [each.post for each in (here, hidden, ended, planned)]
    related.relate(here.post, chosen, by=make_chief())
    timeline.end(ended.post, by=make_chief())

    assert read_next(client, here) == []


def test_a_writer_chooses_nothing():
    edition = make_live()

    with pytest.raises(NotAllowed):
        related.relate(edition.post, [], by=people.aoi())
