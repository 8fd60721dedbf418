"""Pictures that are pasted or dropped into a text."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow

from blog.models import Image
from blog.publishing import drafts, timeline
from tests.admin.forms import ADD, change_url, errors, fields, messages
from tests.factories import make_chief, make_edition, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def screenshot(name="風車[1].png", size=(40, 30)):
    out = BytesIO()
    Pillow.new("RGB", size, "teal").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def url_of(post) -> str:
    return f"/admin/blog/post/{post.pk}/pictures/"


def test_picture_is_taken_in_and_answered_as_markdown(client, sign_in):
    post = make_post(by=sign_in("aoi"))

    answer = client.post(url_of(post), {"picture": screenshot()})

    image = Image.objects.get()
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "markdown": f"![代替テキスト]({image.url})",
            "url": image.url,
            "alt": "代替テキスト",
        },
    )
    assert (image.width, image.height, image.uploaded_by.username) == (40, 30, "aoi")


def test_picture_for_a_post_that_does_not_exist_yet(client, sign_in):
    sign_in("nao")

    answer = client.post("/admin/blog/post/pictures/", {"picture": screenshot()})

    assert answer.status_code == 200
    assert Image.objects.count() == 1


def test_known_picture_comes_with_its_own_words(client, sign_in):
    post = make_post(by=sign_in("aoi"))
    client.post(url_of(post), {"picture": screenshot(), "picture_alt": "風車[北港]"})

    again = client.post(url_of(post), {"picture": screenshot()}).json()

    assert again["markdown"].startswith(r"![風車\[北港\]](/media/images/")
    assert Image.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "status"), [(b"<svg onload='alert(1)'/>", 422), (b"MZ\0\0", 422)]
)
def test_what_is_no_picture_is_refused_in_words(client, sign_in, content, status):
    """SEC-30"""
    post = make_post(by=sign_in("aoi"))

    answer = client.post(
        url_of(post), {"picture": SimpleUploadedFile("x.png", content, "image/png")}
    )

    assert answer.status_code == status
    assert answer.json()["error"]
    assert Image.objects.count() == 0


def test_nothing_sent_is_said(client, sign_in):
    post = make_post(by=sign_in("aoi"))

    assert client.post(url_of(post)).status_code == 400
    assert client.get(url_of(post)).status_code == 405


@pytest.mark.parametrize(
    ("name", "status"), [("aoi", 404), ("mio", 403), ("sora", 404), ("ren", 200)]
)
def test_only_those_who_may_edit_the_post_add_pictures_to_it(
    client, sign_in, name, status
):
    """SEC-22"""
    post = make_post()
    sign_in(name)

    answer = client.post(url_of(post), {"picture": screenshot()})

    assert answer.status_code == status
    assert Image.objects.count() == (status == 200)


def test_upload_needs_the_token(sign_in):
    """SEC-25"""
    person = sign_in("aoi")
    post = make_post(by=person)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)

    answer = strict.post(url_of(post), {"picture": screenshot()})

    assert answer.status_code == 403
    assert Image.objects.count() == 0


def test_without_a_script_the_picture_comes_with_the_form(client, sign_in):
    post = make_post(by=sign_in("aoi"), body="本文。")
    sent = fields(client.get(change_url(post)))
    sent |= {"picture": screenshot(), "picture_alt": "港の風車", "_save": "1"}

    answer = client.post(change_url(post), sent, follow=True)

    post.refresh_from_db()
    url = Image.objects.get().url
    assert answer.status_code == 200
    assert post.body == f"本文。\n\n![港の風車]({url})\n"


def test_a_decoration_is_ticked_and_needs_no_words(client, sign_in):
    post = make_post(by=sign_in("aoi"), body="本文。")
    sent = fields(client.get(change_url(post)))
    sent |= {"picture": screenshot(), "picture_decorative": "on", "_save": "1"}

    page = client.post(change_url(post), sent, follow=True).content.decode()

    post.refresh_from_db()
    image = Image.objects.get()
    assert image.is_decorative
    assert post.body == f"本文。\n\n![]({image.url}){{: .decorative}}\n"
    assert "代替テキストがありません" not in page
    printed = BeautifulSoup(make_edition(post).html, "html.parser").img
    assert (printed["alt"], printed["class"]) == ("", ["decorative"])


def test_refused_picture_leaves_the_form_as_it_was_typed(client, sign_in):
    sign_in("aoi")
    sent = fields(client.get(ADD)) | {
        "title": "書きかけ",
        "body": "消えてはならない本文。",
        "picture": SimpleUploadedFile("x.png", b"not a picture", "image/png"),
        "_save": "1",
    }

    answer = client.post(ADD, sent)

    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert messages(answer) != []
    assert errors(answer) == []
    assert "消えてはならない本文。" in soup.find(id="id_body").text


def test_printed_picture_has_its_size_and_loads_late(client, sign_in):
    author = sign_in("ren")
    post = make_post(by=author)
    sent = {"picture": screenshot(), "picture_alt": "港の風車"}
    written = client.post(url_of(post), sent).json()["markdown"]
    body = f"{written}\n\n![知らない絵](/media/images/none.png)\n"
    post = drafts.save(post, by=author, base_version=1, body=body)

    edition = make_edition(post, by=make_chief())
    timeline.publish(edition, by=make_chief())

    page = client.get(edition.windows.get().address.path)
    soup = BeautifulSoup(page.content, "html.parser").select(".prose img")
    known, unknown = (dict(img.attrs) for img in soup)
    assert known == {
        "alt": "港の風車",
        "loading": "lazy",
        "src": Image.objects.get().url,
        "width": "40",
        "height": "30",
    }
    assert unknown == {
        "alt": "知らない絵",
        "loading": "lazy",
        "src": "/media/images/none.png",
    }
