"""From manuscript to edition: what was approved, rendered once."""

from blog.models import (
    Byline,
    Company,
    Edition,
    EditionByline,
    EditionCompany,
    EditionLink,
    EditionTag,
    Post,
    Tag,
)
from blog.models.post import digest
from blog.publishing import typesetting
from blog.signals import edition_frozen
from blog.text import post_links, reading_time
from blog.text.excerpt import excerpt
from blog.text.japanese import with_breaks
from blog.text.rendering import RENDERER, under_title

# Printed beside what the snapshot of the manuscript holds.
PRINTED = ("bylines", "tag_list", "disclosure", "passages")
# Printed too, and in the hash only where there is one: older editions keep theirs.
PRINTED_LATER = ("company_list",)


def freeze(post: Post, *, at) -> Edition:
    """The next edition of a post whose row is locked."""
    edition = set_in_type(
        post,
        post=post,
        number=_next_number(post),
        content_hash=post.content_hash,
        made_at=at,
        **_printed(post),
    )
    edition.sha256 = fingerprint(edition, post.snapshot())
    edition.save()
    _link(edition)
    edition_frozen.send(sender=Edition, edition=edition)
    return edition


def set_in_type(text: Post, **fields) -> Edition:
    """An edition of `text` that is not kept yet, with what the renderer remarked."""
    typeset = typesetting.typeset(text.body)
    edition = Edition(**copied(text), **derived(text, typeset), **fields)
    edition.remarks = typeset.rendered.findings
    return edition


def fingerprint(edition: Edition, snapshot: dict) -> str:
    """The hash of all that a person approved: the source and every printed field."""
    printed = {name: getattr(edition, name) for name in (*PRINTED, *PRINTED_LATER)}
    for name in PRINTED_LATER:
        if not printed[name]:
            del printed[name]
    return digest(snapshot | printed)


def _next_number(post):
    newest = post.editions.order_by("-number").first()
    return newest.number + 1 if newest else 1


def _printed(post):
    """The names as they are printed, with the rows they came from."""
    credits = post.credits.select_related("byline")
    taggings = post.taggings.select_related("tag")
    mentions = post.mentions.select_related("company")
    return {
        "bylines": [byline_as_printed(each.byline, each.role) for each in credits],
        "tag_list": [tag_as_printed(each.tag) for each in taggings],
        "company_list": [company_as_printed(each.company) for each in mentions],
    }


def byline_as_printed(byline: Byline, role: str) -> dict:
    return {
        "id": byline.pk,
        "name": byline.name,
        "slug": byline.slug,
        "kind": byline.kind,
        "role": role,
    }


def tag_as_printed(tag: Tag) -> dict:
    return {"id": tag.pk, "name": tag.name, "slug": tag.slug}


def company_as_printed(company: Company) -> dict:
    return {
        "id": company.pk,
        "name": company.name,
        "code": company.code,
        "slug": company.slug,
        "exchange": company.exchange,
    }


def copied(post):
    """The printed fields of a post that are not names."""
    return {
        "kind": post.kind,
        "title": post.title,
        "slug": post.slug,
        "path_given": post.path,
        "description": post.description,
        "category": post.category,
        "cover": post.cover,
        "series": post.series,
        "series_number": post.series_number,
        "language": post.language,
        "translation_of": post.translation_of,
        "canonical_url": post.canonical_url,
        "noindex": post.noindex,
        "in_sitemap": post.in_sitemap,
        "revised_at": post.revised_at,
        "sources": post.sources,
        "disclosure": _disclosure(post),
        "sponsor": post.sponsor,
        "body": post.body,
    }


def _disclosure(post):
    """What readers are told of interests, as of now; empty where nothing is."""
    told = {
        "sentence": post.category.disclosure if post.category else "",
        "holdings": post.holdings,
        "data_as_of": post.data_as_of.isoformat() if post.data_as_of else "",
        "ai_use": post.ai_use,
    }
    return {name: words for name, words in told.items() if words}


def derived(post, typeset):
    rendered = under_title(typeset.rendered)
    count = reading_time.count(rendered)
    return {
        "renderer": RENDERER,
        "title_html": with_breaks(post.title),
        "excerpt": excerpt(rendered, title=post.title, lead=post.excerpt),
        "reading_minutes": reading_time.minutes(count),
        "characters": count.characters,
        "headings": list(rendered.headings),
        "text": rendered.text,
        "html": rendered.html,
        "passages": typeset.passages,
    }


def _link(edition):
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag_id=tag["id"]) for tag in edition.tag_list
    )
    EditionCompany.objects.bulk_create(
        EditionCompany(edition=edition, company_id=company["id"])
        for company in edition.company_list
    )
    EditionByline.objects.bulk_create(
        EditionByline(edition=edition, byline_id=byline["id"], role=byline["role"])
        for byline in edition.bylines
    )
    linked = Post.objects.filter(pk__in=post_links.numbers(edition.html))
    EditionLink.objects.bulk_create(
        EditionLink(edition=edition, post=post) for post in linked.only("pk")
    )
