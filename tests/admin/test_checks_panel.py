"""Rows 2, 8, 28: the panel beside the manuscript, without JavaScript."""

import pytest
from bs4 import BeautifulSoup

from blog.models import Audit, CheckLevel, Level, Stage, Suppression
from blog.publishing import drafts, review
from tests.admin.forms import change_url, fields, messages, press
from tests.factories import BODY, make_category, make_chief, make_post

pytestmark = pytest.mark.django_db

MISUSED = BODY + "\n汚名挽回を期す。\n"
TODO = BODY + "\n要確認の数字。\n"


def panel(response):
    return BeautifulSoup(response.content, "html.parser").select_one(
        '[data-part="checks"], template[data-for="checks"]'
    )


def rows(response, sign):
    return panel(response).select(f'[data-check="{sign}"]')


def opened(client, post):
    return client.get(change_url(post))


def test_clean_text_passes_every_check(client, sign_in):
    sign_in("ren")

    response = opened(client, make_post())

    assert rows(response, "stop") == rows(response, "warn") == []
    assert len(rows(response, "pass")) == 11


def test_each_missing_part_is_a_link_to_its_field(client, sign_in):
    writer = sign_in("aoi")
    post = drafts.create(by=writer, title="題だけ")

    response = opened(client, post)

    page = BeautifulSoup(response.content, "html.parser")
    links = [row.a["href"].removeprefix("#") for row in rows(response, "stop")]
    assert links == ["id_slug", "id_body", "id_category", "id_authors"]
    assert all(page.find(id=link) for link in links)


def test_finding_names_line_place_and_remedy(client, sign_in):
    sign_in("ren")
    body = "😀の風車。\n\n汚名挽回を期す。\n"

    (row,) = rows(opened(client, make_post(body=body)), "warn")

    link, button = row.a, row.find("button", attrs={"data-mend": True})
    assert "汚名挽回" in link.text
    assert "3" in row.small.text
    # The emoji is two units to a browser.
    assert (link["data-offset"], link["data-length"]) == ("8", "4")
    assert (link["data-found"], button["data-mend"]) == ("汚名挽回", "汚名返上")
    assert button.has_attr("hidden")


def test_button_of_a_transition_is_refused_with_the_findings(client, sign_in):
    sign_in("ren")
    post = make_post(body=TODO)

    response = press(client, change_url(post), "submit")

    assert response.status_code == 422
    assert len(rows(response, "stop")) == 1
    post.refresh_from_db()
    assert post.stage == Stage.DRAFT


def test_finding_is_let_pass_with_its_own_reason(client, sign_in):
    editor = sign_in("ren")
    post = make_post(body=MISUSED + "\n違和感を感じた。\n")
    url = change_url(post)
    second = rows(opened(client, post), "warn")[1]
    button = second.find("button", attrs={"name": "_let_pass"})
    reason = second.find("input")["name"]

    sent = fields(client.get(url)) | {"why_0": "別の理由", reason: "談話のまま"}
    client.post(url, sent | {"_let_pass": button["value"]})

    suppression = Suppression.objects.get()
    assert (suppression.rule, suppression.quote, suppression.reason) == (
        "misused_word",
        "違和感を感じ",
        "談話のまま",
    )
    response = opened(client, post)
    assert len(rows(response, "warn")) == 1
    (passed,) = rows(response, "passed")
    assert "談話のまま" in passed.text
    assert Audit.objects.get(verb="let pass").by == editor


def test_what_was_typed_is_saved_with_it(client, sign_in):
    sign_in("ren")
    post = make_post()

    press(
        client,
        change_url(post),
        "let_pass",
        "0:misused_word:汚名挽回",
        body=MISUSED,
        why_0="談話",
    )

    post.refresh_from_db()
    assert post.body == MISUSED
    assert Suppression.objects.get().post == post


def test_without_a_reason_nothing_passes(client, sign_in):
    sign_in("ren")
    post = make_post(body=MISUSED)

    response = press(client, change_url(post), "let_pass", "0:misused_word:汚名挽回")

    assert response.status_code == 409
    assert messages(response)
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("value", ["", "0", "x:y", "0:misused_word:的を得", "::"])
def test_odd_answers_are_refused(client, sign_in, value):
    sign_in("ren")
    post = make_post(body=MISUSED)

    response = press(client, change_url(post), "let_pass", value, why_0="談話")

    assert response.status_code == 409
    assert not Suppression.objects.exists()


def test_what_passed_counts_again(client, sign_in):
    sign_in("ren")
    post = make_post(body=MISUSED)
    press(client, change_url(post), "let_pass", "0:misused_word:汚名挽回", why_0="談話")
    (passed,) = rows(opened(client, post), "passed")

    value = passed.find("button")["value"]
    press(client, change_url(post), "count_again", value)
    again = press(client, change_url(post), "count_again", value)

    assert again.status_code == 409
    assert not Suppression.objects.exists()
    assert len(rows(opened(client, post), "warn")) == 1


def test_writer_is_offered_only_what_a_writer_may_let_pass(client, sign_in):
    writer = sign_in("aoi")
    category = make_category("投資分析", needs_sources=True)
    post = make_post(by=writer, category=category, body=MISUSED)

    response = opened(client, post)

    (stop,), (warn,) = rows(response, "stop"), rows(response, "warn")
    assert stop.find("button", attrs={"name": "_let_pass"}) is None
    assert warn.find("button", attrs={"name": "_let_pass"})


def test_publisher_sees_and_answers_nothing(client, sign_in):
    sign_in("mio")
    post = review.submit(make_post(body=MISUSED), by=make_chief())

    response = opened(client, post)

    assert len(rows(response, "warn")) == 1
    assert panel(response).find("button", attrs={"name": True}) is None


def test_panel_is_about_the_step_ahead(client, sign_in):
    sign_in("ren")
    CheckLevel.objects.create(rule="misused_word", stage="approve", level=Level.BLOCK)
    post = make_post(body=MISUSED)

    before = rows(opened(client, post), "stop")
    review.submit(post, by=make_chief())
    after = rows(opened(client, post), "stop")

    assert (len(before), len(after)) == (0, 1)


def test_preview_brings_the_findings_of_what_is_typed(client, sign_in):
    sign_in("ren")
    post = make_post()
    sent = fields(opened(client, post)) | {"body": MISUSED + "\n風<b>車。\n"}

    response = client.post(f"/admin/blog/post/{post.pk}/preview/", sent)

    said = [row.a.decode_contents() for row in rows(response, "warn")]
    assert len(said) == 2
    assert "汚名挽回" in said[0]
    assert "&lt;b&gt;" in said[1]


def test_sources_and_interests_are_typed_in_the_form(client, sign_in):
    sign_in("ren")
    category = make_category(
        "投資分析", needs_sources=True, disclosure="助言ではありません。"
    )
    post = make_post(category=category)
    assert len(rows(opened(client, post), "stop")) == 1

    press(
        client,
        change_url(post),
        "save",
        sources="白書 | https://example.jp/ | 資源庁 | 2026年 | 2026/11/24",
        holdings="なし",
        data_as_of="2026-11-20",
    )

    post.refresh_from_db()
    assert post.sources[0]["accessed"] == "2026-11-24"
    assert (post.holdings, str(post.data_as_of)) == ("なし", "2026-11-20")
    response = opened(client, post)
    assert rows(response, "stop") == rows(response, "warn") == []
    assert "白書 | https://example.jp/" in fields(response)["sources"][0]
