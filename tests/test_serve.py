"""`./bin/serve` after its packages: a new data folder, a second start, a killed one."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="the trial is on SQLite"
)
START_SECONDS = 300
RESTART_SECONDS = 60  # 5 on a machine that does nothing else


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(data_dir: Path, port: int) -> dict:
    variables = {"DATA_DIR": str(data_dir), "PORT": str(port), "WEB_CONCURRENCY": "1"}
    variables |= {"ENV_FILE": os.devnull, "PATH": os.environ["PATH"]}
    return {
        "args": [sys.executable, "-m", "allforces.trial"],
        "cwd": settings.BASE_DIR,
        "env": variables | {"DJANGO_SETTINGS_MODULE": "allforces.settings"},
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "text": True,
    }


@contextmanager
def serving(data_dir: Path, *, within: float):
    """The port, and a list that holds what was said once the server has stopped."""
    port, said = free_port(), []
    process = subprocess.Popen(**command(data_dir, port))
    try:
        _wait_for(port, process, time.monotonic() + within)
        yield port, said
    finally:
        process.send_signal(signal.SIGTERM)
        said.append(process.communicate(timeout=30)[0])


def _wait_for(port, process, deadline):
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The server did not begin to listen in time")


def get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.read().decode()


def test_first_start_shows_the_demo_and_the_second_loses_nothing(tmp_path):
    with serving(tmp_path, within=START_SECONDS) as (port, first_words):
        first_feed = get(port, "/feed.json")
    with serving(tmp_path, within=RESTART_SECONDS) as (port, second_words):
        second_feed = get(port, "/feed.json")

    assert len(re.findall('"date_published"', first_feed)) >= 10
    assert first_feed == re.sub(r"127\.0\.0\.1:\d+", _host(first_feed), second_feed)
    assert "Passwords were shown at the first start" not in first_words[0]
    assert "create_demo_accounts --reset" in second_words[0]


def _host(feed: str) -> str:
    return re.search(r"127\.0\.0\.1:\d+", feed)[0]


def test_start_that_was_killed_is_repaired_by_the_next(tmp_path):
    process = subprocess.Popen(**command(tmp_path, free_port()))
    for line in process.stdout:
        if "Loading the demo" in line:
            process.kill()
    process.communicate()

    with serving(tmp_path, within=START_SECONDS) as (port, words):
        feed = get(port, "/feed.json")

    assert len(re.findall('"date_published"', feed)) >= 10
    assert re.search(r"^admin +\S{14} ", words[0], re.MULTILINE)
    assert not (tmp_path / "first-start").exists()


def test_taken_port_is_said_in_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = subprocess.run(**command(tmp_path, port), check=False)

    assert result.returncode == 1
    assert result.stdout.startswith(f"Port {port} of 127.0.0.1 is not free")
    assert "PORT=8001 ./bin/serve" in result.stdout
