"""Reading a Jekyll site: its files, their front matter, what becomes of each."""

import re
from hashlib import sha256
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from blog.importing.jekyll import addresses, fields, places
from blog.importing.jekyll.bodies import Bodies
from blog.importing.jekyll.config import Config, merged, text
from blog.importing.jekyll.fields import File
from blog.importing.links import Links
from blog.importing.records import (
    Group,
    ImportedCategory,
    ImportedPost,
    ImportedRedirect,
    ImportedSite,
)
from blog.importing.source import Source, UnreadableSource, open_source
from blog.text import front_matter
from blog.text.front_matter import MAX_CHARACTERS, FrontMatterError
from blog.text.rendering import MAX_SOURCE_BYTES

MARKDOWN = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")
HTML = (".html", ".htm")
FEEDS = (".xml", ".txt", ".json")


def read(path: Path, *, lift_calls=False) -> ImportedSite:
    """The posts, pages, categories and redirects of the site at `path`.

    With `lift_calls`, boxes that call to action leave the texts (see `furniture`).
    UnreadableSource when there is no site. A file that is not taken is a problem of the
    result and stops nothing else.
    """
    return Reader(open_source(path), lift_calls).read()


class Reader:
    def __init__(self, source: Source, lift_calls: bool):
        self.source = source
        self.lift_calls = lift_calls
        self.site = ImportedSite()
        self.config = Config(self._yaml("_config.yml"))
        self.files: dict[str, File] = {}

    def read(self) -> ImportedSite:
        try:
            self.zone = self.config.zone
        except ValueError as error:
            raise UnreadableSource(
                _("timezone in _config.yml is no time zone: %(name)s") % {"name": error}
            ) from error
        self.site.future_is_public = self.config.is_future_public
        self.authors = fields.author_names(self._yaml("_data/authors.yml"))
        for path, reason in self.source.refused.items():
            self.site.note(Group.REFUSED, path, reason)
        for path in self.source:
            self._take(path)
        guessed = places.settle(self.site)
        self._fill_bodies(guessed)
        self._collect_categories()
        return self.site

    def _yaml(self, path) -> dict:
        if path not in self.source:
            return {}
        try:
            return front_matter.load(self.source.read(path).decode("utf-8-sig"))
        except (UnicodeDecodeError, FrontMatterError) as error:
            raise UnreadableSource(
                _("%(path)s cannot be read: %(reason)s")
                % {"path": path, "reason": error}
            ) from error

    def _take(self, path):
        parts = PurePosixPath(path).parts
        suffix = PurePosixPath(path).suffix.lower()
        if "_posts" in parts or "_drafts" in parts:
            self._take_post(path, suffix)
        elif suffix in (*MARKDOWN, *HTML, *FEEDS) and self.config.is_page_file(path):
            self._take_page(path, suffix)
        elif parts[0] in self._collections and suffix in (*MARKDOWN, *HTML):
            self._refuse(path, _("Only the collection of posts is taken over."))

    @property
    def _collections(self):
        named = self.config.values.get("collections")
        return {f"_{name}" for name in named} if isinstance(named, dict) else set()

    def _take_post(self, path, suffix):
        is_draft = "_drafts" in PurePosixPath(path).parts
        is_named = addresses.POST_NAME.search(PurePosixPath(path).name)
        if suffix not in (*MARKDOWN, *HTML):
            self._refuse(path, _("Neither Markdown nor HTML."))
        elif not is_draft and not is_named:
            self._refuse(path, _("Jekyll ignores it: no date begins the file name."))
        elif file := self._file(path, "posts"):
            self._add(self._post(file), file)

    def _take_page(self, path, suffix):
        if suffix in FEEDS:
            if self._starts_with_front_matter(path):
                self._refuse(path, _("Neither Markdown nor HTML."))
        elif self._starts_with_front_matter(path) and (
            file := self._file(path, "pages")
        ):
            if target := text(file.data.get("redirect_to")):
                self.site.redirects.append(
                    ImportedRedirect(path, self._page_path(file), target)
                )
            else:
                self._add(self._page(file), file)

    def _starts_with_front_matter(self, path):
        try:
            start = self.source.read(path)[:6].removeprefix(b"\xef\xbb\xbf")
        except UnreadableSource as error:
            return self._refuse(path, str(error))
        return re.match(rb"---\r?\n", start)

    def _refuse(self, path, reason):
        self.site.note(Group.REFUSED, path, reason)

    def _file(self, path, kind) -> File | None:
        """The file with its front matter, or None and a problem."""
        try:
            content = self.source.read(path)
            _check_length(content)
            source = content.decode("utf-8-sig")
        except UnreadableSource as error:
            return self._refuse(path, str(error))
        except UnicodeDecodeError:
            return self._refuse(path, _("The file is not in UTF-8."))
        file = File(path, sha256(content).hexdigest(), {}, {}, source)
        try:
            parts = front_matter.split(source)
        except FrontMatterError as error:
            file.data = {"published": "false"}
            self._refuse(path, _("Only as a draft: %(reason)s") % {"reason": error})
            return file
        file.own, file.body = parts.data, parts.body
        file.data = merged(self.config.defaults_for(path, kind), file.own)
        file.quotes_date = bool(re.search(r"^date:\s*[\"']", parts.front, re.MULTILINE))
        return file

    def _add(self, post, file):
        self.files[post.source_path] = file
        self.site.posts.append(post)

    def _post(self, file) -> ImportedPost:
        post = self._filled(file, "post")
        if fields.is_draft(file):
            return post
        post.published_at = self._published_at(file)
        post.path = self._post_path(file, post)
        post.former_paths = fields.redirects_from(file.data)
        return post

    def _post_path(self, file, post):
        return addresses.post_path(
            text(file.data.get("permalink")) or self.config.permalink,
            file=file.path,
            slug=text(file.data.get("slug")) or file.stem,
            date=post.published_at,
            categories=fields.categories(file),
        )

    def _page(self, file) -> ImportedPost:
        post = self._filled(file, "page")
        if not fields.is_draft(file):
            post.path = self._page_path(file)
            post.former_paths = fields.redirects_from(file.data)
            post.published_at = self._published_at(file)
        return post

    def _published_at(self, file):
        return fields.published_at(file, self.zone, self.site.notes_on(file.path))

    def _page_path(self, file):
        return addresses.page_path(
            file.path,
            style=self.config.style,
            permalink=text(file.data.get("permalink")),
        )

    def _filled(self, file, kind) -> ImportedPost:
        post = ImportedPost(file.path, file.sha256, kind=kind)
        slug = text(file.data.get("slug")) or file.stem
        post.slug = addresses.title_slug(slug)
        fields.fill(
            post,
            file,
            authors=self.authors,
            zone=self.zone,
            note=self.site.notes_on(file.path),
        )
        return post

    def _fill_bodies(self, guessed):
        links = Links(
            self.site.posts,
            guessed=guessed,
            hosts=self.config.hosts,
            base_path=text(self.config.values.get("baseurl")),
        )
        by_file = {post.source_path: post for post in self.site.posts}
        bodies = Bodies(
            *(self.source, self.config, self.site, links, by_file, self.lift_calls)
        )
        for post in self.site.posts:
            bodies.fill(post, self.files.pop(post.source_path))

    def _collect_categories(self):
        """Those in use, in the order and with the slugs of the settings."""
        used = dict.fromkeys(post.category for post in self.site.posts)
        known = {
            text(entry.get("name")): entry
            for entry in self.config.values.get("content_categories") or []
            if isinstance(entry, dict)
        }
        for name in [*known, *(name for name in used if name not in known)]:
            if name and name in used:
                entry = known.get(name, {})
                slug = text(entry.get("slug")) or addresses.title_slug(name)
                described = text(entry.get("description"))
                self.site.categories.append(ImportedCategory(name, slug, described))


def _check_length(content: bytes) -> None:
    limit = MAX_SOURCE_BYTES + MAX_CHARACTERS
    if len(content) > limit:
        raise UnreadableSource(
            _("The text is longer than %(limit)s kB.") % {"limit": limit // 1000}
        )
