"""Marking words for a comment by keyboard: in the text, in its preview, and back."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MARK = """([selector, words]) => {
  const field = document.querySelector(selector);
  const at = field.value.indexOf(words);
  field.focus();
  field.setSelectionRange(at, at + words.length);
}"""
MARK_HEADING = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(".prose h2"));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
MARKED = """() => {
  const field = document.querySelector("#id_body");
  return field.value.slice(field.selectionStart, field.selectionEnd);
}"""


@pytest.fixture
def window(open_window):
    """A new post of two sentences and a heading, saved."""
    window = open_window(account="mio")
    window.goto("/admin/blog/post/add/")
    window.fill("#id_title", "コメントの試し")
    window.fill("#id_body", "列は長い。\n\n## 線が足りない\n\n規則が変わる。")
    window.click(".action-bar [name=_save]")
    window.wait_for_url("**/change/")
    return window


def test_marked_words_become_the_quote_and_lead_back_to_the_text(window):
    window.evaluate(MARK, ["#id_body", "規則が変わる"])

    window.keyboard.press("Control+Alt+m")
    expect(window.locator("#id_quote")).to_have_value("規則が変わる")
    window.keyboard.type("いつから")
    window.click("[name=_comment]")

    thread = window.locator(".thread")
    expect(thread).to_contain_text("いつから")
    thread.locator("[data-goto]").click()
    assert window.evaluate(MARKED) == "規則が変わる"
    assert window.complaints == []


def test_words_of_the_preview_are_taken_as_well(window):
    frame = window.frame_locator("iframe[name=preview]")
    expect(frame.locator(".prose h2")).to_have_text("線が足りない")
    frame.locator("body").evaluate(MARK_HEADING)

    window.click("[data-new-comment] > summary")
    window.click("[data-new-comment] [data-take]")

    expect(window.locator("#id_quote")).to_have_value("線が足りない")


def test_comment_on_the_preview_page_itself(window):
    window.goto(window.url.replace("/change/", "/preview/"))
    window.evaluate(MARK_HEADING)

    window.keyboard.press("Control+Alt+m")
    expect(window.locator("#comment-quote")).to_have_value("線が足りない")
    window.fill("#comment-text", "見出しを短く")
    window.click("#comment form button[name=_comment]")

    expect(window.locator("[role=status]")).to_be_visible()
    assert window.complaints == []


def test_nothing_is_marked_while_an_input_method_composes(window):
    window.evaluate(MARK, ["#id_body", "列は長い"])

    window.evaluate(
        """() => document.querySelector("#id_body").dispatchEvent(
          new KeyboardEvent("keydown", {code: "KeyM", ctrlKey: true, altKey: true,
                                        isComposing: true, bubbles: true}))"""
    )

    assert window.input_value("#id_quote") == ""
