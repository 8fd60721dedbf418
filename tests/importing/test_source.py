"""SEC-32: nothing outside of the source is read, and all of it within bounds."""

import os
import zipfile
from unicodedata import normalize

import pytest

from blog.importing import source
from blog.importing.source import UnreadableSource, open_source


def zipped(path, files, **extra):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        for info, content in extra.get("infos", []):
            archive.writestr(info, content)
    return path


def read_all(path):
    found = open_source(path)
    return [found.read(name) for name in found]


def test_folder_is_read_by_path(tmp_path):
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "a.md").write_bytes(b"A")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"secret")

    found = open_source(tmp_path)

    assert list(found) == ["_posts/a.md"]
    assert found.read("_posts/a.md") == b"A"
    assert "_posts/b.md" not in found


def test_paths_are_nfc_whatever_the_file_system_says(tmp_path):
    (tmp_path / normalize("NFD", "ガイド.md")).write_bytes(b"A")

    found = open_source(tmp_path)

    assert list(found) == ["ガイド.md"]
    assert found.read("ガイド.md") == b"A"


def test_links_out_of_a_folder_are_refused_by_name(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_bytes(b"secret")
    site = tmp_path / "site"
    site.mkdir()
    (site / "file.md").symlink_to(outside / "secret.md")
    (site / "folder").symlink_to(outside)
    os.mkfifo(site / "pipe.md")

    found = open_source(site)

    assert list(found) == []
    assert sorted(found.refused) == ["file.md", "folder", "pipe.md"]


def test_file_that_became_a_link_is_not_followed(tmp_path):
    (tmp_path / "a.md").write_bytes(b"A")
    found = open_source(tmp_path)
    (tmp_path / "a.md").unlink()
    (tmp_path / "a.md").symlink_to("/etc/passwd")

    with pytest.raises(UnreadableSource):
        found.read("a.md")


def test_zip_is_read_and_its_one_folder_left_out(tmp_path):
    path = zipped(tmp_path / "a.zip", {"site-main/_posts/a.md": "A", "site-main/b": ""})

    found = open_source(path)

    assert list(found) == ["_posts/a.md", "b"]
    assert found.read("_posts/a.md") == b"A"


def test_zip_of_posts_alone_keeps_their_folder(tmp_path):
    path = zipped(tmp_path / "a.zip", {"_posts/a.md": "A"})

    assert list(open_source(path)) == ["_posts/a.md"]


def test_paths_out_of_a_zip_are_refused_by_name(tmp_path):
    link = zipfile.ZipInfo("link.md")
    link.external_attr = 0o120777 << 16
    path = zipped(
        tmp_path / "a.zip",
        {"../up.md": "", "/etc/root.md": "", "a/../../b.md": "", "good.md": "G"},
        infos=[(link, "/etc/passwd")],
    )

    found = open_source(path)

    assert list(found) == ["good.md"]
    assert len(found.refused) == 4


def test_names_without_the_utf8_flag_are_read_as_they_were_meant(tmp_path):
    path = tmp_path / "a.zip"
    zipped(path, {"AAAA.md": "1", "BBBBBB.md": "2"})
    content = path.read_bytes()
    content = content.replace(b"AAAA.md", "分類".encode("cp932") + b".md")
    content = content.replace(b"BBBBBB.md", "名前".encode() + b".md")
    path.write_bytes(content)

    assert sorted(open_source(path)) == ["分類.md", "名前.md"]


def test_bomb_in_a_zip_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MAX_FILE_BYTES", 1000)
    path = zipped(tmp_path / "a.zip", {"big.md": "0" * 1001, "small.md": "1"})

    found = open_source(path)

    with pytest.raises(UnreadableSource):
        found.read("big.md")
    assert found.read("small.md") == b"1"


def test_damaged_zip_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 nothing")

    with pytest.raises(UnreadableSource):
        open_source(path)


def test_damaged_member_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.md": "text " * 500})
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(UnreadableSource):
        open_source(path).read("a.md")


@pytest.mark.parametrize(("name", "value"), [("MAX_FILES", 2), ("MAX_TOTAL_BYTES", 3)])
def test_source_is_bounded_as_a_whole(tmp_path, monkeypatch, name, value):
    monkeypatch.setattr(source, name, value)
    for number in range(3):
        (tmp_path / f"{number}.md").write_bytes(b"22")

    with pytest.raises(UnreadableSource):
        read_all(tmp_path)


def test_folders_deeper_than_the_limit_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MAX_DEPTH", 2)
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.md").write_bytes(b"")

    found = open_source(tmp_path)

    assert (list(found), list(found.refused)) == ([], ["a/b/c.md"])


def test_source_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableSource):
        open_source(tmp_path / "nowhere")
