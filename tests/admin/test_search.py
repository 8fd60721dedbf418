"""Row 12: synonyms, one line at the desk; what readers looked for in vain."""

import pytest
from bs4 import BeautifulSoup

from blog.models import Audit, Generation, SearchMiss, SynonymGroup
from tests.admin.forms import messages
from tests.factories import make_live

pytestmark = pytest.mark.django_db

GROUPS = "/admin/blog/synonymgroup/"
MISSES = "/admin/blog/searchmiss/"


def test_editor_adds_a_group_and_readers_find_by_it(client, sign_in):
    make_live(title="NVIDIAの決算")
    assert client.get("/search/suggest/?q=エヌビディア").json()["total"] == 0
    editor = sign_in("ren")

    response = client.post(
        GROUPS + "add/", {"words": "エヌビディア＝NVIDIA, "}, follow=True
    )

    assert SynonymGroup.objects.get().words == "エヌビディア、NVIDIA"
    assert any("エヌビディア" in said and "1" in said for said in messages(response))
    record = Audit.objects.get(kind="synonymgroup")
    assert (record.verb, record.by) == ("house rule made", editor)
    client.logout()
    hits = client.get("/search/suggest/?q=エヌビディア").json()["hits"]
    assert [hit["title"] for hit in hits] == ["NVIDIAの決算"]


def test_removal_is_on_record_and_makes_pages_new(client, sign_in):
    sign_in("ren")
    group = SynonymGroup.objects.create(words="サーバ、サーバー")
    before = Generation.objects.current()

    client.post(f"{GROUPS}{group.pk}/delete/", {"post": "yes"})

    assert not SynonymGroup.objects.exists()
    assert Audit.objects.get(kind="synonymgroup").verb == "house rule removed"
    assert Generation.objects.current() > before


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("エヌビディア", "二つ以上"),
        ("、".join("甲乙丙丁戊己庚辛壬"), "8"),
        ("長" * 41 + "、短い", "40"),
        ("株式、！！", "「！！」"),
        ("サーバー、ｻｰﾊﾞｰ", "サーバー"),
        ("サーバ、ホスト", "サーバ、サーバー"),
    ],
)
def test_what_makes_no_group_is_refused_with_a_reason(client, sign_in, words, why):
    sign_in("ren")
    SynonymGroup.objects.create(words="サーバ、サーバー")

    response = client.post(GROUPS + "add/", {"words": words})

    [error] = response.context["adminform"].form.errors["words"]
    assert why in error
    assert SynonymGroup.objects.count() == 1


def test_a_search_in_vain_leads_to_its_remedy(client, sign_in):
    client.get("/search/?q=エヌビデア")
    sign_in("ren")
    page = BeautifulSoup(client.get(MISSES).content, "html.parser")
    link = page.select_one("#result_list .field-remedy a")["href"]

    form = BeautifulSoup(client.get(link).content, "html.parser")

    assert form.select_one("#id_words")["value"] == "エヌビデア、"
    assert client.get(MISSES + "add/").status_code == 403


def test_what_was_cleared_away_is_gone(client, sign_in):
    client.get("/search/?q=エヌビデア")
    sign_in("ren")
    miss = SearchMiss.objects.get()

    client.post(
        MISSES,
        {"action": "delete_selected", "_selected_action": [miss.pk], "post": "yes"},
    )

    assert not SearchMiss.objects.exists()
