"""Writing in a real browser: the preview follows, and an input method is left alone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NEW_POST = "/admin/blog/post/add/"
LONGER_THAN_THE_PAUSE_MS = 900


@pytest.fixture
def posts():
    """The addresses that the page has posted to."""
    return []


@pytest.fixture
def window(open_window, posts):
    window = open_window(account="admin")
    window.goto(NEW_POST)
    window.on(
        "request",
        lambda request: request.method == "POST" and posts.append(request.url),
    )
    return window


def test_preview_follows_what_is_typed(window):
    preview = window.frame_locator("iframe[name=preview]")

    window.fill("#id_title", "打ちながら見る")
    window.fill("#id_body", "## 見出し\n\n八文字の本文。")

    expect(preview.locator("h1")).to_have_text("打ちながら見る")
    expect(preview.locator(".prose h2")).to_have_text("見出し")
    expect(window.locator("[data-part=rail]")).to_contain_text("10字")
    assert window.complaints == []


def test_nothing_is_sent_while_an_input_method_composes(window, posts):
    window.click("#id_body")
    method = window.context.new_cdp_session(window)

    method.send(
        "Input.imeSetComposition",
        {"text": "へんかん", "selectionStart": 4, "selectionEnd": 4},
    )
    window.wait_for_timeout(LONGER_THAN_THE_PAUSE_MS)
    while_composing = list(posts)
    method.send("Input.insertText", {"text": "変換"})
    preview = window.frame_locator("iframe[name=preview]")
    expect(preview.locator(".prose")).to_have_text("変換")

    assert while_composing == []
    assert len(posts) == 1


def test_preview_and_reasons_work_without_a_script(chromium, demo):
    context = chromium.new_context(base_url=demo.address, java_script_enabled=False)
    window = context.new_page()
    window.goto("/admin/login/")
    window.fill("#id_username", "admin")
    window.fill("#id_password", demo.passwords["admin"])
    window.click("#login-form [type=submit]")
    window.goto(NEW_POST)

    window.fill("#id_title", "スクリプトなし")
    window.click(".preview__bar button >> nth=0")
    preview = window.frame_locator("iframe[name=preview]")
    expect(preview.locator("h1")).to_have_text("スクリプトなし")
    window.goto("/admin/blog/post/queue/")
    window.click("text=読んで校了")
    window.click(".with-reason summary:has-text('差戻し')")
    expect(window.locator("#id_reason")).to_be_visible()

    context.close()


def test_saving_by_keyboard_alone(window):
    window.focus("#id_title")
    window.keyboard.type("鍵盤だけで")
    window.focus("#id_slug")
    window.keyboard.type("keyboard")
    window.keyboard.press("Enter")

    expect(window.locator(".messagelist")).to_contain_text("保存しました")
    expect(window.locator("#id_title")).to_have_value("鍵盤だけで")
