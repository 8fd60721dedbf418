"""The list of posts: what it shows, narrows, does, and asks of the database."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.models import Beat, Post, Stage
from blog.publishing import drafts, review, timeline
from tests import people
from tests.admin.forms import LIST, messages
from tests.factories import (
    make_category,
    make_chief,
    make_edition,
    make_live,
    make_post,
    make_scheduled,
    revise,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kei(client):
    person = people.kei()
    client.force_login(person)
    return person


def titles(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [cell.get_text(strip=True) for cell in soup.select("#result_list tbody th")]


def row(response, title) -> BeautifulSoup:
    soup = BeautifulSoup(response.content, "html.parser")
    rows = soup.select("#result_list tbody tr")
    return next(row for row in rows if row.th.get_text(strip=True) == title)


def test_list_asks_the_same_number_of_queries_for_one_and_three(
    client, kei, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(20) as queries:
            client.get(LIST)
        return len(queries)

    make_live(title="一本め")
    one = asked()
    make_scheduled(title="二本め")
    revise(make_live(title="三本め").post)

    assert asked() == one
    assert one <= 14


def test_dashboard_asks_at_most_ten(client, django_assert_max_num_queries):
    kei = people.kei()
    client.force_login(kei)
    for number in range(3):
        make_live(title=f"公開{number}")
        make_scheduled(title=f"予約{number}")
        review.submit(make_post(by=kei), by=kei)
        timeline.emergency(make_post(by=kei), by=kei, reason="急ぎ")

    with django_assert_max_num_queries(10):
        client.get("/admin/")


def test_dashboard_of_one_who_has_beats_asks_as_little(
    client, django_assert_max_num_queries
):
    ren = people.ren()
    client.force_login(ren)
    for name in ("投資分析", "業界分析"):
        category = make_category(name)
        Beat.objects.create(user=ren, category=category)
        make_live(category=category)
        review.submit(
            make_post(category=category, title=f"{name}の稿"), by=make_chief()
        )

    with django_assert_max_num_queries(10):
        page = client.get("/admin/").content.decode()

    assert "投資分析の稿" in page
    assert "業界分析の稿" in page


def test_row_says_stage_and_publication(client, kei):
    at = timezone.now() + timedelta(days=1)
    make_scheduled(title="あす出る", at=at)
    changed = make_live(title="変わった").post
    drafts.save(changed, by=kei, base_version=1, body="書き足し。")
    sent_back = make_post(title="戻された")
    review.submit(sent_back, by=kei)
    review.request_changes(sent_back, by=kei, reason="単位")

    page = client.get(LIST)

    clock = f"{timezone.localtime(at):%-H:%M}"
    scheduled = row(page, "あす出る").select_one(".publication")
    assert scheduled["data-publication"] == "scheduled"
    assert scheduled.text == f"あす{clock}に第1版"
    assert row(page, "変わった").select_one(".changed").text == "未公開の変更"
    assert row(page, "戻された").select_one(".stage")["data-stage"] == "sent_back"


def test_filters_narrow_the_list(client, kei):
    make_live(title="公開中")
    make_scheduled(title="予約")
    make_post(title="執筆中", by=kei, category=make_category("投資分析"))
    review.submit(make_post(title="提出"), by=kei)
    changed = make_live(title="変更あり").post
    drafts.save(changed, by=kei, base_version=1, body="書き足し。")

    def narrowed(**by):
        return sorted(titles(client.get(LIST, by)))

    assert narrowed(stage="in_review") == ["提出"]
    assert narrowed(publication="live") == ["公開中", "変更あり"]
    assert narrowed(publication="scheduled") == ["予約"]
    assert narrowed(publication="changed") == ["変更あり"]
    assert narrowed(category="投資分析") == ["執筆中"]
    assert narrowed(owner="kei") == ["執筆中"]
    assert len(narrowed(stage="nonsense")) == 5


def test_search_finds_title_text_and_byline(client, kei):
    make_post(title="送電線の話", body="変電所の空き。")
    make_post(title="別の話", body="何もない。", credits=[])

    assert titles(client.get(LIST, {"q": "送電線"})) == ["送電線の話"]
    assert titles(client.get(LIST, {"q": "変電所"})) == ["送電線の話"]
    assert titles(client.get(LIST, {"q": "水野"})) == ["送電線の話"]
    assert client.get(LIST, {"q": "語 " * 3000}).status_code == 200


def test_writer_sees_own_posts_only(client):
    aoi = people.aoi()
    make_post(title="よその記事")
    make_post(title="自分の記事", by=aoi)
    client.force_login(aoi)

    assert titles(client.get(LIST)) == ["自分の記事"]
    assert titles(client.get(LIST, {"q": "記事"})) == ["自分の記事"]


def act(client, name, *posts, **fields):
    chosen = {"action": name, "_selected_action": [post.pk for post in posts]}
    return client.post(LIST, chosen | fields, follow=True)


def test_action_tells_the_result_of_every_row(client, kei):
    ready, lacking = make_post(title="整った"), make_post(title="足りない", slug="")

    response = act(client, "publish", ready, lacking)

    done, refused = messages(response)
    assert done == "「整った」 第1版を公開しました。"
    assert refused.startswith("「足りない」 ")
    on_air = {
        p.title for p in Post.objects.all() if p.publication(timezone.now()).edition
    }
    assert on_air == {"整った"}


def test_actions_take_their_time_and_reason_from_the_bar(client, kei):
    waiting, live = make_post(), make_live().post

    act(client, "schedule", waiting, publish_at_0="2031-04-01", publish_at_1="07:00")
    without = act(client, "take_down", live)
    act(client, "take_down", live, reason="出典に誤り")

    assert waiting.windows.get().starts_at.year == 2031
    assert len(messages(without)) == 1
    assert live.publication(timezone.now()).state == "taken_down"


def test_actions_are_those_the_person_may_use(client):
    make_edition(title="校了した")
    client.force_login(people.mio())

    soup = BeautifulSoup(client.get(LIST).content, "html.parser")

    options = soup.select("select[name=action] option")
    assert [o["value"] for o in options] == ["", "publish", "schedule", "end"]


def test_list_edits_nothing(client, kei):
    post = make_post(title="元の題")

    client.post(
        LIST,
        {
            "form-TOTAL_FORMS": "1",
            "form-INITIAL_FORMS": "1",
            "form-0-id": post.pk,
            "form-0-title": "一覧で変えた題",
            "_save": "1",
        },
    )

    post.refresh_from_db()
    assert (post.title, post.stage) == ("元の題", Stage.DRAFT)
