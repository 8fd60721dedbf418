"""Pictures, categories, tags, bylines and the audit in the desk."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from blog.models import Audit, Byline, Category, Image, Tag
from tests import people
from tests.factories import (
    make_byline,
    make_category,
    make_chief,
    make_live,
    make_post,
)

pytestmark = pytest.mark.django_db


SAID = {"alt": "", "caption": "", "credit": "", "focus_x": "50", "focus_y": "50"}


def picture(name="窓.png") -> SimpleUploadedFile:
    file = BytesIO()
    Pillow.new("RGB", (40, 30), "teal").save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


@pytest.fixture
def upload(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def upload(file, **words):
        words = {"alt": "青い窓", "caption": "", "credit": ""} | words
        return client.post("/admin/blog/image/add/", {"file": file} | words)

    return upload


def test_a_writer_adds_a_picture(client, upload):
    aoi = people.aoi()
    client.force_login(aoi)

    response = upload(picture())

    image = Image.objects.get()
    assert response.status_code == 302
    assert (image.width, image.height, image.alt) == (40, 30, "青い窓")
    assert (image.original_name, image.uploaded_by) == ("窓.png", aoi)
    assert "窓" not in image.file.name


def test_a_decoration_has_no_words(client, upload):
    client.force_login(people.aoi())

    both = upload(picture(), is_decorative="on")
    assert Image.objects.count() == 0
    upload(picture(), is_decorative="on", alt="")

    assert "飾りには代替テキストを書きません" in both.content.decode()
    assert Image.objects.get().is_decorative


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
        SimpleUploadedFile("a.png", b"<script>alert(1)</script>", "image/png"),
        SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n", "image/png"),
    ],
    ids=["svg", "html", "broken"],
)
def test_what_is_no_picture_is_refused_with_a_message(client, upload, file):
    client.force_login(people.ren())

    response = upload(file)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert Image.objects.count() == 0


def test_the_same_picture_is_named_instead_of_kept_twice(client, upload):
    client.force_login(people.ren())
    upload(picture())

    response = upload(picture("別名.png"))

    assert "「青い窓」" in response.content.decode()
    assert Image.objects.count() == 1


def test_words_of_a_picture_change_but_its_file_does_not(client, upload):
    client.force_login(people.kei())
    upload(picture())
    image = Image.objects.get()
    before = image.file.name

    client.post(
        f"/admin/blog/image/{image.pk}/change/",
        SAID | {"alt": "直した説明", "focus_x": "30", "file": picture("x.png")},
    )

    image.refresh_from_db()
    assert (image.alt, image.focus_x) == ("直した説明", 30)
    assert image.file.name == before


def test_a_picture_tells_where_it_is_used_and_stays_while_an_edition_shows_it(
    client, upload
):
    client.force_login(make_chief())
    upload(picture())
    image = Image.objects.get()
    address = f"/admin/blog/image/{image.pk}"
    unused = client.get(f"{address}/change/").text
    assert client.get(f"{address}/delete/").status_code == 200

    make_post(title="下書きの題", body=f"文。\n\n![窓]({image.url})\n")
    in_a_draft = client.get(f"{address}/delete/").status_code
    make_live(title="公開の題", body=f"文。\n\n![窓]({image.url})\n")
    make_live(title="別の題")
    page = client.get(f"{address}/change/").text

    assert "下書きの題" not in unused
    assert in_a_draft == 200
    assert [title in page for title in ("下書きの題", "公開の題", "別の題")] == [
        True,
        True,
        False,
    ]
    assert client.get(f"{address}/delete/").status_code == 403


def test_a_new_category_is_offered_a_mark_of_its_own(client):
    client.force_login(people.kei())
    first = make_category("投資分析")

    page = client.get("/admin/blog/category/add/").content.decode()

    assert f'<option value="{first.rule}" selected' not in page
    client.post(
        "/admin/blog/category/add/",
        {
            "name": "もう一つ",
            "slug": "もう一つ",
            "rule": first.rule,
            "hue": first.hue,
            "position": "0",
            "description": "",
        },
    )
    assert Category.objects.count() == 1


def test_a_tag_in_another_spelling_is_refused(client):
    client.force_login(people.kei())
    Tag.objects.named(["ETF"])

    response = client.post("/admin/blog/tag/add/", {"name": "ｅｔｆ", "slug": "etf2"})

    assert "「ETF」と同じタグです" in response.content.decode()
    assert Tag.objects.count() == 1


def test_a_category_in_use_is_not_deleted(client, admin_client):
    post = make_post()

    admin_client.post(
        f"/admin/blog/category/{post.category_id}/delete/", {"post": "yes"}
    )

    assert Category.objects.filter(pk=post.category_id).exists()


def test_only_superusers_tie_a_byline_to_an_account(client):
    ren = people.ren()
    byline = make_byline()
    client.force_login(ren)

    client.post(
        f"/admin/blog/byline/{byline.pk}/change/",
        {
            "name": "水野 葵",
            "slug": byline.slug,
            "kind": "person",
            "title": "",
            "bio": "",
            "user": ren.pk,
        },
    )

    byline = Byline.objects.get()
    assert (byline.name, byline.user) == ("水野 葵", None)


def test_audit_is_read_and_never_written(client):
    kei = people.kei()
    make_post(by=kei, title="記録される記事")
    client.force_login(kei)
    record = Audit.objects.get(kind="post")

    page = client.get("/admin/blog/audit/").content.decode()
    changed = client.post(f"/admin/blog/audit/{record.pk}/change/", {"verb": "x"})
    deleted = client.post(f"/admin/blog/audit/{record.pk}/delete/", {"post": "yes"})
    added = client.post("/admin/blog/audit/add/", {})

    assert "記録される記事" in page
    assert [r.status_code for r in (changed, deleted, added)] == [403, 403, 403]
    assert Audit.objects.get(kind="post").verb == "created"


@pytest.mark.parametrize("name", ["aoi", "nao", "mio", "sora"])
def test_the_record_is_not_for_everybody(client, name):
    client.force_login(getattr(people, name)())

    assert client.get("/admin/blog/audit/").status_code == 403


@pytest.mark.parametrize("page", ["auth/user/", "auth/group/", "auth/user/add/"])
def test_accounts_are_for_superusers(client, page):
    client.force_login(people.kei())

    assert client.get(f"/admin/{page}").status_code == 403
