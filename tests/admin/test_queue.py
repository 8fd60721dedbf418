"""The queue of what waits for review, and the steps of a category on the way."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone

from blog.models import Audit, Stage, Step
from blog.publishing import assignment, comments, drafts, review, shelf, steps
from tests import people
from tests.admin.forms import LIST, buttons, change_url, fields, messages, press
from tests.factories import (
    BODY,
    make_category,
    make_edition,
    make_live,
    make_post,
)

pytestmark = pytest.mark.django_db

QUEUE = "/admin/blog/post/queue/"


@pytest.fixture
def aoi():
    return people.aoi()


@pytest.fixture
def ren(client):
    person = people.ren()
    client.force_login(person)
    return person


def handed_in(by, *, hours=0, **fields):
    at = timezone.now() - timedelta(hours=hours)
    return review.submit(make_post(by=by, **fields), by=by, now=at)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def rows(response, section) -> list[tuple]:
    """Each row of a section: wait, title, what is said, what may be done."""
    panel = soup(response).find("section", attrs={"aria-labelledby": section})
    return [
        tuple(
            row.select_one(part).get_text(" ", strip=True)
            for part in (
                ".wait",
                ".turn__title",
                ".turn__why",
                ".desk-button, .refused",
            )
        )
        for row in (panel.select(".queue > li") if panel else [])
    ]


def test_longest_wait_comes_first_with_what_is_new_about_it(client, ren, aoi):
    handed_in(aoi, title="先に出した", hours=19)
    live = make_live(by=people.kei(), title="公開中の稿")
    changed = drafts.save(
        live.post,
        by=ren,
        base_version=live.post.lock_version,
        body=BODY.replace("列は長い", "列は百社を超えた"),
    )
    review.submit(changed, by=ren)

    response = client.get(QUEUE)

    first, second = rows(response, "ready-title")
    assert first == (
        "19 時間",
        "先に出した",
        "水野 あおいから。初回",
        "読んで校了 先に出した",
    )
    assert second[1] == "公開中の稿"
    assert "公開中の第1版との違い：数字と名前1、段落1" in second[2]


def test_what_one_may_not_approve_says_why(client, ren, aoi):
    category = make_category("投資分析", two_person=True)
    post = handed_in(aoi, category=category, title="自分が直した")
    drafts.save(post, by=ren, base_version=1, excerpt="編集が足した。")
    legal = make_category("研究論文")
    group = Group.objects.create(name="法務")
    Step.objects.create(category=legal, name="法務", group=group)
    handed_in(aoi, category=legal, title="法務を待つ")
    stopped = handed_in(aoi, title="コメントで止まる")
    comments.add(stopped, by=ren, text="単位", is_blocking=True)

    response = client.get(QUEUE)

    assert rows(response, "ready-title") == []
    refusals = {title: said for _w, title, _s, said in rows(response, "others-title")}
    assert list(refusals) == ["自分が直した", "法務を待つ", "コメントで止まる"]
    assert "最後に本文を変えた人" in refusals["自分が直した"]
    assert "法務" in refusals["法務を待つ"]
    assert "コメント" in refusals["コメントで止まる"]


def test_queue_holds_neither_drafts_nor_the_trash_nor_what_is_done(client, ren, aoi):
    make_post(by=aoi, title="まだ執筆中")
    make_edition(title="校了した")
    shelf.trash(handed_in(ren, title="捨てた"), by=ren)
    shelf.hold(handed_in(ren, title="保留した"), by=ren)

    assert rows(client.get(QUEUE), "ready-title") == []


def test_queue_asks_the_same_number_of_queries_for_one_and_four(
    client, ren, aoi, django_assert_max_num_queries
):
    category = make_category("投資分析")
    Step.objects.create(
        category=category, name="法務", group=Group.objects.create(name="法務")
    )

    def add():
        handed_in(aoi, category=category)
        live = make_live(by=people.make_person(f"chief{timezone.now()}", "chief"))
        post = drafts.save(live.post, by=ren, base_version=1, body="別の文。\n")
        review.submit(post, by=ren)
        comments.add(post, by=ren, text="単位")

    def asked():
        with django_assert_max_num_queries(20) as queries:
            client.get(QUEUE)
        return len(queries)

    add()
    one = asked()
    for _more in range(3):
        add()

    assert asked() == one


def test_writer_sees_own_posts_wait(client, aoi):
    handed_in(aoi, title="自分の稿")
    handed_in(people.kei(), title="よその稿")
    client.force_login(aoi)

    response = client.get(QUEUE)

    assert [row[1] for row in rows(response, "others-title")] == ["自分の稿"]
    assert rows(response, "ready-title") == []


def test_nobody_without_a_right_sees_the_queue(client):
    client.force_login(people.sora())

    assert client.get(QUEUE).status_code == 403


@pytest.fixture
def stepped(aoi):
    """Handed in, with 編集 and 法務 (its own group, may be skipped) before approval."""
    category = make_category("投資分析")
    group = Group.objects.create(name="法務")
    Step.objects.create(category=category, name="編集", position=1)
    Step.objects.create(
        category=category, name="法務", group=group, may_skip=True, position=2
    )
    return handed_in(aoi, category=category)


def course(response) -> list[tuple]:
    """The way to print: each place, and whether it is done or the present one."""
    return [
        (
            place.b.get_text(strip=True),
            "done"
            if "is-done" in place.get("class", [])
            else place.get("aria-current"),
        )
        for place in soup(response).select(".course > li")
    ]


def test_form_shows_where_the_manuscript_stands_and_whose_turn_it_is(
    client, ren, stepped
):
    before = client.get(change_url(stepped))
    press(
        client,
        change_url(stepped),
        "pass_step",
        value=stepped.category.steps.first().pk,
    )
    after = client.get(change_url(stepped))

    assert course(before) == [
        ("執筆", "done"),
        ("編集", "step"),
        ("法務", None),
        ("校了", None),
        ("公開", None),
    ]
    assert course(after)[1:3] == [("編集", "done"), ("法務", "step")]
    here = soup(after).select_one(".course [aria-current]")
    assert "法務の番" in here.get_text()
    assert "_pass_step" in buttons(before)
    assert not {"_approve", "_pass_step"} & buttons(after)


def test_step_button_names_its_step_so_that_two_do_not_pass_two(client, ren, stepped):
    first = stepped.category.steps.first()
    press(client, change_url(stepped), "pass_step", value=first.pk)

    again = press(client, change_url(stepped), "pass_step", value=first.pk)

    assert again.status_code in (403, 409)
    assert steps.waiting(stepped).name == "法務"


def test_chief_skips_with_a_reason_and_approves(client, stepped):
    kei = people.kei()
    client.force_login(kei)
    first, second = stepped.category.steps.all()
    press(client, change_url(stepped), "pass_step", value=first.pk)

    without = press(client, change_url(stepped), "skip_step", value=second.pk)
    press(
        client,
        change_url(stepped),
        "skip_step",
        value=second.pk,
        aside_reason="休日のため電話で確認",
    )
    approved = press(client, change_url(stepped), "approve")

    assert without.status_code == 409
    assert approved.status_code == 302
    stepped.refresh_from_db()
    assert stepped.stage == Stage.APPROVED


def test_legal_desk_passes_its_step_without_any_other_right(client, stepped, ren):
    lawyer = people.mio()
    lawyer.groups.add(Group.objects.get(name="法務"))
    steps.pass_step(stepped, by=ren)
    client.force_login(lawyer)

    queue = client.get(QUEUE)
    page = client.get(change_url(stepped))
    press(
        client,
        change_url(stepped),
        "pass_step",
        value=stepped.category.steps.last().pk,
    )

    assert rows(queue, "ready-title")[0][3].startswith("読んで「法務」を済ませる")
    assert "_pass_step" in buttons(page)
    assert steps.waiting(stepped) is None


def test_steps_are_edited_as_rows_of_the_category_and_put_on_record(client):
    kei = people.kei()
    client.force_login(kei)
    category = make_category("投資分析")
    url = f"/admin/blog/category/{category.pk}/change/"

    page = client.get(url)
    form = soup(page).find(id="category_form")
    sent = {
        field["name"]: field.get("value", "")
        for field in form.find_all("input")
        if field.get("name") and field.get("type") != "checkbox"
    }
    sent |= {"rule": category.rule, "hue": category.hue}
    sent |= {"steps-0-name": "校閲", "steps-0-position": "1"}
    response = client.post(url, sent)

    assert response.status_code == 302
    step = category.steps.get()
    assert (step.name, step.group, step.may_skip) == ("校閲", None, False)
    row = Audit.objects.get(verb="steps changed")
    assert (row.by, row.details["steps"]) == (kei, ["校閲"])


def test_editor_reads_the_steps_and_changes_none(client, ren):
    category = make_category("投資分析")
    Step.objects.create(category=category, name="校閲")

    page = client.get(f"/admin/blog/category/{category.pk}/change/")

    assert "校閲" in page.content.decode()
    assert 'name="steps-0-name"' not in page.content.decode()


def test_turn_is_given_with_a_date_and_found_again(client, ren, aoi):
    post = make_post(by=aoi, title="締切のある稿")
    make_post(by=aoi, title="ほかの稿")
    yesterday = timezone.localtime(timezone.now() - timedelta(days=1))

    response = press(
        client,
        change_url(post),
        "assign",
        assignee=str(ren.pk),
        due_at_0=f"{yesterday:%Y-%m-%d}",
        due_at_1="15:00",
        handover="表1の単位を原本と",
    )

    assert "戸川 蓮の番" in messages(client.get(response.url))[0]
    page = client.get(change_url(post)).content.decode()
    assert "締切を過ぎています" in page
    assert "表1の単位を原本と" in page

    def narrowed(**by):
        found = soup(client.get(LIST, by)).select("#result_list tbody th")
        return [cell.get_text(strip=True) for cell in found]

    assert narrowed(turn="me") == narrowed(turn="ren") == ["締切のある稿"]
    assert narrowed(due="late") == ["締切のある稿"]
    assert narrowed(turn="nobody") == ["ほかの稿"]
    assert narrowed(due="week") == []


def test_another_button_takes_the_turn_along(client, aoi):
    editor = people.ren()
    post = make_post(by=aoi)
    client.force_login(aoi)

    press(client, change_url(post), "submit", assignee=str(editor.pk))

    post.refresh_from_db()
    assert (post.stage, post.assignee) == (Stage.IN_REVIEW, editor)


def test_a_save_leaves_the_turn_that_somebody_else_has_given_since(client, aoi):
    editor = people.ren()
    post = make_post(by=aoi)
    client.force_login(aoi)
    opened = fields(client.get(change_url(post)))
    assignment.assign(post, by=editor, assignee=editor)

    client.post(change_url(post), opened | {"title": "直した題", "_save": "1"})

    post.refresh_from_db()
    assert (post.title, post.assignee) == ("直した題", editor)


def turns(client) -> list[str]:
    panel = soup(client.get("/admin/")).find(
        "section", attrs={"aria-labelledby": "turns-title"}
    )
    return [turn.get_text(" ", strip=True) for turn in panel.select(".turn")]


def test_publisher_finds_what_was_approved_and_has_no_time(client, aoi):
    edition = make_edition(make_post(by=aoi, title="校了した稿"))
    make_live(title="もう公開した稿")
    mio = people.mio()
    client.force_login(mio)

    before = turns(client)
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    page = client.get(change_url(edition.post))
    press(
        client,
        change_url(edition.post),
        "schedule",
        publish_at_0=f"{tomorrow:%Y-%m-%d}",
        publish_at_1="07:00",
    )

    (turn,) = before
    assert "校了した稿" in turn
    assert "時刻を決める" in turn
    assert course(page)[-1] == ("公開", "step")
    assert turns(client) == []
    assert course(client.get(change_url(edition.post)))[-1] == ("公開", "done")


def test_most_pressing_comes_first_on_the_desk(client, aoi):
    now = timezone.now()
    ren = people.ren()
    plain = make_post(by=aoi, title="書きかけ")
    due = make_post(by=aoi, title="締切が近い")
    late = make_post(by=aoi, title="遅れた")
    make_post(by=ren, title="よその稿")
    given = make_post(by=ren, title="ほかの人に渡した")
    sent_back = review.submit(make_post(by=aoi, title="戻された"), by=aoi)
    review.request_changes(sent_back, by=ren, reason="単位を")
    for post, hours in ((due, 30), (late, -1)):
        at = now + timedelta(hours=hours)
        assignment.assign(post, by=aoi, assignee=aoi, due_at=at)
    assignment.assign(given, by=ren, assignee=people.kei())
    client.force_login(aoi)

    shown = soup(client.get("/admin/")).select(
        "[aria-labelledby=turns-title] .turn__title"
    )

    assert [turn.get_text(strip=True) for turn in shown] == [
        "遅れた",
        "戻された",
        "締切が近い",
        plain.title,
    ]
    client.force_login(ren)
    assert "ほかの人に渡した" not in " ".join(turns(client))
