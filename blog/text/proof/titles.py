"""What search results and cards show of a post."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from blog.text.japanese import display_width
from blog.text.proof.document import Document, Mark
from blog.text.proof.rule import HINT, WARN, Rule, every

MAX_TITLE_WIDTH = 64  # columns that a result list shows; wide characters take 2
_CUT = re.compile(r"(?:…|\.\.\.|、)$|\$\{\{")


def _wide_title(document: Document) -> Iterable[Mark]:
    if display_width(document.title.text) > MAX_TITLE_WIDTH:
        yield Mark(document.title, 0, len(document.title.text))


RULES = (
    Rule(
        "wide_title",
        HINT,
        _("Titles wider than 32 full-width characters"),
        _("The title is wider than search results show (32 full-width characters)."),
        _wide_title,
    ),
    Rule(
        "cut_description",
        WARN,
        _("A description that breaks off"),
        _("The description breaks off: end it with a whole sentence."),
        lambda document: every(_CUT)([document.description]),
    ),
)
