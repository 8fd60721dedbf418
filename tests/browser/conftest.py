"""A served demo magazine and Debian's Chromium, one of each for all tests here."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import sync_playwright

from tests.test_serve import START_SECONDS, command, serving

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Demo:
    def __init__(self, port, data_dir):
        self.address = f"http://127.0.0.1:{port}"
        self.passwords = _new_passwords(data_dir, port)


def _new_passwords(data_dir, port):
    reset = command(data_dir, port)
    reset["args"] = [sys.executable, "manage.py", "create_demo_accounts", "--reset"]
    said = subprocess.run(**reset, check=True).stdout
    return dict(re.findall(r"^(\w+) +(\S{12,}) ", said, re.MULTILINE))


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("demo")
    with serving(data_dir, within=START_SECONDS) as (port, _said):
        yield Demo(port, data_dir)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as driver:  # one in a process at a time
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
    yield browser
    browser.close()


@pytest.fixture
def open_window(chromium, demo):
    """`open_window(width=1280, theme="light", account=None)` is a page of the browser.

    What it complains about (policy, script errors) gathers in its list `complaints`.
    """
    contexts = []

    def open_one(*, width=1280, theme="light", account=None):
        context = chromium.new_context(
            base_url=demo.address,
            color_scheme=theme,
            locale="ja-JP",
            reduced_motion="reduce",
            viewport={"width": width, "height": 900},
        )
        contexts.append(context)
        window = context.new_page()
        window.complaints = []
        window.on("console", lambda said: _note(window, said))
        window.on("pageerror", lambda error: window.complaints.append(str(error)))
        if account:
            _log_in(window, account, demo.passwords[account])
        return window

    yield open_one
    for context in contexts:
        context.close()


def _note(window, said):
    if said.type == "error" and not said.text.startswith("Failed to load resource"):
        window.complaints.append(said.text)


def _log_in(window, account, password):
    window.goto("/admin/login/")
    window.fill("#id_username", account)
    window.fill("#id_password", password)
    window.click("#login-form [type=submit]")
    window.wait_for_url("**/admin/")
