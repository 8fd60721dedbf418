"""Defects of a text that are cheap to see and that an editor should look at."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from blog.importing.records import ImportedPost

REFUSAL = re.compile(
    r"^(I apologi[sz]e|I'?m sorry|I am sorry|I am unable|I cannot|As an AI)"
    r"|^申し訳(ありません|ございません)",
    re.IGNORECASE,
)
MARKUP = re.compile(r"\*\*|^#+\s|`|<[a-zA-Z/][^>]*>|\]\(")
CUT = re.compile(r"(…|\.\.\.)$")
END_MARK = re.compile(r"^[^\w\n]*END[^\w\n]*$", re.MULTILINE)
# A line of text with `---` right under it is a heading.
UNDERLINED = re.compile(r"(?:^|\n[ \t]*\n)([^\n#>|-][^\n]{80,})\n-{2,}[ \t]*(?:\n|$)")

SUSPECTS: list[tuple[object, Callable[[ImportedPost], object]]] = [
    (
        _("The title or the text begins with a language model's refusal."),
        lambda post: REFUSAL.search(post.title) or REFUSAL.search(post.body.lstrip()),
    ),
    (
        _("The title holds raw markup."),
        lambda post: MARKUP.search(post.title),
    ),
    (
        _("The excerpt held raw markup; it was taken out."),
        lambda post: MARKUP.search(str(post.extra.get("excerpt", ""))),
    ),
    (
        _("The description held raw markup; it was taken out."),
        lambda post: MARKUP.search(str(post.extra.get("description", ""))),
    ),
    (
        _("A character is broken (U+FFFD): the text was cut inside of it."),
        lambda post: (
            "\ufffd" in post.title + post.excerpt + post.description + post.body
        ),
    ),
    (
        _("The description is cut off or holds a placeholder."),
        lambda post: CUT.search(post.description) or "${{" in post.description,
    ),
    (
        _("“—END—” was left in the text."),
        lambda post: END_MARK.search(post.body),
    ),
    (
        _("A paragraph of over 80 characters is a heading: `---` is right under it."),
        lambda post: UNDERLINED.search(post.body),
    ),
    (
        _("A reference mark of a language model was left in the text."),
        lambda post: "[cite:" in post.body or "【cite" in post.body,
    ),
    (
        _("The post has no tag."),
        lambda post: post.kind == "post" and not post.tags,
    ),
]


def suspects(posts: Iterable[ImportedPost]) -> Iterable[tuple[ImportedPost, str]]:
    """Each post with a sentence for each defect."""
    posts = list(posts)
    titles = Counter(post.title for post in posts)
    for post in posts:
        for sentence, is_found in SUSPECTS:
            if is_found(post):
                yield post, str(sentence)
        if titles[post.title] > 1:
            yield post, str(_("Another post has the same title."))
