"""The picture of a post for social sites: its cover, else its title as a card.

It is drawn when it is first asked for and then kept under a name that says what is on
it, so that an import of thousands waits for none of them: see
docs/decisions/0010-pictures-and-cards.md.
"""

from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.images import social_card
from blog.images.social_card import Card
from blog.models import Edition

TYPES = {"png": "image/png", "jpg": "image/jpeg"}


@require_safe
def card(request, number, name):
    """Of a post on air; an older name leads to the present one."""
    edition = Edition.objects.live(request.at).filter(post=number).for_lists().first()
    if edition is None:
        raise Http404
    if name != name_of(edition):
        return HttpResponseRedirect(address(edition))
    return HttpResponse(
        _kept(name, lambda: _made(edition)), content_type=TYPES[name[-3:]]
    )


@require_safe
def site_card(request, name):
    """Of the magazine itself, for its front page and its lists."""
    if name != _site_name():
        return HttpResponseRedirect(described_site()["path"])
    content = _kept(name, lambda: social_card.draw(_site_card()))
    return HttpResponse(content, content_type=TYPES["png"])


def address(edition) -> str:
    return reverse("social_card", args=[edition.post_id, name_of(edition)])


def name_of(edition) -> str:
    """The file's name, which is another one whenever the picture is."""
    drawn = _cover(edition) or _card(edition)
    return f"{_digest(drawn)}.{'jpg' if edition.cover else 'png'}"


def _digest(drawn):
    return sha256(repr((social_card.VERSION, drawn)).encode()).hexdigest()[:20]


def described(edition) -> dict:
    """The path, size and words of it."""
    width, height = social_card.SIZE
    return {
        "path": address(edition),
        "width": width,
        "height": height,
        "alt": edition.cover.words if edition.cover else edition.title,
    }


def described_site() -> dict:
    """The same of the magazine's own."""
    width, height = social_card.SIZE
    return {
        "path": reverse("site_card", args=[_site_name()]),
        "width": width,
        "height": height,
        "alt": settings.SITE_NAME,
    }


def _site_name():
    return f"{_digest(_site_card())}.png"


def _site_card():
    return _of(settings.SITE_TAGLINE.rstrip("。"), None)


def draw(title: str, category) -> bytes:
    """The card of a title that may never be kept; `category` may be None."""
    return social_card.draw(_of(title, category))


def _card(edition):
    return _of(edition.title, edition.category)


def _of(title, category):
    return Card(
        title=title,
        category=category.name if category else "",
        rule=category.rule if category else "",
        hue=category.hue if category else "",
        site=settings.SITE_NAME,
        has_seal=settings.SITE_NAME == "ALLFORCES",
    )


def _cover(edition):
    cover = edition.cover
    return cover and (cover.file.name, cover.focus_x, cover.focus_y)


def _kept(name, make):
    kept = f"cards/{name}"
    if default_storage.exists(kept):
        with default_storage.open(kept) as file:
            return file.read()
    content = make()
    default_storage.save(kept, ContentFile(content))
    return content


def _made(edition):
    cover = edition.cover
    if cover is None:
        return social_card.draw(_card(edition))
    with cover.file.open() as file:
        return social_card.crop(file.read(), focus=(cover.focus_x, cover.focus_y))
