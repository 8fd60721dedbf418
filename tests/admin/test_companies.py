"""Companies on the desk, and the field in which a post names them."""

import pytest
from bs4 import BeautifulSoup

from blog.models import Audit, Company, EditionCompany, OldSlug, Post
from blog.publishing import drafts
from blog.publishing.freezing import fingerprint
from tests.admin.forms import ADD, change_url, errors, fields, press
from tests.factories import BODY, make_company, make_edition, make_post

pytestmark = pytest.mark.django_db
ADD_COMPANY = "/admin/blog/company/add/"


def soup(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def typed(post):
    return [mention.company.code for mention in post.mentions.all()]


def test_a_post_names_companies_by_code_or_name_in_the_order_typed(client, sign_in):
    sign_in("aoi")
    make_company("白瀬計算", "1013", aliases="白瀬、ＳＨＫ")
    make_company("東雲半導体", "NVDA")

    press(client, ADD, "save", title="題", companies="ｎｖｄａ、shk、1013")

    post = Post.objects.get()
    assert typed(post) == ["NVDA", "1013"]
    assert fields(client.get(change_url(post)))["companies"] == ["NVDA、1013"]


def test_an_unknown_code_is_refused_with_a_way_to_add_it(client, sign_in):
    sign_in("ren")
    make_company("白瀬計算", "1013")

    page = press(
        client, ADD, "save", title="題", body="消えない。", companies="1013、zz9"
    )

    assert errors(page) == ["この証券コードの企業は登録されていません：zz9"]
    assert fields(page)["companies"] == ["1013、zz9"]
    assert fields(page)["body"] == ["消えない。"]
    assert soup(page).find("a", href=f"{ADD_COMPANY}?code=zz9")
    assert not Post.objects.exists()


def test_companies_of_the_text_are_offered_and_ticked_ones_saved(client, sign_in):
    sign_in("ren")
    found = make_company("白瀬計算", "1013")
    named = make_company("東雲半導体", "1011")
    make_company("鳴瀬通信", "1016")
    body = f"{BODY}\n白瀬計算と東雲半導体（1011）、新顔（NASDAQ：NEWCO）。\n"
    post = make_post(body=body, companies=[named])

    page = soup(client.get(change_url(post)))
    offered = page.select("#id_found_companies_field input")
    press(client, change_url(post), "save", found_companies=[str(found.pk)])

    assert [each["value"] for each in offered] == [str(found.pk)]
    assert page.find("a", href=f"{ADD_COMPANY}?code=NEWCO&exchange=NASDAQ")
    assert typed(post) == ["1011", "1013"]


def test_a_writer_who_may_not_add_companies_is_led_nowhere(client, sign_in):
    sign_in("aoi")

    page = press(client, ADD, "save", title="題", companies="ZZ9")

    assert errors(page)
    assert not soup(page).find("a", href=f"{ADD_COMPANY}?code=ZZ9")


def test_history_tells_of_companies_and_brings_them_back(client, sign_in):
    ren = sign_in("ren")
    company = make_company("白瀬計算", "1013")
    post = make_post(companies=[company])
    drafts.save(post, by=ren, base_version=1, companies=[])
    history = f"/admin/blog/post/{post.pk}/history/"

    compared = client.get(history, {"from": "s1", "to": "s2"}).content.decode()
    press(client, f"{change_url(post)}?restore=s1", "save")

    assert "白瀬計算（1013）" in compared
    assert typed(post) == ["1013"]


def test_an_edition_keeps_the_company_as_it_was_printed():
    company = make_company("白瀬計算", "1013", exchange="東証")
    edition = make_edition(companies=[company])
    bare = make_edition(make_post())
    company.name = "白瀬"
    company.save()

    edition.refresh_from_db()

    assert edition.company_list == [
        {
            "id": company.pk,
            "name": "白瀬計算",
            "code": "1013",
            "slug": "1013",
            "exchange": "東証",
        }
    ]
    assert list(EditionCompany.objects.values_list("edition", "company")) == [
        (edition.pk, company.pk)
    ]
    assert "companies" not in bare.post.snapshot()


def test_the_printed_name_is_part_of_what_was_approved():
    edition = make_edition(companies=[make_company("白瀬計算", "1013")])
    snapshot = edition.post.snapshot()
    assert fingerprint(edition, snapshot) == edition.sha256

    edition.company_list[0]["name"] = "別の会社"

    assert fingerprint(edition, snapshot) != edition.sha256


def test_a_company_is_kept_on_record_under_one_code(client, sign_in):
    sign_in("ren")
    make_company("東雲半導体", "1011")

    same = client.post(ADD_COMPANY, {"name": "別の会社", "code": "１０１１"})
    wrong = client.post(ADD_COMPANY, {"name": "別の会社", "code": "10 11"})
    client.post(ADD_COMPANY, {"name": "別の会社", "code": "ｂｒｋ.b"})

    assert [len(errors(same)), len(errors(wrong))] == [1, 1]
    added = Company.objects.get(name="別の会社")
    assert (added.code, added.slug) == ("BRK.B", "brk.b")
    assert Audit.objects.filter(verb="furniture made").exists()


def test_a_code_that_was_given_up_can_be_another_companys():
    first = make_company("旧社名", "OLD")
    first.code = "NEW"
    first.save()
    assert OldSlug.objects.of("company", "old") == first

    second = make_company("別の会社", "OLD")

    assert OldSlug.objects.of("company", "old") is None
    assert second.slug == "old"
