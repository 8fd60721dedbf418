"""REL-01: no text of 50 kB keeps the renderer busy without end."""

import os
import subprocess
import sys

from tests.text import hostile

ALL_TOGETHER_SECONDS = 600  # unbounded, a single one took more than that


def test_there_are_106_of_about_50_kb():
    assert len(hostile.inputs()) == 106
    assert all(16_000 <= len(text) <= 60_000 for text in hostile.inputs().values())


def test_all_finish_or_are_refused():
    run = subprocess.run(
        [sys.executable, "-m", "tests.text.hostile"],
        capture_output=True,
        text=True,
        timeout=ALL_TOGETHER_SECONDS,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
        check=False,
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "106 inputs"
