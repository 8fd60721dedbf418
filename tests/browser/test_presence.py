"""Two people with the same post open: each is told of the other without a reload."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

POSTS = "/admin/blog/post/"
# As in blog/publishing/presence.py; the browser's clock is moved, not waited for.
PING_MS = 15_000
NOBODY = {"others": [], "saved": ""}


def test_the_other_person_is_named_at_the_next_ping_and_gone_when_away(open_window):
    mine, theirs = open_window(account="admin"), open_window(account="kei")
    mine.goto(POSTS)
    post = mine.locator("#result_list tbody th a").first.get_attribute("href")
    line = mine.locator("[data-others]")
    mine.clock.install()
    mine.goto(post)
    expect(line).to_have_text("")

    theirs.goto(post)
    expect(theirs.locator("[data-others]")).to_contain_text("管理 者")
    mine.clock.run_for(PING_MS)

    expect(line).to_contain_text("黒田 慧")
    # A tab that is not heard of for a minute is left out by the server.
    mine.route("**/presence/", lambda route: route.fulfill(json=NOBODY))
    mine.clock.run_for(PING_MS)
    expect(line).to_have_text("")
    assert mine.complaints + theirs.complaints == []
