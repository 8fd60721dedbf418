"""Findings beside the manuscript, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NEW_POST = "/admin/blog/post/add/"
BODY = "😀の風車が回る。\n\n汚名挽回を期す。\n\n担当は●●さん。"


@pytest.fixture
def window(open_window):
    window = open_window(account="admin")
    window.goto(NEW_POST)
    window.fill("#id_title", "検査の試し")
    window.fill("#id_body", BODY)
    window.click(".action-bar [name=_save]")
    window.wait_for_url("**/change/")
    return window


def finding(window, quote):
    link = window.locator(f'a[data-found="{quote}"]')
    return window.locator("[data-part=checks] li", has=link)


def selected(window):
    return window.evaluate(
        "() => { const field = document.activeElement;"
        " return field.value.slice(field.selectionStart, field.selectionEnd); }"
    )


def test_finding_leads_to_its_very_words(window):
    finding(window, "汚名挽回").locator("a").press("Enter")

    assert selected(window) == "汚名挽回"
    assert window.complaints == []


def test_words_are_found_where_they_have_moved_to(window):
    window.evaluate(
        "() => { const field = document.querySelector('#id_body');"
        " field.value = '前に書き足す。' + field.value; }"
    )

    finding(window, "●●").locator("a").click()

    assert selected(window) == "●●"


def test_mended_with_one_press_and_undone_by_the_browser(window):
    finding(window, "汚名挽回").locator("[data-mend]").click()

    expect(window.locator("#id_body")).to_have_value(BODY.replace("挽回", "返上"))
    expect(finding(window, "汚名挽回")).to_have_count(0)

    window.keyboard.press("Control+z")

    expect(window.locator("#id_body")).to_have_value(BODY)
    expect(finding(window, "汚名挽回")).to_have_count(1)


def test_reason_being_typed_outlives_the_preview(window, posts_done):
    answer = finding(window, "●●")
    answer.locator("summary").press("Enter")
    answer.locator("input").press_sequentially("伏せたまま")
    posts_done()

    expect(answer.locator("input")).to_have_value("伏せたまま")
    answer.locator("button[name=_let_pass]").press("Enter")

    expect(window.locator("[data-check=passed]")).to_contain_text("伏せたまま")


@pytest.fixture
def posts_done(window):
    """Waits until the preview has followed."""

    def wait():
        with window.expect_response("**/preview/"):
            window.locator("#id_slug").evaluate(
                "field => field.dispatchEvent(new Event('input', {bubbles: true}))"
            )

    return wait
