"""An edition as its template prints it: on its page, in previews, as of an instant."""

from django.utils import timezone, translation

from blog.models import CreditRole, Kind
from blog.reading import corrections, languages, notices, pictures, post_links
from blog.reading.disclosure import disclosure_of

LEAST_HEADINGS = 3


def template_of(edition) -> str:
    return "blog/page.html" if edition.kind == Kind.PAGE else "blog/post.html"


def shown(edition, *, at=None, paid_hosts=None) -> dict:
    """What the template needs to print an edition, wherever it is printed.

    `paid_hosts` gives those of the house's partners, without asking the database.
    """
    at = at or timezone.now()
    post_links.resolve([edition], at=at)
    notices.mark_paid_links([edition], hosts=paid_hosts)
    pictures.resolve([edition])
    corrections.attach([edition], at=at)
    chrome = languages.chrome_of(edition)
    with translation.override(chrome):
        said = [*notices.payment(edition), *notices.age(edition, at=at)]
    return {
        "edition": edition,
        "category": edition.category,
        "chrome": chrome,
        "credits": credits(edition),
        "contents": contents(edition.headings),
        "notices": said,
        "disclosure": disclosure_of(edition),
    }


def credits(edition) -> list[tuple[str, list[dict]]]:
    """The bylines under what they did: 文, 写真, 監修."""
    by_role = [
        (role.label, [each for each in edition.bylines if each["role"] == role])
        for role in CreditRole
    ]
    return [(label, bylines) for label, bylines in by_role if bylines]


def contents(headings) -> list[tuple[dict, list[dict]]]:
    """Headings of the second level, each with those of the third; [] for too few."""
    shown = [each for each in headings if each["level"] in (2, 3)]
    if len(shown) < LEAST_HEADINGS:
        return []
    nested = []
    for heading in shown:
        if heading["level"] == 2 or not nested:
            nested.append((heading, []))
        else:
            nested[-1][1].append(heading)
    return nested
