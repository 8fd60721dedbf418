"""Series, features, boxes, redirects and missing pages on the desk."""

import pytest
from bs4 import BeautifulSoup

from blog.models import (
    FOREVER,
    Audit,
    CallToAction,
    Feature,
    MissingPath,
    OldSlug,
    Redirect,
    Series,
)
from tests.admin.forms import change_url, errors, messages, press
from tests.factories import make_live, make_post, make_series

pytestmark = pytest.mark.django_db


def test_a_post_is_given_its_series_and_the_next_number(client, sign_in):
    sign_in("ren")
    series = make_series()
    make_post(series=series)
    post = make_post()

    press(client, change_url(post), "save", series=series.pk)

    post.refresh_from_db()
    assert (post.series, post.series_number) == (series, 2)
    history = client.get(f"/admin/blog/post/{post.pk}/history/").content.decode()
    assert "注記から読む" in history


def test_a_number_that_is_taken_is_refused_and_nothing_typed_is_lost(client, sign_in):
    sign_in("ren")
    series = make_series()
    make_post(title="先の記事", series=series, series_number=3)
    post = make_post()

    page = press(
        client,
        change_url(post),
        "save",
        series=series.pk,
        series_number="3",
        title="書いた題",
    )

    assert page.status_code == 409
    assert "第3回は「先の記事」" in messages(page)[0]
    assert "書いた題" in page.content.decode()


def test_a_series_shows_its_posts_in_order_and_keeps_its_old_slug(client, sign_in):
    sign_in("ren")
    series = make_series(slug="notes")
    for number in (2, 1):
        make_post(title=f"{number}回目", series=series, series_number=number)
    url = f"/admin/blog/series/{series.pk}/change/"

    page = BeautifulSoup(client.get(url).content, "html.parser")
    shown = [each.get_text() for each in page.select(".field-in_order li a")]
    client.post(url, {"name": "注記から読む", "slug": "reading", "position": 0})

    assert shown == ["1回目", "2回目"]
    assert OldSlug.objects.of("series", "notes") == series
    assert Audit.objects.filter(verb="furniture changed").count() == 1
    taken = {"name": "別の連載", "slug": "notes", "position": 0}
    refused = client.post("/admin/blog/series/add/", taken)
    assert "以前「注記から読む」のもの" in errors(refused)[0]
    assert Series.objects.count() == 1


def test_a_feature_is_made_with_posts_named_by_their_titles(client, sign_in):
    sign_in("ren")
    make_live(title="風車の費用"), make_live(title="風車の保守")
    sent = {
        "title": "風車の特集",
        "text": "**導入**です。",
        "is_public": "on",
        "position": 0,
        "entries-TOTAL_FORMS": 2,
        "entries-INITIAL_FORMS": 0,
        "entries-0-position": 2,
        "entries-0-post": "費用",
        "entries-0-note": "あとで",
        "entries-1-position": 1,
        "entries-1-post": "保守",
    }

    assert client.post("/admin/blog/feature/add/", sent).status_code == 302

    feature = Feature.objects.get()
    assert feature.slug == "風車の特集"
    assert "<strong>導入</strong>" in feature.html
    entries = feature.entries.values_list("position", "post__title", "note")
    assert list(entries) == [(1, "風車の保守", ""), (2, "風車の費用", "あとで")]
    record = Audit.objects.filter(verb="furniture changed").get()
    in_order = feature.entries.values_list("post", flat=True)
    assert record.details == {"posts": list(in_order)}


def test_a_box_without_an_end_stays_and_a_script_is_no_address(client, sign_in):
    sign_in("ren")
    sent = {"title": "募集", "button": "見る", "address": "/about/"}

    refused = client.post(
        "/admin/blog/calltoaction/add/", sent | {"address": "javascript:1"}
    )
    client.post("/admin/blog/calltoaction/add/", sent)

    assert "から始めてください" in errors(refused)[0]
    assert CallToAction.objects.get().ends_at == FOREVER


def test_a_missing_page_becomes_a_redirect_by_a_button(client, sign_in):
    sign_in("ren")
    make_live(slug="windmill")
    client.get("/old-windmill/")

    lost = BeautifulSoup(client.get("/admin/blog/missingpath/").content, "html.parser")
    button = lost.select_one(".field-remedy a")["href"]
    form = BeautifulSoup(client.get(button).content, "html.parser")
    path = form.find(id="id_path")["value"]
    client.post(button, {"path": path, "target": "/archive/"})

    assert client.get("/old-windmill/").headers["Location"] == "/archive/"
    assert not MissingPath.objects.exists()


def test_redirects_take_one_hop_and_never_stand_on_a_page(client, sign_in):
    sign_in("ren")
    live = make_live().windows.get().address.path
    add = "/admin/blog/redirect/add/"
    client.post(add, {"path": "/a/", "target": "/b/"})
    client.post(add, {"path": "/b/", "target": "/archive/"})

    assert dict(Redirect.objects.values_list("path", "target")) == {
        "/a/": "/archive/",
        "/b/": "/archive/",
    }
    for path, target in (
        (live, "/archive/"),
        ("/admin/x/", "/archive/"),
        ("/archive/", "/a/"),
        ("/c/", "https://elsewhere.example/"),
        ("c", "/archive/"),
    ):
        assert errors(client.post(add, {"path": path, "target": target})) != []
    assert Redirect.objects.count() == 2


@pytest.mark.parametrize("model", ["series", "feature", "redirect", "missingpath"])
def test_a_writer_keeps_none_of_it(client, sign_in, model):
    sign_in("aoi")

    assert client.get(f"/admin/blog/{model}/").status_code == 403
