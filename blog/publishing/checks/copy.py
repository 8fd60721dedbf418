"""What is examined: a manuscript as it stands, or the edition made of it."""

from dataclasses import dataclass
from datetime import date

from blog.models import Category, Edition, Image, Post
from blog.text.proof import Document
from blog.text.rendering import Rendered, render


@dataclass(frozen=True)
class Copy:
    """`roles` are those of the credits; `html` "" stands for an empty text."""

    post: Post
    category: Category | None
    document: Document
    body: str
    cover: Image | None
    sources: list[dict]
    roles: frozenset[str]
    holdings: str
    data_as_of: date | str | None
    is_frozen: bool = False


def of_post(post: Post, *, rendered: Rendered | None = None) -> Copy:
    """SourceRefused when the text cannot be rendered; `rendered` spares doing it."""
    rendered = rendered or render(post.body)
    return Copy(
        post=post,
        category=post.category,
        document=Document(
            title=post.title,
            excerpt=post.excerpt,
            description=post.description,
            source=post.body,
            html=rendered.html,
            remarks=rendered.findings,
        ),
        body=post.body,
        cover=post.cover,
        sources=post.sources,
        roles=frozenset(credit.role for credit in post.credits.all()),
        holdings=post.holdings,
        data_as_of=post.data_as_of,
    )


def of_edition(edition: Edition) -> Copy:
    """The frozen text; what the renderer once remarked about it is not known."""
    return Copy(
        post=edition.post,
        category=edition.category,
        document=Document(
            title=edition.title,
            excerpt=edition.excerpt,
            description=edition.description,
            source=edition.body,
            html=edition.html,
        ),
        body=edition.body,
        cover=edition.cover,
        sources=edition.sources,
        roles=frozenset(byline["role"] for byline in edition.bylines),
        holdings=edition.disclosure.get("holdings", ""),
        data_as_of=edition.disclosure.get("data_as_of"),
        is_frozen=True,
    )
