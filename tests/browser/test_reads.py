"""Counting a read: a word to our own server, once for each post and tab."""

import pytest

pytestmark = pytest.mark.browser


def test_a_read_is_told_once_and_without_a_cookie(open_window):
    window = open_window()
    told = []
    window.on("request", lambda sent: told.append(sent) if sent.method == "POST" else 0)
    window.goto("/series/by-hand/")
    path = window.locator("main h3 a").first.get_attribute("href")

    window.goto(path)
    number = window.locator("[data-reads]").get_attribute("data-reads")
    window.wait_for_event("request", lambda sent: sent.method == "POST", timeout=8000)
    window.reload()
    window.wait_for_timeout(4000)

    assert [sent.post_data for sent in told] == [f"post={number}"]
    assert told[0].url.endswith("/reads/")
    assert window.context.cookies() == []
    assert window.complaints == []
