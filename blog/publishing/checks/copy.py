"""What is examined: a manuscript as it stands, or the edition made of it."""

from dataclasses import dataclass
from datetime import date

from blog.models import Category, Edition, Image, Post
from blog.publishing.typesetting import typeset
from blog.text.proof import Document
from blog.text.rendering import Rendered, SourceRefused


@dataclass(frozen=True)
class Copy:
    """`roles` are those of the credits. `refusal` says why the text cannot be rendered;
    the document is then without its page."""

    post: Post
    kind: str
    slug: str
    path: str
    category: Category | None
    body: str
    document: Document
    cover: Image | None
    sources: list[dict]
    roles: frozenset[str]
    holdings: str
    data_as_of: date | str | None
    refusal: str = ""


def of_post(post: Post, *, rendered: Rendered | None = None) -> Copy:
    """`rendered` is the post's text, when the caller has it already."""
    refusal = ""
    try:
        rendered = rendered or typeset(post.body).rendered
    except SourceRefused as error:
        refusal = str(error)
    return Copy(
        post=post,
        kind=post.kind,
        slug=post.slug,
        path=post.path,
        category=post.category,
        body=post.body,
        document=Document(
            title=post.title,
            excerpt=post.excerpt,
            description=post.description,
            source=post.body,
            html=rendered.html if rendered else "",
            remarks=rendered.findings if rendered else (),
        ),
        cover=post.cover,
        sources=post.sources,
        roles=frozenset(credit.role for credit in post.credits.all()),
        holdings=post.holdings,
        data_as_of=post.data_as_of,
        refusal=refusal,
    )


def of_edition(edition: Edition, *, post: Post) -> Copy:
    """A frozen text of `post`, or one that is never kept."""
    return Copy(
        post=post,
        kind=edition.kind,
        slug=edition.slug,
        path=edition.path_given,
        category=edition.category,
        body=edition.body,
        document=Document(
            title=edition.title,
            excerpt=edition.excerpt,
            description=edition.description,
            source=edition.body,
            html=edition.html,
            remarks=_remarks(edition),
        ),
        cover=edition.cover,
        sources=edition.sources,
        roles=frozenset(byline["role"] for byline in edition.bylines),
        holdings=edition.disclosure.get("holdings", ""),
        data_as_of=edition.disclosure.get("data_as_of"),
    )


def _remarks(edition):
    """What the renderer remarked is not kept, so an older edition is rendered again."""
    if edition.remarks is not None:
        return edition.remarks
    try:
        return typeset(edition.body).rendered.findings
    except SourceRefused:
        return ()
