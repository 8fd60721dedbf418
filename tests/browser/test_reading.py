"""A post as readers use it: keyboard, no script, their own look, an editor's strip."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAPER = "getComputedStyle(document.body.parentElement).backgroundColor"
BLACKBOARD = "rgb(18, 24, 21)"
# The colour of the page as soon as it has a body.
FIRST = f"""new MutationObserver(
  () => document.body && (window.first ??= {PAPER}),
).observe(document, {{ childList: true, subtree: true }})"""
POST = "a[href*='/construction-in-progress/']"


def open_post(window):
    """A demo post with contents, notes, code and a table."""
    window.goto("/")
    window.goto(window.locator(POST).first.get_attribute("href"))


def test_a_post_is_read_by_keyboard(open_window, demo):
    window = open_window()
    window.context.grant_permissions(
        ["clipboard-read", "clipboard-write"], origin=demo.address
    )
    open_post(window)

    mark = window.locator("a[role=doc-noteref]").first
    mark.focus()
    window.keyboard.press("Enter")
    note = window.get_by_role("dialog", name="注1")
    expect(note).to_be_focused()
    expect(note).to_contain_text("連結財務諸表")
    window.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(mark).to_be_focused()

    window.locator(".code-copy").first.focus()
    window.keyboard.press("Enter")
    expect(window.locator("[data-status]")).to_have_text("コピーしました")
    copied = window.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("from decimal import Decimal\n")
    assert copied.endswith("years_to_service(*row))")

    heading = window.locator(".prose h2").nth(2)
    name = heading.get_attribute("aria-label")
    heading.locator("a").focus()
    window.keyboard.press("Enter")
    current = window.locator(".toc [aria-current]")
    expect(current).to_have_text([name])
    assert window.evaluate("navigator.clipboard.readText()") == window.url
    window.keyboard.press("End")  # past all others in one go
    expect(current).to_have_text([window.locator(".toc a").last.inner_text()])
    assert window.complaints == []


def test_a_reader_keeps_a_look(open_window):
    window = open_window(width=390)
    open_post(window)

    window.get_by_role("button", name="表示").click()
    for choice in ("暗い", "特大", "明朝"):
        window.get_by_label(choice, exact=True).check()
    window.keyboard.press("Escape")
    window.add_init_script(FIRST)
    window.reload()

    assert window.evaluate("window.first") == BLACKBOARD  # no flash of paper
    look = window.evaluate(
        "[getComputedStyle(document.documentElement).fontSize,"
        " getComputedStyle(document.querySelector('.prose')).fontFamily]"
    )
    assert look[0] == "20px"
    assert "Mincho" in look[1]
    assert window.evaluate("document.documentElement.scrollWidth") == 390
    window.get_by_role("button", name="表示").click()
    expect(window.get_by_label("特大", exact=True)).to_be_checked()
    window.get_by_role("button", name="標準に戻す").click()
    window.reload()
    assert window.evaluate(PAPER) != BLACKBOARD
    assert window.complaints == []


def test_without_script_nothing_is_offered_that_needs_it(chromium, demo):
    context = chromium.new_context(base_url=demo.address, java_script_enabled=False)
    window = context.new_page()
    open_post(window)

    for selector in (".reader-settings", "[data-copy]", "[data-native]"):
        expect(window.locator(selector).first).to_be_hidden()
    window.locator("a[role=doc-noteref]").first.click()
    assert "#fn:" in window.url
    expect(window.locator(".footnotes li:target")).to_be_visible()
    context.close()


def test_only_an_editors_browser_asks_for_the_strip(open_window):
    asked = []
    window = open_window()
    window.on("request", lambda request: asked.append(request.url))
    open_post(window)
    window.wait_for_load_state("networkidle")
    assert [url for url in asked if "/bar/" in url] == []

    window = open_window(account="mio")
    open_post(window)

    strip = window.get_by_role("region", name="編集者用")
    expect(strip).to_contain_text("公開中は第1版")
    strip.get_by_role("link", name="履歴").click()
    expect(window.locator("h1")).to_have_text("履歴")
    assert window.complaints == []
