"""Rows 45–48: every save and edition, what lies between any two, and the way back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.models import CreditRole, Image, SavePoint
from blog.publishing import drafts, review, timeline
from tests import people
from tests.admin.forms import change_url, messages, press
from tests.factories import (
    make_byline,
    make_category,
    make_edition,
    make_live,
    make_post,
    revise,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kei(client):
    person = people.kei()
    client.force_login(person)
    return person


def history_url(post) -> str:
    return f"/admin/blog/post/{post.pk}/history/"


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def entries(response) -> list[str]:
    return [item.b.get_text(strip=True) for item in soup(response).select("ol li")]


def shown(element) -> str:
    """As read aloud: [削除：…] and [追加：…]."""
    for mark in element.select("del, ins"):
        word = mark.select_one(".visually-hidden").extract().get_text(strip=True)
        mark.replace_with(f"[{word}{mark.text}]")
    return element.text


def table(response) -> list[list[str]]:
    rows = soup(response).select(".changes tbody tr")
    return [[shown(cell) for cell in row.find_all(["th", "td"])] for row in rows]


def paragraphs(response) -> list[tuple[str, str]]:
    """Number and text of the changed ones, and what is folded between them."""
    found = []
    for part in soup(response).select(".diff > p, .diff > details"):
        if part.name == "details":
            found.append(("", part.summary.text))
        else:
            found.append((part.get("data-line", ""), shown(part)))
    return found


def save(post, by, **fields):
    post.refresh_from_db()
    return drafts.save(post, by=by, base_version=post.lock_version, **fields)


def test_saves_editions_and_steps_newest_first(client, kei):
    post = make_post()
    review.submit(post, by=kei)
    review.request_changes(review_again(post), by=kei, reason="表1の単位を")
    save(post, kei, title="直した題", note="単位を原本と照合")
    edition = make_edition(review_again(post))

    response = client.get(history_url(post))

    assert entries(response) == [
        "第1版",
        "提出",
        "保存版2",
        "差戻し",
        "提出",
        "保存版1",
    ]
    page = response.content.decode()
    assert edition.sha256 in page
    assert "黒田 慧「表1の単位を」" in page
    assert "黒田 慧「単位を原本と照合」" in page


def review_again(post):
    post.refresh_from_db()
    return post


def test_autosaves_and_views_are_not_in_it(client, kei):
    post = make_post()
    post.autosaves.create(
        user=kei, tab="a", base_version=1, fields={}, saved_at=timezone.now()
    )

    assert entries(client.get(history_url(post))) == ["保存版1"]


def test_editions_say_what_became_of_them(client, kei):
    first = make_live()
    unused = revise(first.post)
    planned = revise(first.post)
    timeline.schedule(planned, at=timezone.now() + timedelta(days=400), by=kei)

    listed = soup(client.get(history_url(first.post))).select(".is-edition")

    fates = [item.find_all("small")[1].text for item in listed]
    assert fates[0].endswith("に公開予定")
    assert fates[1:] == ["使われていない", "公開中"]
    assert f"第{unused.number}版" in listed[1].text


def test_a_text_is_compared_paragraph_by_paragraph(client, kei):
    post = make_post(
        body="序。\n\n日経平均は百円高。\n\n"
        "首位の北辰電力が契約した電力は480 MWに達した。\n\n結び。\n"
    )
    save(
        post,
        kei,
        body="序。\n\n日経平均は二百円高。\n\n"
        "首位の東雲半導体が契約した電力は408 MWに達した。\n\n結び。\n",
    )

    response = client.get(history_url(post))

    assert paragraphs(response) == [
        ("", "段落1は同じ"),
        ("2", "日経平均は[追加：二]百円高。"),
        (
            "3",
            "首位の[削除：北辰電力][追加：東雲半導体]が契約した電力は"
            "[削除：480][追加：408] MWに達した。",
        ),
        ("", "段落4は同じ"),
    ]
    assert table(response) == [
        ["数字 段落2", "百円", "二百円"],
        ["数字 段落3", "480 MW", "408 MW"],
        ["名称 段落3", "北辰電力", "東雲半導体"],
    ]


def test_every_field_is_shown_old_and_new_with_its_names(client, kei):
    post = make_post(title="旧い題", tags=["電力"], credits=[])
    image = Image.objects.create(
        file="a.png", alt="風車", width=1, height=1, sha256="a"
    )
    save(
        post,
        kei,
        title="新しい題",
        slug="new-slug",
        tags=["電力", "決算"],
        category=make_category("投資分析"),
        cover=image,
        credits=[(make_byline("水野 あおい"), CreditRole.TEXT)],
        noindex=True,
        description="検索向け",
        sources=[{"title": "決算短信", "url": "https://example.com/a"}],
        holdings="保有なし",
        sponsor="潮見データ",
    )

    found = {row[0]: row[1:] for row in table(client.get(history_url(post)))}

    assert found["題"] == ["[削除：旧]い題", "[追加：新し]い題"]
    assert found["タグ"] == ["電力", "電力[追加：、決算]"]
    assert found["分類"] == ["[削除：業界分析]", "[追加：投資分析]"]
    assert found["筆者"] == ["—", "[追加：水野 あおい（文）]"]
    assert found["表紙画像"] == ["—", f"[追加：{image}]"]
    assert found["検索エンジンに出さない"] == ["[削除：いいえ]", "[追加：はい]"]
    assert found["出典"] == ["—", "[追加：決算短信 https://example.com/a]"]
    assert len(found) == 11


def test_names_that_are_gone_are_still_told(client, kei):
    category = make_category("消える分類")
    post = make_post(category=category)
    save(post, kei, category=None)
    number = category.pk
    category.delete()

    found = {row[0]: row[1:] for row in table(client.get(history_url(post)))}

    assert found["分類"] == [f"[削除：（削除済み、{number}番）]", "—"]


def test_an_edition_shows_the_names_that_were_printed(client, kei):
    edition = make_edition(make_post(tags=["電力"]))
    post = edition.post
    tag = post.tags.get()
    tag.name = "電気"
    tag.save()
    save(post, kei, tags=["電気", "決算"])

    response = client.get(history_url(post), {"from": "e1", "to": "s2"})

    assert table(response) == [["タグ", "[削除：電力]", "[追加：電気、決算]"]]


def test_any_two_versions_are_compared(client, kei):
    post = make_post(title="題1")
    for number in (2, 3, 4):
        save(post, kei, title=f"題{number}")

    def titles(**query):
        response = client.get(history_url(post), query)
        return [row[1:] for row in table(response) if row[0] == "題"]

    assert titles() == [["題[削除：3]", "題[追加：4]"]]
    assert titles(to="s2") == [["題[削除：1]", "題[追加：2]"]]
    assert titles(**{"from": "s1", "to": "s4"}) == [["題[削除：1]", "題[追加：4]"]]
    assert titles(**{"from": "s4", "to": "s2"}) == [["題[削除：4]", "題[追加：2]"]]
    assert titles(**{"from": "s4", "to": "s4"}) == []


@pytest.mark.parametrize("key", ["s9", "e1", "x1", "s", "s1x", "s99999999999", "１"])
def test_a_version_that_is_not_there_is_not_found(client, kei, key):
    post = make_post()

    assert client.get(history_url(post), {"to": key}).status_code == 404
    assert client.get(history_url(post), {"from": key}).status_code == 404


def test_the_page_of_a_save_shows_what_it_changed(client, kei):
    post = make_post(title="題1")
    save(post, kei, title="題2")
    save(post, kei, title="題3")

    response = client.get(f"{history_url(post)}2/")

    assert table(response) == [["題", "題[削除：1]", "題[追加：2]"]]
    assert client.get(f"{history_url(post)}9/").status_code == 404


def test_the_first_save_shows_its_text_without_marks(client, kei):
    post = make_post(body="一つ目。\n\n二つ目。\n")

    response = client.get(history_url(post))

    assert paragraphs(response) == [("1", "一つ目。"), ("2", "二つ目。")]


def test_what_was_typed_is_text_and_nothing_else(client, kei):
    post = make_post(body="<script>一</script>")
    save(post, kei, body="<script>二</script>", title="<b>題</b>")

    page = client.get(history_url(post)).content.decode()

    assert "<script>一" not in page
    assert "<b>題" not in page


# The way back


def restore(client, post, key, **typed):
    url = f"{change_url(post)}?restore={key}"
    return press(client, url, "save", **typed)


def test_an_older_text_is_put_into_the_form_and_not_saved(client, kei):
    post = make_post(body="はじめの本文。", tags=["電力"])
    save(post, kei, body="次の本文。", tags=[])
    link = soup(client.get(history_url(post), {"to": "s1"})).select_one(
        "a[href*=restore]"
    )

    page = client.get(link["href"])

    assert soup(page).select_one("textarea[name=body]").text.strip() == "はじめの本文。"
    assert messages(page) == [
        "以前の本文をフォームに入れました。まだ保存していません。"
    ]
    post.refresh_from_db()
    assert (post.body, post.lock_version) == ("次の本文。", 2)


def test_saving_it_makes_a_new_save_with_all_its_fields(client, kei):
    post = make_post(body="はじめの本文。", tags=["電力"], holdings="保有なし")
    save(post, kei, body="次の本文。", tags=[], holdings="潮見データ")

    restore(client, post, "s1")

    post.refresh_from_db()
    assert (post.body, post.lock_version) == ("はじめの本文。", 3)
    assert post.holdings == "保有なし"
    assert [tag.name for tag in post.tags.all()] == ["電力"]
    first, _second, third = SavePoint.objects.order_by("number")
    assert third.content_hash == first.content_hash
    assert third.note == "保存版1から"


def test_an_edition_is_put_into_the_form_too(client, kei):
    edition = make_edition(make_post(body="校了した本文。"))
    save(edition.post, kei, body="そのあとの本文。")

    restore(client, edition.post, "e1", title=["校了後に直した題"])

    edition.post.refresh_from_db()
    assert edition.post.body == "校了した本文。"
    assert edition.post.title == "校了後に直した題"
    assert SavePoint.objects.order_by("-number").first().note == "第1版から"


def test_who_has_saved_in_between_is_not_overwritten(client, kei):
    post = make_post(body="はじめの本文。")
    save(post, kei, body="次の本文。")
    url = f"{change_url(post)}?restore=s1"
    opened = soup(client.get(url)).select_one("input[name=base_version]")["value"]
    save(post, people.ren(), body="編集が直した本文。")

    response = client.post(
        url,
        {
            "base_version": opened,
            "restore": "s1",
            "body": "はじめの本文。",
            "_save": "",
        },
    )

    assert response.status_code == 409
    post.refresh_from_db()
    assert post.body == "編集が直した本文。"


def test_reader_of_a_manuscript_does_not_restore_it(client):
    post = make_post(body="はじめの本文。")
    save(post, people.ren(), body="次の本文。")
    client.force_login(people.mio())

    page = client.get(history_url(post), {"to": "s1"})
    form = client.get(f"{change_url(post)}?restore=s1").content.decode()
    client.post(change_url(post), {"base_version": "2", "restore": "s1", "_save": ""})

    assert "restore" not in page.content.decode()
    assert "はじめの本文。" not in form
    post.refresh_from_db()
    assert post.body == "次の本文。"


def test_the_history_of_a_hidden_post_is_not_found(client):
    post = make_post()
    client.force_login(people.nao())

    assert client.get(history_url(post)).status_code == 404
    assert client.get(f"{history_url(post)}1/").status_code == 404


def test_an_edition_that_was_on_air_comes_back(client, kei):
    first = make_live()
    client.post(
        change_url(first.post),
        {"title": "次の題", "base_version": "1", "_publish": "1"},
    )
    assert first.post.publication(timezone.now()).edition.number == 2

    page = client.get(history_url(first.post)).content.decode()
    client.post(
        change_url(first.post), {"base_version": "2", "_roll_back": str(first.pk)}
    )

    assert page.count('name="_roll_back"') == 1
    # The update took this second; the older edition begins with the next.
    soon = timezone.now() + timedelta(seconds=2)
    assert first.post.publication(soon).edition == first


def test_history_page_asks_a_constant_number_of_queries(
    client, kei, django_assert_max_num_queries
):
    def asked(post):
        with django_assert_max_num_queries(35) as queries:
            client.get(history_url(post))
        return len(queries)

    post = make_live().post
    revise(post)
    some = asked(post)
    revise(post)
    revise(post)

    assert asked(post) == some
