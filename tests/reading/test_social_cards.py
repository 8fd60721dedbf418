"""Row 49: what a post is shared with, and that it shows only what is public."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from blog.models import Kind
from blog.publishing import timeline
from tests import people
from tests.factories import make_category, make_chief, make_live, make_scheduled, revise
from tests.reading.pages import open_page
from tests.reading.test_pictures import take_in

pytestmark = pytest.mark.django_db
HOST = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.SITE_URL = HOST


def shared_with(client, path):
    """The path, the size and the words that social sites are told."""
    head = open_page(client, path).head
    told = {
        each["property"].removeprefix("og:image"): each["content"]
        for each in head.select("meta[property^='og:image']")
    }
    size = (told[":width"], told[":height"])
    return told[""].removeprefix(HOST), size, told[":alt"]


def picture(response):
    assert response.status_code == 200
    return Image.open(BytesIO(response.content))


def test_a_post_is_shared_with_its_title_as_a_card(client):
    make_live(path="/post/", title="風車が回る")

    path, size, words = shared_with(client, "/post/")
    response = client.get(path)

    assert (size, words) == (("1200", "630"), "風車が回る")
    assert path.endswith(".png")
    assert response.headers["Content-Type"] == "image/png"
    assert picture(response).size == (1200, 630)


def test_a_post_with_a_cover_is_shared_with_that(client):
    make_live(path="/post/", cover=take_in(size=(900, 900)))

    path, _size, words = shared_with(client, "/post/")
    response = client.get(path)

    assert words == "青い窓"
    assert response.headers["Content-Type"] == "image/jpeg"
    assert picture(response).size == (1200, 630)


def test_a_card_is_drawn_once_and_kept(client):
    make_live(path="/post/", title="風車が回る")
    path, _size, _words = shared_with(client, "/post/")

    client.get(path)
    client.get(path)

    assert default_storage.listdir("cards") == ([], [path.rpartition("/")[2]])


def test_a_new_title_has_a_new_card_and_the_old_address_leads_to_it(client):
    edition = make_live(path="/post/", title="古い題")
    old, _size, _words = shared_with(client, "/post/")

    chief = make_chief()
    timeline.update(revise(edition.post, title="新しい題"), by=chief)

    new, _size, words = shared_with(client, "/post/")
    assert words == "新しい題"
    assert new != old
    assert client.get(old).headers["Location"] == new


def test_a_category_of_another_hue_changes_the_card(client):
    category = make_category("技術解説")
    make_live(path="/post/", category=category)
    old, _size, _words = shared_with(client, "/post/")

    category.hue = "kogecha" if category.hue != "kogecha" else "budo"
    category.save()

    assert shared_with(client, "/post/")[0] != old


def test_what_is_not_on_air_has_no_card(client):
    ended = make_live(path="/post/")
    path, _size, _words = shared_with(client, "/post/")
    coming = make_scheduled()
    timeline.take_down(ended.post, by=make_chief(), reason="誤り")

    assert client.get(path).status_code == 404
    name = path.rpartition("/")[2]
    assert client.get(f"/cards/{coming.post_id}/{name}").status_code == 404


def test_a_page_has_a_card_too(client):
    make_live(path="/about/", kind=Kind.PAGE, title="編集部", category=None)

    path, _size, _words = shared_with(client, "/about/")

    assert picture(client.get(path)).size == (1200, 630)


def test_the_desk_draws_the_card_of_an_unsaved_title(client):
    category = make_category("技術解説")
    client.force_login(people.aoi())
    address = "/admin/blog/post/social-card/"

    asked = [{"title": "題"}, {"title": "題", "category": category.pk}]
    asked += [{"title": "題", "category": "なし"}, {}]
    drawn = [client.get(address, each) for each in asked]

    assert [picture(each).size for each in drawn] == [(1200, 630)] * 4
    assert drawn[0].content == drawn[2].content != drawn[1].content
    assert not default_storage.exists("cards")
