"""Killed, cut off or left: what was typed in a real browser is offered again."""

import os
import re
import signal
import subprocess
import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHROMIUM, OPTIONS, _log_in

pytestmark = pytest.mark.browser

OFFERED = ".kept__offer, [data-autosave] a"
NEW_POST = "/admin/blog/post/add/"
# The time at which it was kept; the words around it are the language's.
KEPT = re.compile(r"\d+:\d\d")
LONGER_THAN_THE_PAUSE_MS = 3500


@pytest.fixture
def window(open_window):
    window = open_window(account="admin")
    window.goto(NEW_POST)
    return window


def is_autosave(request):
    return request.method == "POST" and request.url.endswith("/autosave/")


def throw_away(window):
    window.goto(NEW_POST)
    while window.locator(".kept__offer button").count():
        window.locator(".kept__offer button").first.click()


def test_a_killed_browser_loses_nothing(playwright, demo, tmp_path):
    profile = {
        "user_data_dir": tmp_path,
        "executable_path": CHROMIUM,
        "args": OPTIONS,
        "base_url": demo.address,
        "locale": "ja-JP",
    }
    window = playwright.chromium.launch_persistent_context(**profile).new_page()
    _log_in(window, "admin", demo.passwords["admin"])
    window.goto(NEW_POST)
    window.fill("#id_title", "殺された窓")
    window.fill("#id_body", "書きかけの本文。")
    expect(window.locator("[data-autosave]")).to_contain_text(KEPT)

    _kill(tmp_path)

    (tmp_path / "SingletonLock").unlink(missing_ok=True)
    context = playwright.chromium.launch_persistent_context(**profile)
    window = context.new_page()
    window.goto(NEW_POST)
    if window.locator("#id_username").count():  # the session had not reached the disk
        _log_in(window, "admin", demo.passwords["admin"])
        window.goto(NEW_POST)
    expect(window.locator(".kept__offer")).to_have_count(1)
    window.locator(".kept__offer a").nth(1).click()
    expect(window.locator("#id_title")).to_have_value("殺された窓")
    expect(window.locator("#id_body")).to_have_value("書きかけの本文。")
    throw_away(window)
    context.close()


def _kill(profile):
    """kill -9 of the browser of this profile, found by the lock that it holds."""
    _host, _dash, number = os.readlink(profile / "SingletonLock").rpartition("-")
    os.kill(int(number), signal.SIGKILL)
    for _attempt in range(50):
        state = subprocess.run(
            ["ps", "-o", "stat=", "-p", number], capture_output=True, text=True
        ).stdout
        if not state or state.startswith("Z"):
            return
        time.sleep(0.1)


def test_nothing_is_kept_while_an_input_method_composes(window):
    sent = []
    window.on("request", lambda request: is_autosave(request) and sent.append(1))
    window.click("#id_body")
    method = window.context.new_cdp_session(window)

    method.send(
        "Input.imeSetComposition",
        {"text": "へんかん", "selectionStart": 4, "selectionEnd": 4},
    )
    window.wait_for_timeout(LONGER_THAN_THE_PAUSE_MS)
    while_composing = list(sent)
    method.send("Input.insertText", {"text": "変換"})
    expect(window.locator("[data-autosave]")).to_contain_text(KEPT)

    assert while_composing == []
    assert len(sent) == 1
    assert window.complaints == []
    throw_away(window)


def test_leaving_the_page_keeps_the_last_words(window):
    window.fill("#id_title", "去りぎわの題")

    window.goto("/admin/")
    window.goto(NEW_POST)

    # By the request that outlives the page, or by what stayed in the browser.
    expect(window.locator(OFFERED).first).to_be_visible()
    throw_away(window)


def test_what_cannot_be_sent_is_kept_here_and_brought_back(window):
    window.route("**/autosave/", lambda route: route.abort())
    window.fill("#id_body", "圏外の本文。")
    line = window.locator("[data-autosave]")
    expect(line).to_have_text(line.get_attribute("data-here"))
    window.unroute("**/autosave/")
    # Left without a word to the server, as when the network is still away.
    window.context.set_offline(True)
    window.goto("about:blank")
    window.context.set_offline(False)

    window.goto(NEW_POST)

    window.locator("[data-autosave] a").click()
    expect(window.locator(".diff ins")).to_contain_text("圏外の本文。")
    throw_away(window)
