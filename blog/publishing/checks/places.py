"""What is found in a passage has its place where the text calls for it."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from blog.models import Passage
from blog.publishing.checks.copy import Copy
from blog.publishing.errors import Finding
from blog.text import passages

_SIGNS = re.compile(r"[\W_]+")


def at_references(found: list[Finding], copy: Copy) -> list[Finding]:
    """The findings; those with no words in the text itself point at its passages."""
    lost = [each for each in found if each.field == "body" and each.offset is None]
    references = passages.references(copy.body) if lost else {}
    if not references:
        return found
    texts = Passage.objects.filter(name__in=references)
    texts = dict(texts.values_list("name", "body"))
    return [
        _placed(each, copy.body, references, texts) if each in lost else each
        for each in found
    ]


def _placed(finding, body, references, texts):
    for name, (offset, words) in references.items():
        if _holds(texts.get(name, ""), finding.quote):
            said = {"message": finding.message, "name": name}
            return replace(
                finding,
                message=_("%(message)s (in the passage “%(name)s”)") % said,
                offset=offset,
                line=body.count("\n", 0, offset) + 1,
                place=words,
                # It is mended where the passage is kept.
                suggestion=None,
            )
    return finding


def _holds(text, quote):
    letters = _SIGNS.sub("", quote)
    return letters in _SIGNS.sub("", text) if letters else quote in text
