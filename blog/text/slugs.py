"""The last part of an address: ASCII for posts, any letters for names."""

import re
import unicodedata
from collections.abc import Callable

from django.utils.translation import gettext

from blog.text.japanese import nfkc

MAX_LENGTH = 60
MIN_LENGTH = 3
MAX_SUGGESTED_WORDS = 5

_ASCII = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z0-9]+")
_KEPT = re.compile(r"[\w\-.~+・]")


def suggest(
    title: str, *, category_slug: str = "", taken: Callable[[str], bool]
) -> str:
    """A slug that `check` accepts and `taken` does not know.

    The title's ASCII words, with the category's when there are fewer than two.
    """
    words = _words(title)[:MAX_SUGGESTED_WORDS]
    if len(words) < 2:
        words = [*_words(category_slug), *words]
    slug = _cut("-".join(dict.fromkeys(words)), MAX_LENGTH)
    if len(slug) < MIN_LENGTH:
        slug = f"post-{slug}".rstrip("-")
    return _free(slug, taken)


def _words(text):
    return list(dict.fromkeys(_WORD.findall(nfkc(text).lower())))


def _cut(slug, length):
    if len(slug) <= length:
        return slug
    return slug[: length + 1].rpartition("-")[0] or slug[:length]


def _free(slug, taken):
    candidate, number = slug, 1
    while taken(candidate):
        number += 1
        candidate = f"{_cut(slug, MAX_LENGTH - len(str(number)) - 1)}-{number}"
    return candidate


def check(slug: str, allow_unicode: bool = False) -> None:
    """ValueError, with a sentence for the form, when no address can have `slug`."""
    if not slug:
        raise ValueError(gettext("Give the address a slug."))
    if allow_unicode and slug == unicode_slug(slug, fold=False):
        return
    if not _ASCII.fullmatch(slug):
        raise ValueError(
            gettext(
                "A slug has small letters a to z, digits and single hyphens between."
            )
        )
    if not MIN_LENGTH <= len(slug) <= MAX_LENGTH:
        message = gettext("A slug has %(least)s to %(most)s characters.")
        raise ValueError(message % {"least": MIN_LENGTH, "most": MAX_LENGTH})


def unicode_slug(name: str, *, fold: bool = True) -> str:
    """`name` for an address, Japanese kept, never empty; `fold` also folds case.

    ＡＩ 投資 → ai-投資. What has a meaning in an address (/ ? # % …) becomes a hyphen.
    """
    text = nfkc(name)
    if fold:
        text = nfkc(text.casefold())
    kept = "".join(char if _is_kept(char) else "-" for char in text)
    slug = re.sub(r"-{2,}", "-", kept)[:100].strip("-.")
    return slug or _spelled(name)


def _is_kept(char):
    return _KEPT.match(char) is not None or unicodedata.category(char)[0] == "M"


def _spelled(name):
    """A name of signs only (☆, C# has a letter): its code points."""
    return "-".join(f"u{ord(char):x}" for char in name.strip()[:8]) or "unnamed"
