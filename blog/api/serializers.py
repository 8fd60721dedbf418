"""What the API says of each thing. One table makes the answer and its schema."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from blog.models import CreditRole, Window
from blog.reading.addresses import absolute, href, markdown_of
from blog.reading.dates import changed_at
from blog.reading.disclosure import sentence_of
from blog.reading.feeds.full_text import portable

TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 0}
ADDRESS = {"type": "string", "format": "uri"}
INSTANT = {"type": "string", "format": "date-time"}


@dataclass(frozen=True)
class Field:
    name: str
    schema: dict
    value: Callable
    description: str = ""


def serialize(fields: list[Field], thing) -> dict:
    return {field.name: field.value(thing) for field in fields}


def schema_of(fields: list[Field]) -> dict:
    """JSON Schema of what `serialize` makes: every member is always there."""
    described = {
        field.name: field.schema
        | ({"description": field.description} if field.description else {})
        for field in fields
    }
    return _object(described)


def _object(properties):
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items):
    return {"type": "array", "items": items}


def or_null(schema):
    return {"anyOf": [schema, {"type": "null"}]}


def _page(view):
    return lambda thing: absolute(reverse(view, args=[thing.slug]))


def _of_list(view):
    return [
        Field("id", NUMBER, lambda thing: thing.pk),
        Field("name", TEXT, lambda thing: thing.name),
        Field("slug", TEXT, lambda thing: thing.slug),
        Field("url", ADDRESS, _page(view), "The list of its posts."),
        Field("posts", NUMBER, lambda thing: thing.total, "Posts on air now."),
    ]


CATEGORY = [
    *_of_list("category"),
    Field("description", TEXT, lambda category: category.description),
]
TAG = _of_list("tag")
AUTHOR = [
    *_of_list("author"),
    Field("kind", {"enum": ["person", "team"]}, lambda author: author.kind),
    Field("title", TEXT, lambda author: author.title, "Position held."),
    Field("bio", TEXT, lambda author: author.bio),
]


def _category(edition):
    category = edition.category
    return category and {
        "name": category.name,
        "slug": category.slug,
        "url": absolute(category.get_absolute_url()),
    }


def _tags(edition):
    return [
        {
            "name": tag["name"],
            "slug": tag["slug"],
            "url": absolute(reverse("tag", args=[tag["slug"]])),
        }
        for tag in edition.tag_list
    ]


def _companies(edition):
    return [
        {
            "name": company["name"],
            "code": company["code"],
            "exchange": company["exchange"],
            "url": absolute(reverse("company", args=[company["slug"]])),
        }
        for company in edition.company_list
    ]


def _bylines(edition):
    return [
        {
            "name": byline["name"],
            "slug": byline["slug"],
            "role": byline["role"],
            "url": absolute(reverse("author", args=[byline["slug"]])),
        }
        for byline in edition.bylines
    ]


def _cover(edition):
    cover = edition.cover
    return cover and {
        "url": absolute(cover.url),
        "width": cover.width,
        "height": cover.height,
        "alt": cover.alt,
        "caption": cover.caption,
        "credit": cover.credit,
    }


def _sources(edition):
    return [
        {name: source.get(name) or "" for name in SOURCE} for source in edition.sources
    ]


def _series(edition):
    series = edition.series
    return series and {
        "name": series.name,
        "slug": series.slug,
        "url": absolute(series.get_absolute_url()),
        "number": edition.series_number,
    }


def _corrections(edition):
    return [
        {
            "kind": note.change,
            "at": _local(note.updated_at),
            "note": note.public_note,
            "wrong": note.wrong,
            "right": note.right,
        }
        for note in edition.notes
    ]


def _disclosure(edition):
    told = {name: edition.disclosure.get(name, "") for name in DISCLOSURE}
    return told | {"sentence": sentence_of(edition)}


def _address(edition):
    return absolute(href(edition.path))


def _html(edition):
    return portable(edition.html, address=_address(edition))


def _headings(edition):
    return [
        heading | {"url": f"{_address(edition)}#{href(heading['id'])}"}
        for heading in edition.headings
    ]


def _local(moment):
    return moment and timezone.localtime(moment).isoformat(timespec="seconds")


LINKED = {"url": ADDRESS}
NAMED = _object({"name": TEXT, "slug": TEXT} | LINKED)
SOURCE = ("title", "url", "publisher", "date", "accessed")
DISCLOSURE = ("sentence", "holdings", "data_as_of", "ai_use")
POST = [
    Field("id", NUMBER, lambda edition: edition.post_id, "It never changes."),
    Field("url", ADDRESS, _address, "The post on the site."),
    Field(
        "canonical_url",
        ADDRESS,
        lambda edition: edition.canonical_url or _address(edition),
        "Elsewhere, when the post was first published there.",
    ),
    Field(
        "api_url",
        ADDRESS,
        lambda edition: absolute(reverse("api_post", args=[edition.post_id])),
    ),
    Field("markdown_url", ADDRESS, lambda edition: absolute(markdown_of(edition))),
    Field("title", TEXT, lambda edition: edition.title),
    Field("excerpt", TEXT, lambda edition: edition.excerpt),
    Field("description", TEXT, lambda edition: edition.description),
    Field("language", TEXT, lambda edition: edition.language),
    Field("published_at", INSTANT, lambda edition: _local(edition.published_at)),
    Field(
        "updated_at",
        or_null(INSTANT),
        lambda edition: _local(changed_at(edition)),
        "The last change of weight; null when there was none.",
    ),
    Field("category", or_null(NAMED), _category),
    Field("tags", _array(NAMED), _tags),
    Field(
        "series",
        or_null(_object(NAMED["properties"] | {"number": or_null(NUMBER)})),
        _series,
    ),
    Field(
        "companies",
        _array(_object(dict.fromkeys(["name", "code", "exchange"], TEXT) | LINKED)),
        _companies,
        "As printed, with the codes of their shares.",
    ),
    Field(
        "bylines",
        _array(
            _object(NAMED["properties"] | {"role": {"enum": list(CreditRole.values)}})
        ),
        _bylines,
        "As printed.",
    ),
    Field(
        "cover",
        or_null(
            _object(
                {"url": ADDRESS, "width": NUMBER, "height": NUMBER}
                | dict.fromkeys(["alt", "caption", "credit"], TEXT)
            )
        ),
        _cover,
    ),
    Field("reading_minutes", NUMBER, lambda edition: edition.reading_minutes),
    Field("characters", NUMBER, lambda edition: edition.characters),
    Field("sponsor", TEXT, lambda edition: edition.sponsor, "Who paid for the post."),
    Field(
        "disclosure",
        _object(dict.fromkeys(DISCLOSURE, TEXT)),
        _disclosure,
        "What readers are told of interests; empty where nothing is.",
    ),
]
WHOLE_POST = [
    *POST,
    Field(
        "headings",
        _array(_object({"level": NUMBER, "id": TEXT, "text": TEXT, "url": ADDRESS})),
        _headings,
    ),
    Field(
        "sources",
        _array(_object(dict.fromkeys(SOURCE, TEXT))),
        _sources,
        "What the post builds on; days as YYYY-MM-DD.",
    ),
    Field(
        "corrections",
        _array(
            _object(
                {"kind": {"enum": list(Window.Change.values)}, "at": INSTANT}
                | dict.fromkeys(["note", "wrong", "right"], TEXT)
            )
        ),
        _corrections,
        "What readers were told of changes, the latest first.",
    ),
    Field("html", TEXT, _html, "The sanitised text; its addresses are absolute."),
    Field("text", TEXT, lambda edition: edition.text, "One block a line."),
]
