"""Row 10: titles while somebody types; the form does without."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

FIELD = "#site-search-form"
OPTIONS = ".search-form [role=option]"


def active(window):
    return window.locator(f"{OPTIONS}[aria-selected=true]").all_inner_texts()


def test_suggestions_are_reached_and_left_by_keyboard(open_window):
    window = open_window()
    asked = []
    window.on("request", lambda request: asked.append(request.url))
    window.goto("/search/")

    window.locator(FIELD).press_sequentially("電力", delay=20)

    window.wait_for_selector(OPTIONS)
    titles = window.locator(OPTIONS).all_inner_texts()
    field = window.locator(FIELD)
    assert 1 < len(titles) <= 8
    assert len([url for url in asked if "/search/suggest/" in url]) == 1
    assert field.get_attribute("aria-expanded") == "true"
    assert Axe().run(window).response["violations"] == []
    field.press("ArrowDown")
    assert active(window) == titles[:1]
    field.press("ArrowUp")
    assert active(window) == []
    field.press("ArrowUp")
    assert active(window) == titles[-1:]
    assert (
        window.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text()
        == (titles[-1])
    )
    field.press("Escape")
    assert window.locator(OPTIONS).count() == 0
    assert field.input_value() == "電力"
    field.press("ArrowDown")
    window.wait_for_selector(OPTIONS)
    field.press("ArrowDown")
    field.press("Enter")
    window.wait_for_url("**/20*/**")
    assert window.locator("h1").inner_text() in titles[0]
    assert window.complaints == []


def test_nothing_is_asked_while_an_input_method_composes(open_window):
    window = open_window()
    asked = []
    window.on("request", lambda request: asked.append(request.url))
    window.goto("/search/")
    window.focus(FIELD)
    asked.clear()
    keyboard = window.context.new_cdp_session(window)

    for typed in ("ｄ", "で", "でんりょく"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)},
        )
        window.wait_for_timeout(250)
    assert asked == []

    keyboard.send("Input.insertText", {"text": "電力"})

    window.wait_for_selector(OPTIONS)
    assert len(asked) == 1


def test_without_a_script_the_form_searches(chromium, demo):
    context = chromium.new_context(base_url=demo.address, java_script_enabled=False)
    window = context.new_page()
    window.goto("/")

    window.fill("#site-masthead__search", "電力")
    window.press("#site-masthead__search", "Enter")

    assert window.locator(".hit").count() > 1
    context.close()
