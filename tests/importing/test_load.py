"""REL-18, SEC-33, SEC-34: an import can be run again, and never overrules people."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.utils import timezone

from blog.importing.jekyll import read
from blog.importing.load import Result, load
from blog.importing.records import Group
from blog.models import (
    Audit,
    Byline,
    Category,
    Edition,
    Image,
    Post,
    Redirect,
    SavePoint,
    Window,
)
from blog.publishing import drafts, timeline
from blog.publishing.errors import NotAllowed
from blog.signals import timeline_changed
from tests import people
from tests.importing.sites import CONFIG, png, post, write

pytestmark = pytest.mark.django_db

SITE = {
    "_posts/2025-03-07-a.md": post(
        "風車が回る",
        date="2025-03-07 20:00:00 +0000",
        image="/assets/a.png",
        body="![港](/assets/b.png)",
        reading_time="9",
    ),
    "_posts/2025-03-08-b.md": post("線が足りない", date="2025-03-08", category="町"),
    "_drafts/idea.md": post("下書き"),
    "_pages/about.md": "---\ntitle: 会社\npermalink: /about/\n---\n会社の話をします。",
    "assets/a.png": png(),
    "assets/b.png": png(),
}


@pytest.fixture
def chief():
    return people.kei()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def run(folder, by, **options):
    site = read(folder)
    return site, load(site, by=by, **options)


def results(loaded):
    return [one.result.value for one in loaded]


def details(site, group):
    return [problem.detail for problem in site.problems if problem.group is group]


def rows():
    models = (
        Post,
        Edition,
        Window,
        SavePoint,
        Image,
        Category,
        Byline,
        Redirect,
    )
    found = {model.__name__: model.objects.count() for model in models}
    return found | {"Audit": recorded().count()}


def recorded():
    """What is on record besides the making of the people of this test."""
    return Audit.objects.exclude(kind="user")


def live(path, at=None):
    return Edition.objects.live(at or timezone.now()).get(path=path)


def test_post_is_public_with_its_date_address_and_pictures(tmp_path, chief, media):
    folder = write(tmp_path / "site", SITE)

    site, loaded = run(folder, chief)

    assert results(loaded) == ["created"] * 4
    edition = live("/2025/03/08/a/")
    assert edition.title == "風車が回る"
    assert edition.published_at == datetime(2025, 3, 7, 20, tzinfo=UTC)
    assert edition.updated_at is None
    assert (edition.category.name, edition.category.slug) == ("港", "harbour")
    assert [tag["name"] for tag in edition.tag_list] == ["風車", "港湾"]
    assert [byline["name"] for byline in edition.bylines] == ["編集部"]
    image = Image.objects.get()
    assert edition.cover == image
    assert (image.alt, image.width, image.height) == ("風車が回る", 60, 40)
    assert f'src="{image.url}"' in edition.html
    assert not image.url.endswith("/a.png")
    assert default_storage.exists(image.file.name)
    assert details(site, Group.READING_TIME) == ["9 min in the source, 1 min here."]
    assert Redirect.objects.get().path == "/2025/03/07/a/"
    assert Redirect.objects.get().target == "/2025/03/08/a/"


def test_draft_stays_a_draft_and_page_is_a_page(tmp_path, chief, media):
    run(write(tmp_path / "site", SITE), chief)

    draft = Post.objects.get(title="下書き")
    assert (draft.path, draft.windows.count(), draft.editions.count()) == ("", 0, 0)
    page = live("/about/")
    assert page.kind == "page"
    assert not page.windows.filter(listed=True).exists()


def test_known_categories_get_their_marks_and_others_the_next(tmp_path, chief, media):
    files = {
        f"_posts/2025-03-0{day}-x.md": post(category=name)
        for day, name in enumerate(["港", "業界分析", "町"], start=1)
    }

    run(write(tmp_path / "site", files), chief)

    assert list(Category.objects.values_list("name", "rule", "hue")) == [
        ("業界分析", "soubashira", "fuji"),
        ("港", "komochi", "ai"),
        ("町", "leader", "aotake"),
    ]


def test_second_run_changes_nothing(tmp_path, chief, media):
    folder = write(tmp_path / "site", SITE)
    run(folder, chief)
    before, files = rows(), sorted(media.rglob("*"))

    _site, loaded = run(folder, chief)

    assert results(loaded) == ["unchanged"] * 4
    assert rows() == before
    assert sorted(media.rglob("*")) == files


def test_dry_run_reports_the_same_and_writes_nothing(tmp_path, chief, media):
    folder = write(tmp_path / "site", SITE)

    rehearsed, loaded = run(folder, chief, dry_run=True)

    assert results(loaded) == ["created"] * 4
    assert set(rows().values()) == {0}
    assert not media.exists()
    done, _loaded = run(folder, chief)
    assert rehearsed.problems == done.problems


def test_run_that_was_killed_goes_on_where_it_was(tmp_path, chief, media):
    folder = write(tmp_path / "site", SITE)

    def kill(post, **_):
        if post.title == "風車が回る":
            raise KeyboardInterrupt

    timeline_changed.connect(kill)
    try:
        with pytest.raises(KeyboardInterrupt):
            run(folder, chief)
    finally:
        timeline_changed.disconnect(kill)
    assert list(Post.objects.values_list("title", flat=True)) == ["会社", "下書き"]
    _site, loaded = run(folder, chief)

    assert sorted(results(loaded)) == ["created", "created", "unchanged", "unchanged"]
    once = rows()
    assert (once["Post"], once["Edition"], once["Window"], once["Image"]) == (
        4,
        3,
        3,
        1,
    )


def test_changed_source_updates_what_no_editor_touched(tmp_path, chief, media):
    folder = write(tmp_path / "site", SITE)
    run(folder, chief)

    changed = SITE["_posts/2025-03-07-a.md"].replace("回り始めた", "止まった")
    write(folder, {"_posts/2025-03-07-a.md": changed})
    _site, loaded = run(folder, chief)

    assert results(loaded).count("updated") == 1
    edition = live("/2025/03/08/a/")
    assert "止まった" in edition.text
    assert edition.published_at == datetime(2025, 3, 7, 20, tzinfo=UTC)
    assert edition.updated_at is None


def test_moved_date_in_the_source_keeps_the_old_address(tmp_path, chief, media, client):
    folder = write(tmp_path / "site", SITE)
    run(folder, chief)

    moved = SITE["_posts/2025-03-08-b.md"].replace("2025-03-08", "2025-03-10")
    write(folder, {"_posts/2025-03-08-b.md": moved})
    run(folder, chief)

    answer = client.get("/2025/03/08/b/")
    assert (answer.status_code, answer["Location"]) == (301, "/2025/03/10/b/")


def test_editors_change_is_never_overwritten(tmp_path, chief, media):
    folder = write(tmp_path / "site", SITE)
    run(folder, chief)
    edited = Post.objects.get(title="風車が回る")
    drafts.save(edited, by=chief, base_version=1, title="直した題")

    changed = SITE["_posts/2025-03-07-a.md"].replace("回り始めた", "止まった")
    write(folder, {"_posts/2025-03-07-a.md": changed})
    site, loaded = run(folder, chief)

    assert results(loaded).count("skipped") == 1
    edited.refresh_from_db()
    assert (edited.title, "回り始めた" in edited.body) == ("直した題", True)
    assert len(details(site, Group.KEPT)) == 1


def test_post_that_was_ended_here_does_not_come_back(tmp_path, chief, media):
    folder = write(tmp_path / "site", SITE)
    run(folder, chief)
    timeline.end(Post.objects.get(title="風車が回る"), by=chief)

    changed = SITE["_posts/2025-03-07-a.md"].replace("回り始めた", "止まった")
    write(folder, {"_posts/2025-03-07-a.md": changed})
    site, _loaded = run(folder, chief)

    assert not Edition.objects.live(timezone.now()).filter(title="風車が回る").exists()
    assert len(details(site, Group.KEPT)) == 1


def test_one_bad_entry_does_not_stop_the_rest(tmp_path, chief, media):
    files = SITE | {
        "_posts/2025-03-05-long.md": post("長" * 201),
        "_posts/2025-03-06-deep.md": post(body="> " * 30_000),
        "_pages/front.md": "---\ntitle: 表\npermalink: /\n---\n表です。",
        "_pages/tags.md": "---\ntitle: 札\npermalink: /tags/\n---\n札です。",
        "assets/b.png": b"no picture",
    }

    site, loaded = run(write(tmp_path / "site", files), chief)

    failed = [o.source.source_path for o in loaded if o.result is Result.FAILED]
    assert "_posts/2025-03-05-long.md" in failed
    assert {"_pages/front.md", "_pages/tags.md"} <= set(failed)
    assert results(loaded).count("created") == len(loaded) - len(failed)
    assert {p.source_path for p in site.problems if p.group is Group.REFUSED} == {
        *failed
    }
    assert len(details(site, Group.PICTURE)) == 1


def test_control_characters_are_taken_out_and_listed(tmp_path, chief, media):
    files = {"_posts/2025-03-08-b.md": post(body="港\x00と\x0b線。")}

    site, _loaded = run(write(tmp_path / "site", files), chief)

    assert "港と線。" in live("/2025/03/08/b/").text
    assert details(site, Group.MARKDOWN) == ["Control characters were taken out."]


def test_redirects_of_the_source_lead_on(tmp_path, chief, media, client):
    old = "---\npermalink: {}\nredirect_to: {}\n---\n"
    files = SITE | {
        "one.html": old.format("/old/", "/about/"),
        "two.html": old.format("/category/港/", "/about/"),
        "three.html": old.format("/away/", "https://else.example/"),
        "_posts/2025-03-08-b.md": post(
            "線が足りない", date="2025-03-08", redirect_from="/line.html"
        ),
    }

    site, _loaded = run(write(tmp_path / "site", files), chief)

    for path, target in (("/old/", "/about/"), ("/line.html", "/2025/03/08/b/")):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (301, target)
    assert len(details(site, Group.REDIRECT)) == 2


def test_future_dates_stay_public_where_the_source_shows_them(tmp_path, chief, media):
    files = {"_posts/2030-01-01-x.md": post("先の話", date="2030-01-01")}

    site, _loaded = run(write(tmp_path / "site", files), chief)

    assert live("/2030/01/01/x/").title == "先の話"
    assert len(details(site, Group.FUTURE)) == 1


def test_future_dates_are_scheduled_where_the_source_hides_them(tmp_path, chief, media):
    files = {"_posts/2030-01-01-x.md": post("先の話", date="2030-01-01")}
    config = CONFIG.replace("future: true", "future: false")

    run(write(tmp_path / "site", files, config=config), chief)

    assert not Edition.objects.live(timezone.now()).exists()
    at = datetime(2030, 1, 2, tzinfo=UTC)
    assert live("/2030/01/01/x/", at).title == "先の話"


def test_who_may_not_import_is_refused(tmp_path, media):
    site = read(write(tmp_path / "site", SITE))

    for person in (people.aoi(), people.ren(), people.mio(), people.sora()):
        with pytest.raises(NotAllowed):
            load(site, by=person)
    assert Post.objects.count() == 0


def test_every_step_is_recorded_under_the_importers_name(tmp_path, chief, media):
    files = {"_posts/2025-03-08-b.md": post()}

    run(write(tmp_path / "site", files), chief)

    assert set(recorded().values_list("by__username", flat=True)) == {"kei"}
    kinds = recorded().values_list("kind", "verb")
    assert {("post", "created"), ("post", "brought in")} <= set(kinds)
    assert {("category", "brought in"), ("byline", "brought in")} <= set(kinds)
    assert not get_user_model().objects.exclude(pk=chief.pk).exists()


def test_progress_is_told_post_by_post(tmp_path, chief, media):
    told = []

    run(write(tmp_path / "site", SITE), chief, progress=lambda *at: told.append(at))

    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
