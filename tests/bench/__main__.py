"""`python -m tests.bench [POSTS …]`: without a number, the sizes of docs/benchmarks.md.

Each size has a data folder and two processes of its own, one that writes and one that
is measured.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import report

SIZES = [2513, 25_000]
PAGE = Path("docs/benchmarks.md")
CHILD = "import django; django.setup(); from tests.bench import {module}; {call}"


def main(arguments: list[str]) -> int:
    sizes = [measure(int(size)) for size in arguments or SIZES]
    text = report.as_markdown(sizes)
    print(text)
    if not arguments:
        PAGE.write_text(text, "utf-8")
    for words in report.missed(sizes):
        print(f"Missed: {words}", file=sys.stderr)
    return bool(report.missed(sizes))


def measure(posts: int) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        print(f"Writing {posts:,} posts …", file=sys.stderr, flush=True)
        run(folder, "seed", f"seed.main({posts})")
        print("Measuring …", file=sys.stderr, flush=True)
        return json.loads(run(folder, "measure", "measure.main()"))


def run(folder, module, call) -> bytes:
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DATA_DIR": folder,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
    }
    code = CHILD.format(module=module, call=call)
    return subprocess.check_output([sys.executable, "-c", code], env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
