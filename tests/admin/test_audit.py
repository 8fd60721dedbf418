"""Row 86: the record in the desk: narrowed down, searched, taken away as a file."""

import ast
import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from blog.models import Audit
from blog.publishing import audit, review
from blog.publishing.audit import VERBS
from tests import people
from tests.factories import make_category, make_post

pytestmark = pytest.mark.django_db

URL = "/admin/blog/audit/"


@pytest.fixture
def kei(client):
    person = people.kei()
    client.force_login(person)
    return person


@pytest.fixture
def sent_back(kei):
    """A post of Aoi's that Kei has sent back."""
    post = make_post(by=people.aoi(), title="電力の記事")
    review.submit(post, by=kei)
    post.refresh_from_db()
    return review.request_changes(post, by=kei, reason="表1の単位を")


def listed(client, **query) -> list[tuple]:
    soup = BeautifulSoup(client.get(URL, query).content, "html.parser")
    return [
        tuple(
            row.select_one(f".field-{name}").get_text(" ", strip=True)
            for name in ("who", "what", "subject", "before", "after", "reason")
        )
        for row in soup.select("#result_list tbody tr")
    ]


def file(client, **query) -> list[list[str]]:
    response = client.get(f"{URL}csv/", query)
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def test_who_what_when_why_in_the_desks_words(client, sent_back):
    assert listed(client, kind="post") == [
        ("黒田 慧", "差戻し", "電力の記事 記事", "提出", "執筆", "表1の単位を"),
        ("黒田 慧", "提出", "電力の記事 記事", "執筆", "提出", "-"),
        ("水野 あおい", "作成", "電力の記事 記事", "-", "-", "-"),
    ]


def test_narrowed_down_by_verb_person_object_and_date(client, sent_back):
    def verbs(**query):
        return [row[1] for row in listed(client, **query)]

    assert verbs(verb="submitted") == ["提出"]
    assert verbs(by="aoi") == ["作成"]
    assert verbs(by="kei", kind="post") == ["差戻し", "提出"]
    assert set(verbs(by="-")) == {"利用者を作成", "権限を付与"}
    assert len(verbs(kind="post", object_id=sent_back.pk)) == 3
    assert verbs(kind="post", object_id=sent_back.pk + 1) == []
    assert verbs(at__lt="2001-01-01 00:00:00+09:00") == []
    assert verbs(q="単位") == ["差戻し"]
    assert verbs(q="電力の", verb="created") == ["作成"]


def test_every_filter_is_offered(client, sent_back):
    soup = BeautifulSoup(client.get(URL).content, "html.parser")

    offered = [
        box["data-filter-title"] for box in soup.select("#changelist-filter details")
    ]
    assert offered == ["日時", "操作", "操作した人", "対象"]
    verbs = [item.text.strip() for item in soup.select('[data-filter-title="操作"] li')]
    assert verbs[1:] == ["作成", "提出", "差戻し", "利用者を作成", "権限を付与"]


def test_the_file_is_offered_for_what_the_list_shows(client, sent_back):
    soup = BeautifulSoup(client.get(URL, {"verb": "saved"}).content, "html.parser")

    link = soup.select_one(".desk-head .desk-button")
    assert link["href"] == f"{URL}csv/?verb=saved"


def test_one_record_is_shown_with_its_hash_and_cannot_be_changed(client, sent_back):
    row = Audit.objects.get(verb="changes requested")
    url = f"{URL}{row.pk}/change/"

    page = client.get(url).content.decode()

    assert row.sha256 in page
    assert row.previous in page
    assert "差戻し" in page
    assert 'name="_save"' not in page
    assert client.post(url, {"reason": "x"}).status_code == 403
    assert list(audit.flaws()) == []


def test_the_file_holds_what_the_list_is_narrowed_down_to(client, sent_back):
    heads, *rows = file(client, kind="post", by="kei")

    assert heads == [
        *(
            "番号",
            "日時（JST）",
            "操作した人",
            "アカウント",
            "操作",
            "種類",
            "対象の番号",
        ),
        *("対象", "前", "後", "理由", "詳細", "SHA-256"),
    ]
    assert [[row[2], row[3], row[4], row[7], row[10]] for row in rows] == [
        ["黒田 慧", "kei", "差戻し", "電力の記事", "表1の単位を"],
        ["黒田 慧", "kei", "提出", "電力の記事", ""],
    ]


def test_the_file_opens_in_excel_as_japanese(client, sent_back):
    response = client.get(f"{URL}csv/")

    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize(
    "typed", ["=HYPERLINK(1)", "+A1", "-1-A1", "@a", "＝1", "\t=1", "\r=1"]
)
def test_nothing_that_was_typed_becomes_a_formula(client, kei, typed):
    audit.record(make_category(), "saved", by=kei, reason=typed)

    row = file(client, verb="saved")[1]

    assert row[10] == f"'{typed}"


def test_commas_quotes_and_lines_stay_in_their_cell(client, kei):
    reason = '一行、"二"\n三, 四'
    audit.record(make_category(), "saved", by=kei, reason=reason)

    assert file(client, verb="saved")[1][10] == reason


@pytest.mark.parametrize("name", ["aoi", "ren", "mio", "nao", "sora"])
def test_the_file_is_not_for_everybody(client, name):
    client.force_login(getattr(people, name)())

    assert client.get(f"{URL}csv/").status_code == 403
    assert client.get(URL).status_code == 403


def test_the_list_asks_a_constant_number_of_queries(
    client, sent_back, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(20) as queries:
            client.get(URL)
        return len(queries)

    some = asked()
    for _ in range(3):
        make_post(by=sent_back.owner)

    assert asked() == some


RECORDING = {"record", "_note", "_move", "_put_on_air", "_note_rights", "_note_all"}


def recorded_verbs() -> set[str]:
    """Every verb that the code writes down, read from the code."""
    found = set()
    for file in (settings.BASE_DIR / "blog").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in RECORDING:
                found |= {
                    arg.value
                    for arg in call.args[1:]
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                }
    return found


def test_every_recorded_verb_has_its_word():
    assert recorded_verbs() - set(VERBS) == set()
