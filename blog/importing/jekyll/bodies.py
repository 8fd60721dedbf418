"""From the text of a file to a Markdown body, its links and pictures."""

import re
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from blog.importing import markup
from blog.importing.jekyll import calls, html, liquid
from blog.importing.jekyll.config import Config, text
from blog.importing.jekyll.fields import File
from blog.importing.jekyll.kramdown import without_kramdown
from blog.importing.links import Links
from blog.importing.records import Group, ImportedPicture, ImportedPost, ImportedSite
from blog.importing.source import Source, UnreadableSource

SENTENCE = re.compile(r".{40,}[。.!?！？]", re.DOTALL)
# Jekyll's own pages and those that this site makes itself: nothing is wrong with them.
MADE_HERE = re.compile(
    r"/(category|tags|authors|archive|search|page)?(/|$)|/feed\.xml$"
)

PICTURE_NAME = re.compile(r"\.(jpe?g|png|gif|webp|avif)$", re.IGNORECASE)


@dataclass
class Bodies:
    """Makes the bodies of one site."""

    source: Source
    config: Config
    site: ImportedSite
    links: Links
    by_file: dict[str, ImportedPost]
    lift_calls: bool = False

    def fill(self, post: ImportedPost, file: File) -> None:
        note = self.site.notes_on(post.source_path)
        body = self._without_liquid(file, note)
        if file.is_html:
            body = html.as_body(body, lost=partial(note, Group.HTML))
        else:
            body = without_kramdown(body, lost=partial(note, Group.MARKDOWN))
            body = self._without_calls(post, body, note)
        if not body.strip() and post.kind == "page":
            body = _from_fields(post, note)
        post.body = markup.rewrite(
            body, lambda target: self._target(target, post, note)
        )
        self._point_canonical(post, file, note)
        self._find_cover(post, file, note)

    def _without_calls(self, post, body, note):
        """Only when that was asked for: it takes headings and links out of a text."""
        without, found = calls.lift(body)
        group = Group.CALL if self.lift_calls else Group.CALL_LEFT
        for call in found:
            note(group, f"「{call.title}」 → {call.address}")
        if not self.lift_calls:
            return body
        post.calls = found
        return without

    def _without_liquid(self, file, note):
        context = liquid.Context(
            values={"site": self.config.values, "page": file.data},
            absolute=text(self.config.values.get("url")) + self._base_path,
            relative=self._base_path,
            find_post=self._path_of_post,
            find_file=self._path_of_file,
            include=self._include,
        )
        body = liquid.evaluate(file.body, context)
        for left in context.not_understood:
            note(
                Group.LIQUID,
                _("Left as it is: %(text)s") % {"text": _short(left)},
            )
        for gone in context.removed:
            note(Group.LIQUID, _("Advertising removed: %(text)s") % {"text": gone})
        return body

    @property
    def _base_path(self):
        return text(self.config.values.get("baseurl")).rstrip("/")

    def _path_of_post(self, name):
        for ending in (".md", ".markdown", ".html"):
            for path, post in self.by_file.items():
                if path.endswith(f"_posts/{name}{ending}") and post.is_public:
                    return post.path
        return None

    def _path_of_file(self, path):
        post = self.by_file.get(path.strip().lstrip("/"))
        if post:
            return post.path or None
        return f"/{path}" if path in self.source else None

    def _include(self, name):
        try:
            content = self.source.read(f"_includes/{name}")
            return content.decode("utf-8-sig").strip()
        except (KeyError, UnreadableSource, UnicodeDecodeError):
            return None

    def _target(self, target, post, note):
        place = self.links.place(target.address, base=post.path or "/")
        if target.is_picture or (place and PICTURE_NAME.search(place.path)):
            self._take_picture(target, place, post, note)
            return None
        if place is None:
            return None
        found = self.links.resolve(place, target.text)
        if found is None:
            if not MADE_HERE.match(place.path):
                note(Group.LINK_UNRESOLVED, _link(target))
            return None
        if found.post.path != place.path:
            note(Group.LINK_REPAIRED, f"{_link(target)} → {found.post.path}")
        elif target.address.startswith("/"):
            return None
        return found.address

    def _take_picture(self, target, place, post, note):
        picture = self._picture(place, target.text) if place else None
        if picture:
            post.pictures[target.address] = picture
        else:
            note(Group.PICTURE, _missing(target.address))

    def _picture(self, place, alt):
        path = place.path.lstrip("/")
        if path not in self.source:
            return None
        return ImportedPicture(path, alt, partial(self.source.read, path))

    def _find_cover(self, post, file, note):
        image = file.data.get("image")
        address, alt = text(image), ""
        if isinstance(image, dict):
            address = text(image.get("path")) or text(image.get("url"))
            alt = text(image.get("alt"))
        if not address:
            return
        place = self.links.place(
            f"/{address}" if _is_bare(address) else address, base="/"
        )
        post.cover = self._picture(place, alt or post.title) if place else None
        if post.cover is None:
            post.extra["image"] = image
            note(Group.PICTURE, _missing(address))

    def _point_canonical(self, post, file, note):
        """An address of our own becomes the path it means; a dead one is dropped."""
        written = text(file.data.get("canonical_url"))
        if not written:
            return
        post.extra["canonical_url"] = written
        place = self.links.place(written, base=post.path or "/")
        if place is None:
            post.canonical_url = written if re.match(r"https?://", written) else ""
            return
        found = self.links.resolve(place)
        if found is None:
            note(
                Group.LINK_UNRESOLVED,
                _("canonical_url is left out: %(url)s") % {"url": written},
            )
        elif found.post is not post:
            post.canonical_url = found.post.path


def _from_fields(post, note) -> str:
    """The sentences in the front matter of a page that only its layout filled."""
    found = [
        value.strip()
        for value in post.extra.values()
        if isinstance(value, str) and SENTENCE.fullmatch(value.strip())
    ]
    if found:
        note(
            Group.HTML,
            _("The layout made the page; its text is from the front matter."),
        )
    return "\n\n".join(found)


def _is_bare(address: str) -> bool:
    """True for `assets/a.png`, which Jekyll's themes take from the root."""
    return not PurePosixPath(address).is_absolute() and "://" not in address


def _link(target) -> str:
    words = f"「{_short(target.text)}」 " if target.text else ""
    return words + target.address


def _missing(address: str) -> str:
    return _("%(address)s is not in the source.") % {"address": address}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119]}…"
