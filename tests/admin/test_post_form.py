"""The post form: names, saving, and a chief's way from nothing to print."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from blog.admin.form_fields import OFFERED
from blog.models import Post, Stage, Tag
from tests.admin.forms import ADD, buttons, change_url, errors, fields, messages, press
from tests.factories import (
    BODY,
    make_byline,
    make_category,
    make_live,
    make_post,
    make_scheduled,
    revise,
)

NAMES = (
    "title slug body excerpt category tags authors cover publish_at_0 publish_at_1 "
    "base_version"
)


def test_form_has_the_names_of_the_contract(client, sign_in):
    sign_in("kei")
    make_byline()

    sent = fields(client.get(ADD))

    assert set(NAMES.split()) - sent.keys() == set()
    assert sent["base_version"] == ["0"]


def test_title_alone_saves_and_names_what_is_missing(client, sign_in):
    aoi = sign_in("aoi")

    response = press(client, ADD, "save", title="書きかけ")

    post = Post.objects.get()
    assert (post.title, post.owner, post.stage) == ("書きかけ", aoi, Stage.DRAFT)
    assert response.url == change_url(post)
    page = client.get(response.url).content.decode()
    for field in ("slug", "body", "category", "authors"):
        assert f'<a href="#id_{field}">' in page


def test_everything_typed_is_kept(client, sign_in):
    sign_in("aoi")
    category, byline = make_category("投資分析"), make_byline()

    press(
        client,
        ADD,
        "save",
        title="電力を先に買う者",
        slug="power-first",
        body=BODY,
        excerpt="列の長さ。",
        category=str(category.pk),
        tags="電力、ＥＴＦ、etf",
        authors=[str(byline.pk)],
    )

    post = Post.objects.get()
    assert post.body == BODY
    assert post.excerpt == "列の長さ。"
    assert post.category == category
    assert [tag.name for tag in Tag.objects.order_by("pk")] == ["電力", "ETF"]
    assert [(c.byline, c.role) for c in post.credits.all()] == [(byline, "text")]


def test_fields_that_are_not_sent_stay(client, sign_in):
    ren = sign_in("ren")
    post = make_post(by=ren, excerpt="抜粋は残る。", tags=["電力"])

    client.post(
        change_url(post),
        {"title": "題だけ", "base_version": post.lock_version, "_save": "1"},
    )

    post.refresh_from_db()
    assert (post.title, post.excerpt, post.in_sitemap) == (
        "題だけ",
        "抜粋は残る。",
        True,
    )
    assert [tag.name for tag in post.tags.all()] == ["電力"]
    assert post.credits.count() == 1


def test_no_author_ticked_takes_them_all_off(client, sign_in):
    ren = sign_in("ren")
    post = make_post(by=ren)

    press(client, change_url(post), "save", authors=[""])

    assert post.credits.count() == 0


def test_saving_without_a_change_writes_nothing(client, sign_in):
    ren = sign_in("ren")
    post = make_post(by=ren)

    response = press(client, change_url(post), "save")

    assert response.status_code == 302
    post.refresh_from_db()
    assert post.lock_version == 1


def test_an_empty_title_keeps_the_text_that_was_typed(client, sign_in):
    sign_in("aoi")

    response = press(client, ADD, "save", title="", body="失われない文。")

    assert Post.objects.count() == 0
    assert fields(response)["body"] == ["失われない文。"]


def test_chief_goes_from_new_to_live_with_one_button(client, sign_in):
    sign_in("kei")
    category, byline = make_category("投資分析"), make_byline()

    response = press(
        client,
        ADD,
        "publish",
        title="一気に公開",
        slug="at-once",
        body=BODY,
        category=str(category.pk),
        authors=[str(byline.pk)],
    )

    post = Post.objects.get()
    assert post.stage == Stage.APPROVED
    assert post.publication(timezone.now()).edition.title == "一気に公開"
    assert messages(client.get(response.url)) == [
        "保存しました（保存版1）。",
        "第1版を公開しました。",
    ]


def test_what_print_lacks_is_said_and_the_text_is_saved(client, sign_in):
    sign_in("kei")

    response = press(client, ADD, "publish", title="まだ足りない", body=BODY)

    post = Post.objects.get()
    assert not post.publication(timezone.now()).is_on_air
    assert response.url == change_url(post)
    saved, refused = messages(client.get(response.url))
    assert saved == "保存しました（保存版1）。"
    assert "スラッグ" in refused

    again = press(client, change_url(post), "publish")

    assert again.status_code == 422
    assert "is-wrong" in again.content.decode()


def test_schedule_is_read_as_japan_time(client, sign_in):
    sign_in("kei")
    post = make_post()

    response = press(
        client,
        change_url(post),
        "schedule",
        publish_at_0="2031-04-01",
        publish_at_1="07:00",
    )

    assert response.status_code == 302
    window = post.windows.get()
    assert window.starts_at.isoformat() == "2031-03-31T22:00:00+00:00"
    assert "2031年4月1日 7:00に第1版" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("day", "clock"), [("", ""), ("2001-01-01", "07:00"), ("まだ", "7時")]
)
def test_schedule_without_a_proper_future_time_books_nothing(
    client, sign_in, day, clock
):
    sign_in("kei")
    post = make_post()

    response = press(
        client, change_url(post), "schedule", publish_at_0=day, publish_at_1=clock
    )

    assert response.status_code in (200, 409)
    assert post.windows.count() == 0


def test_a_window_is_cancelled_from_the_list_of_windows(client, sign_in):
    kei = sign_in("kei")
    post = make_post(by=kei)
    press(
        client,
        change_url(post),
        "schedule",
        publish_at_0="2031-04-01",
        publish_at_1="07:00",
    )

    response = press(
        client, change_url(post), "cancel_window", value=post.windows.get().pk
    )

    assert response.status_code == 302
    assert post.windows.standing().count() == 0


def test_a_window_gets_another_time_from_the_list_of_windows(client, sign_in):
    sign_in("mio")
    at = datetime(2031, 4, 1, 7, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    post = make_scheduled(at=at).post
    window = post.windows.get()
    typed = {f"move_{window.pk}-at_1": "08:30", f"move_{window.pk}-why": "会見待ち"}

    shown = fields(client.get(change_url(post)))
    response = press(client, change_url(post), "move_window", window.pk, **typed)

    assert shown[f"move_{window.pk}-at_0"] == ["2031-04-01"]
    assert shown[f"move_{window.pk}-at_1"] == ["07:00"]
    moved = post.windows.standing().get()
    assert moved.starts_at == at + timedelta(minutes=90)
    assert messages(client.get(response.url)) == [
        "日時を変更しました：2031年4月1日 7:00 → 2031年4月1日 8:30に第1版（JST）。"
    ]


def test_a_time_that_will_not_do_is_refused_and_stays_in_the_form(client, sign_in):
    sign_in("kei")
    post = make_scheduled().post
    window = post.windows.get()
    day = f"move_{window.pk}-at_0"

    past = press(
        client, change_url(post), "move_window", window.pk, **{day: "2001-01-01"}
    )
    none = press(client, change_url(post), "move_window", window.pk, **{day: ""})

    assert past.status_code == none.status_code == 409
    assert "（JST）は過ぎています" in messages(past)[0]
    assert fields(past)[day] == ["2001-01-01"]
    assert messages(none) == ["新しい日付と時刻（JST）を入れてください。"]
    assert post.windows.standing().get() == window


def test_a_window_of_another_post_is_not_cancelled_from_here(client, sign_in):
    kei = sign_in("kei")
    mine, other = make_post(by=kei), make_live(by=kei).post
    window = other.windows.get()

    response = press(client, change_url(other), "cancel_window", value=window.pk)
    press(client, change_url(mine), "cancel_window", value=window.pk)

    assert response.status_code == 409
    assert other.windows.standing().count() == 1


def test_save_on_a_live_post_changes_nothing_for_readers(client, sign_in):
    sign_in("ren")
    edition = make_live()

    response = press(client, change_url(edition.post), "save", body="書き直した。")

    live = edition.post.publication(timezone.now()).edition
    assert live == edition
    page = client.get(response.url).content.decode()
    assert "未公開の変更" in page
    assert "読者が見ているのは第1版です。" in page


def test_update_is_published_as_the_next_edition(client, sign_in):
    sign_in("kei")
    post = make_live().post

    press(client, change_url(post), "publish", body="書き直した。", change="minor")

    live = post.publication(timezone.now())
    assert (live.edition.number, live.current.change) == (2, "minor")


def test_end_at_a_time_and_take_down_with_a_reason(client, sign_in):
    sign_in("kei")
    first, second = make_live().post, make_live().post

    press(
        client,
        change_url(first),
        "end",
        end_at_0="2031-04-01",
        end_at_1="07:00",
        redirect_to="/events/",
    )
    without = press(client, change_url(second), "take_down")
    press(client, change_url(second), "take_down", reason="出典に誤り")

    end = first.windows.standing().get(edition=None)
    assert (end.redirect_to, end.starts_at.year) == ("/events/", 2031)
    assert without.status_code == 409
    assert second.publication(timezone.now()).state == "taken_down"


def test_request_changes_asks_why_and_keeps_what_was_typed(client, sign_in):
    sign_in("ren")
    post = make_post()
    press(client, change_url(post), "submit")

    without = press(client, change_url(post), "request_changes", excerpt="書き足し。")
    press(client, change_url(post), "request_changes", reason="単位を原本と")

    assert fields(without)["excerpt"] == ["書き足し。"]
    post.refresh_from_db()
    assert (post.stage, post.sent_back_reason) == (Stage.DRAFT, "単位を原本と")
    assert "単位を原本と" in client.get(change_url(post)).content.decode()


def test_enter_in_a_field_saves(client, sign_in):
    ren = sign_in("ren")
    post = make_post(by=ren)
    sent = fields(client.get(change_url(post))) | {"title": "Enterで保存"}

    client.post(change_url(post), sent)

    post.refresh_from_db()
    assert post.title == "Enterで保存"
    first = client.get(change_url(post)).content.decode().split("<button", 3)[2:]
    assert 'name="_save"' in "".join(first)


def test_emergency_is_approved_afterwards(client, sign_in):
    kei = sign_in("kei")
    post = make_post(by=kei)

    press(client, change_url(post), "emergency", reason="他社の誤報を正すため")
    alarm = client.get("/admin/").content.decode()
    edition = post.editions.get()
    press(client, change_url(post), "approve_afterwards", value=edition.pk)

    assert "事後承認がまだです" in alarm
    assert edition.is_approved
    assert "事後承認がまだです" not in client.get("/admin/").content.decode()


def test_every_time_names_its_zone(client, sign_in):
    sign_in("kei")
    post = make_live().post

    page = client.get(change_url(post)).content.decode()

    assert page.count("JST") >= 3


def test_new_post_is_offered_only_to_those_who_may_write(client, sign_in):
    sign_in("mio")

    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"title": "無断", "_save": "1"}).status_code == 403
    assert Post.objects.count() == 0


def test_publisher_reads_the_text_and_has_the_clock(client, sign_in):
    post = make_post()
    sign_in("kei")
    press(client, change_url(post), "approve")
    sign_in("mio")

    page = client.get(change_url(post))
    assert buttons(page) == {"_publish", "_schedule", "_comment"}
    assert "title" not in fields(page)
    at = timezone.localtime(timezone.now() + timedelta(days=1))
    press(
        client,
        change_url(post),
        "schedule",
        title="改ざん",
        publish_at_0=f"{at:%Y-%m-%d}",
        publish_at_1="07:00",
    )

    assert post.windows.get().edition.number == 1
    assert Post.objects.get(pk=post.pk).title == post.title


def test_a_byline_beyond_those_shown_is_named(client, sign_in):
    sign_in("ren")
    for number in range(OFFERED + 1):
        make_byline(f"筆者{number:02}")
    make_byline("渡辺 凜")

    page = fields(client.get(ADD))
    unknown = press(client, ADD, "save", title="題", more_authors="渡辺 凛")
    press(client, ADD, "save", title="題", more_authors="渡辺 凜、筆者00")

    assert "more_authors" in page
    assert "渡辺 凛" in "".join(errors(unknown))
    names = {byline.name for byline in Post.objects.get().bylines.all()}
    assert names == {"渡辺 凜", "筆者00"}


def test_form_asks_the_same_number_of_queries_for_a_short_and_a_long_history(
    client, sign_in, django_assert_max_num_queries
):
    sign_in("kei")
    post = make_live().post

    def asked():
        with django_assert_max_num_queries(38) as queries:
            client.get(change_url(post))
        return len(queries)

    short = asked()
    revise(post)
    revise(post)

    assert asked() == short
