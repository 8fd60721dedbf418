"""An edition as search sees it."""

import re
from html import unescape

from blog.models import Edition, SearchDocument
from blog.text.search.tokens import TOKENS, spell

# All that a document is made of: editions are wide, and more columns may come.
COLUMNS = (
    *("title", "tag_list", "company_list", "bylines", "excerpt", "headings"),
    *("text", "html", "number"),
)
_READING = re.compile(r"<rt>([^<]*)</rt>")


def document(edition: Edition) -> SearchDocument:
    named = [*edition.tag_list, *edition.company_list, *edition.bylines]
    names = [each["name"] for each in named]
    names += [company["code"] for company in edition.company_list]
    # What is printed above a word is no part of the plain text; both are found.
    readings = map(unescape, _READING.findall(edition.html))
    return SearchDocument(
        edition=edition,
        version=TOKENS,
        title=spell(edition.title),
        # 水野 あおい is asked for as 水野あおい too.
        names=spell("\n".join([*names, *(name.replace(" ", "") for name in names)])),
        excerpt=spell(edition.excerpt),
        headings=spell("\n".join(each["text"] for each in edition.headings)),
        body=spell("\n".join([edition.text, *readings])),
    )
