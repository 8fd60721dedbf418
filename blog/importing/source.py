"""The files of a folder or a ZIP archive, by path, and nothing outside of it.

Nothing is unpacked to disk, no link is followed, and all that is read is bounded.
Paths are given in NFC with `/`; macOS writes the same names in NFD.
"""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from django.utils.translation import gettext as _

MAX_FILES = 100_000
MAX_DEPTH = 20
MAX_FILE_BYTES = 50 * 2**20
MAX_TOTAL_BYTES = 4 * 2**30
# Never part of a site's own text, and often huge.
SKIPPED_FOLDERS = {".git", "node_modules", "_site", ".jekyll-cache", "__MACOSX"}

# A damaged member of an archive raises any of the last four.
UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


class UnreadableSource(ValueError):
    """A source or a file in it that is not read; the message says which and why."""


class Source:
    """Files by path. `refused` maps the paths that are not read to the reason."""

    def __init__(self):
        self.refused: dict[str, str] = {}
        self._real: dict[str, object] = {}
        self._bytes_left = MAX_TOTAL_BYTES
        for path, real in self._walk():
            if reason := _reason_against(path):
                self.refused[path] = reason
            else:
                self._real[path] = real
            if len(self._real) > MAX_FILES:
                raise UnreadableSource(
                    _("The source holds more than %(limit)s files.")
                    % {"limit": MAX_FILES}
                )

    def __contains__(self, path: str) -> bool:
        return path in self._real

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._real))

    def read(self, path: str) -> bytes:
        try:
            with self._open(self._real[path]) as file:
                content = file.read(min(MAX_FILE_BYTES, self._bytes_left) + 1)
        except UNREADABLE as error:
            raise UnreadableSource(_("The file cannot be read.")) from error
        if len(content) > MAX_FILE_BYTES:
            raise UnreadableSource(
                _("The file is larger than %(limit)s MB.")
                % {"limit": MAX_FILE_BYTES // 2**20}
            )
        self._bytes_left -= len(content)
        if self._bytes_left < 0:
            raise UnreadableSource(
                _("The source holds more than %(limit)s GB.")
                % {"limit": MAX_TOTAL_BYTES // 2**30}
            )
        return content


def _reason_against(path: str) -> str:
    parts = PurePosixPath(path).parts
    if path.startswith("/") or ".." in parts or "\\" in path or "\0" in path:
        return _("The path leads out of the source.")
    if len(parts) > MAX_DEPTH:
        return _("The path is deeper than %(limit)s folders.") % {"limit": MAX_DEPTH}
    return ""


class FolderSource(Source):
    def __init__(self, root: Path):
        self.root = root
        super().__init__()

    def _walk(self):
        for folder, folders, files in os.walk(self.root):
            for name in [*folders, *files]:
                real = Path(folder, name)
                mode = real.lstat().st_mode
                path = normalize("NFC", real.relative_to(self.root).as_posix())
                if stat.S_ISREG(mode):
                    yield path, real
                elif not stat.S_ISDIR(mode):
                    self.refused[path] = _("Links and devices are not followed.")
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]

    def _open(self, real):
        # The file may have become a link since the walk.
        return os.fdopen(os.open(real, os.O_RDONLY | os.O_NOFOLLOW), "rb")


class ZipSource(Source):
    def __init__(self, file: Path):
        try:
            self.archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError) as error:
            raise UnreadableSource(_("The ZIP archive cannot be read.")) from error
        super().__init__()

    def _walk(self):
        members = [
            (normalize("NFC", _member_name(info)), info)
            for info in self.archive.infolist()
            if not info.is_dir()
        ]
        inside = _common_folder([path for path, _info in members])
        for path, info in members:
            if SKIPPED_FOLDERS.intersection(PurePosixPath(path).parts):
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                self.refused[path] = _("Links and devices are not followed.")
            elif info.flag_bits & 1:
                self.refused[path] = _("The file is encrypted.")
            else:
                yield path[len(inside) :], info

    def _open(self, real):
        return self.archive.open(real)


def _member_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: without the UTF-8 flag `zipfile` reads it as cp437."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437")
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _common_folder(paths: list[str]) -> str:
    """`site-main/` when all lies in that one folder, as in a downloaded repository."""
    first = {path.partition("/")[0] for path in paths}
    nested = all("/" in path for path in paths)
    alone = len(first) == 1 and nested and not next(iter(first)).startswith("_")
    return f"{first.pop()}/" if alone else ""


def open_source(path: Path) -> Source:
    """UnreadableSource when `path` is neither a folder nor a ZIP archive."""
    if path.is_dir():
        return FolderSource(path)
    if path.is_file():
        return ZipSource(path)
    raise UnreadableSource(
        _("There is no folder or file at %(path)s.") % {"path": path}
    )
