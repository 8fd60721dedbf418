"""`…/index.md`: the post at `…/` as Markdown, for those who read no pages."""

import json

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.models import CreditRole, Edition
from blog.reading import corrections, meta, post_links
from blog.reading.addresses import absolute, href
from blog.reading.disclosure import sentence_of
from blog.reading.elsewhere import elsewhere, moved, tidy_path
from blog.text.to_markdown import to_markdown

FILE = "index.md"


@require_safe
def index_md(request, path):
    """Where no post is, what its page would answer; a moved one leads to its file."""
    if "\0" in path:  # which PostgreSQL refuses to look for
        raise Http404
    path = f"/{path}"
    tidy = tidy_path(path)
    live = Edition.objects.live(request.at).defer("body", "text")
    edition = live.filter(path=tidy).first()
    if edition is None:
        return elsewhere(request, path, file=FILE)
    if path != tidy:
        return moved(href(tidy) + FILE)
    post_links.resolve([edition], at=request.at)
    corrections.attach([edition], at=request.at)
    return _answer(edition)


def _answer(edition):
    about = meta.of_edition(edition)
    front = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in _front_matter(edition, about).items()
        if value
    )
    address = absolute(href(edition.path))
    text = to_markdown(f"<h1>{edition.title_html}</h1>{edition.html}", base=address)
    response = HttpResponse(
        f"---\n{front}---\n\n{text}", content_type="text/markdown; charset=utf-8"
    )
    # The page is what search engines should find.
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Link"] = f'<{about.canonical}>; rel="canonical"'
    return response


def _front_matter(edition, about):
    """JSON values, which YAML reads as well."""
    writers = [each for each in edition.bylines if each["role"] == CreditRole.TEXT]
    changed_at = meta.changed_at(edition)
    return {
        "title": edition.title,
        "date": _moment(edition.published_at),
        "updated": changed_at and _moment(changed_at),
        "author": [each["name"] for each in writers],
        "category": edition.category and edition.category.name,
        "tags": [tag["name"] for tag in edition.tag_list],
        "companies": [
            {name: each[name] for name in ("name", "code", "exchange")}
            for each in edition.company_list
        ],
        "canonical": about.canonical,
        "language": edition.language,
        "excerpt": edition.excerpt,
        "reading_minutes": edition.reading_minutes,
        "sponsor": edition.sponsor,
        "disclosure": edition.disclosure | {"sentence": sentence_of(edition)},
        "corrections": [_correction(note) for note in edition.notes],
        "sources": edition.sources,
    }


def _correction(note):
    said = {"note": note.public_note, "wrong": note.wrong, "right": note.right}
    said = {name: words for name, words in said.items() if words}
    return {"kind": note.change, "at": _moment(note.updated_at)} | said


def _moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds")
