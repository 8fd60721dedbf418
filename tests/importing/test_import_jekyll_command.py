"""The command: what it prints, what it writes, how it ends."""

import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from blog.models import Post
from tests import people
from tests.importing.sites import png, post, write

pytestmark = pytest.mark.django_db

GOOD = {
    "_posts/2025-03-08-a.md": post(image="/assets/a.png"),
    "assets/a.png": png(),
}
BAD = GOOD | {"_posts/2025-03-09-b.md": "本文".encode("shift_jis")}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def ends_with(status, *arguments, **options):
    with pytest.raises((CommandError, SystemExit)) as ended:
        call_command("import_jekyll", *arguments, **options)
    error = ended.value
    assert getattr(error, "returncode", getattr(error, "code", None)) == status
    return str(error)


def test_all_taken_ends_well_and_says_zero_out_loud(tmp_path, capsys):
    people.kei()

    call_command("import_jekyll", str(write(tmp_path / "site", GOOD)))

    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Imported."
    assert said[1] == ("post: 1 created, 0 updated, 0 unchanged, 0 skipped, 0 failed")
    assert {line for line in said if line.endswith(": 0")} >= {
        "Not taken over: 0",
        "Two posts at one address: 0",
        "Pictures missing or refused: 0",
    }


def test_report_lists_everything_as_json(tmp_path):
    people.kei()
    report = tmp_path / "report.json"

    ends_with(1, str(write(tmp_path / "site", BAD)), report=report)

    written = json.loads(report.read_text("utf-8"))
    assert written["counts"]["post"] == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "failed": 0,
    }
    one = Post.objects.get()
    assert written["posts"] == [
        {
            "source": "_posts/2025-03-08-a.md",
            "kind": "post",
            "result": "created",
            "title": "風車が回る",
            "url": "http://127.0.0.1:8000/2025/03/08/a/",
            "admin": f"http://127.0.0.1:8000/admin/blog/post/{one.pk}/change/",
            "published_at": "2025-03-08T11:00:00+09:00",
        }
    ]
    groups = {group["group"]: group for group in written["groups"]}
    assert groups["refused"]["entries"] == [
        {"source": "_posts/2025-03-09-b.md", "detail": "The file is not in UTF-8."}
    ]
    assert groups["collision"]["count"] == 0


def test_dry_run_writes_nothing(tmp_path):
    people.kei()

    call_command("import_jekyll", str(write(tmp_path / "site", GOOD)), dry_run=True)

    assert not Post.objects.exists()


def test_zip_archive_is_taken(tmp_path):
    people.kei()
    folder = write(tmp_path / "site", GOOD)
    archive = tmp_path / "site.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in folder.rglob("*"):
            file.write(path, path.relative_to(tmp_path))

    call_command("import_jekyll", str(archive))

    assert Post.objects.get().cover.original_name == "a.png"


def test_nothing_there_ends_with_two(tmp_path):
    people.kei()
    (tmp_path / "empty").mkdir()

    ends_with(2, str(tmp_path / "nowhere"))
    ends_with(2, str(tmp_path / "empty"))
    assert not Post.objects.exists()


def test_account_is_named_or_the_first_that_may_import(tmp_path):
    people.aoi()
    folder = str(write(tmp_path / "site", GOOD))

    ends_with(2, folder)
    ends_with(2, folder, user="nobody")
    ends_with(2, folder, user="aoi")
    chief = people.kei()
    call_command("import_jekyll", folder)

    assert Post.objects.get().owner == chief
