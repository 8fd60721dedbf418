"""One gunicorn and nothing else: time alone shows a post, and takes it off again."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

PAGE = "/windmill/"
SURFACES = [
    "/",
    "/page/1/",
    "/category/industry/",
    "/tags/grid/",
    "/authors/aoi/",
    "/feed.xml",
    "/feed.atom",
    "/feed.json",
    "/category/industry/feed.xml",
    "/sitemap-posts-1.xml",
]
PREPARE = """
from tests.factories import make_byline, make_category, make_edition, make_live
make_byline(slug="aoi")
shared = {"category": make_category(slug="industry"), "tags": ["grid"]}
make_live(path="/neighbour/", **shared)
make_edition(path="/windmill/", title="windmill", **shared)
"""
SCHEDULE = """
from datetime import timedelta
from django.utils import timezone
from blog.models import Post
from blog.publishing import timeline
from tests.factories import make_chief
post, by = Post.objects.get(path="/windmill/"), make_chief()
starts_at = (timezone.now() + timedelta(seconds={lead})).replace(microsecond=0)
timeline.schedule(timeline.latest_approved(post), at=starts_at, by=by)
ends_at = starts_at + timedelta(seconds={length})
timeline.end(post, at=ends_at, by=by)
print(starts_at.isoformat(), ends_at.isoformat())
"""
END = """
from datetime import timedelta
from django.utils import timezone
from blog.models import Post
from blog.publishing import timeline
from tests.factories import make_chief
post = Post.objects.get(path="/neighbour/")
ends_at = timezone.now() + timedelta(seconds=2)
print(timeline.end(post, at=ends_at, by=make_chief()).starts_at)
"""


class Site:
    """A server over a data folder of its own, and the terminal beside it."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._options = {
            "cwd": settings.BASE_DIR,
            "env": {
                "PATH": os.environ["PATH"],
                "ENV_FILE": os.devnull,
                "DATA_DIR": str(folder),
                "PORT": str(self.port),
                "WEB_CONCURRENCY": "1",
                "DJANGO_SETTINGS_MODULE": "tests.journeys.site_settings",
            },
        }

    def run(self, *arguments) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.check_output(command, text=True, **self._options)

    def start(self):
        command = ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "allforces.wsgi"]
        self._server = subprocess.Popen([sys.executable, *command], **self._options)
        for _attempt in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError("gunicorn does not listen")

    def stop(self):
        self._server.terminate()
        self._server.wait(timeout=30)

    def get(self, path) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def showing(self, path) -> list[str]:
        """The surfaces that link to `path`, all asked at the same time."""
        with ThreadPoolExecutor(len(SURFACES)) as readers:
            pages = readers.map(self.get, SURFACES)
            return [
                surface
                for surface, (_status, text) in zip(SURFACES, pages, strict=True)
                if path in text
            ]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("site"))
    site.run("migrate", "--verbosity=0")
    site.run("shell", "--no-imports", "-c", PREPARE)
    site.start()
    yield site
    site.stop()


def sleep_until(moment):
    time.sleep(max(0, (moment - datetime.now(UTC)).total_seconds()))


def test_time_alone_shows_a_post_and_takes_it_off_again(site):
    script = SCHEDULE.format(lead=5, length=5)
    said = site.run("shell", "--no-imports", "-c", script)
    starts_at, ends_at = map(datetime.fromisoformat, said.split())

    assert site.get(PAGE)[0] == 404
    assert site.showing(PAGE) == []
    sleep_until(starts_at - timedelta(seconds=1))
    assert site.get(PAGE)[0] == 404
    assert datetime.now(UTC) < starts_at, "too slow to tell"

    sleep_until(starts_at)
    assert site.get(PAGE)[0] == 200
    assert site.showing(PAGE) == SURFACES
    assert datetime.now(UTC) < ends_at, "too slow to tell"

    sleep_until(ends_at)
    assert site.get(PAGE)[0] == 410
    assert site.showing(PAGE) == []


def test_the_site_is_right_at_the_first_request_after_standing_still(site):
    assert site.get("/neighbour/")[0] == 200
    site.stop()

    ends_at = datetime.fromisoformat(
        site.run("shell", "--no-imports", "-c", END).strip()
    )
    sleep_until(ends_at)
    site.start()

    assert site.get("/neighbour/")[0] == 410
    assert site.showing("/neighbour/") == []
