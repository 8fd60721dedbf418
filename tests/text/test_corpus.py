"""Sixty real posts come out as Jekyll printed them."""

import pytest
from bs4 import BeautifulSoup

from blog.text.excerpt import excerpt
from blog.text.japanese import ends_sentence, graphemes
from blog.text.rendering import render
from tests.text.corpus import needs_corpus, posts

pytestmark = needs_corpus

SELECTORS = {
    "headings": "h1, h2, h3, h4, h5, h6",
    "tables": "table",
    "table_rows": "tr",
    "links": "a[href]",
    "images": "img",
    "code_blocks": "pre",
    "list_items": "li",
    "blockquotes": "blockquote",
    "strong": "strong",
}
# A line with bars but without a |---| row: kramdown makes a table of it by accident.
EXCEPTIONS = {
    "2026-03-27-12-logistics-transport-ai-guide": {"tables": 0, "table_rows": 0},
}
TEXT_TOLERANCE = 0.005  # kramdown prints … for ... and curls quotes


@pytest.fixture(scope="module")
def pages():
    """Every post with its page and that page as a tree."""
    found = [(post, render(post.body)) for post in posts()]
    assert len(found) == 60
    return [
        (post, page, BeautifulSoup(page.html, "html.parser")) for post, page in found
    ]


def test_all_counts_are_those_of_jekyll(pages):
    wrong = {}
    for post, _, tree in pages:
        ours = {name: len(tree.select(select)) for name, select in SELECTORS.items()}
        theirs = post.expected["counts"]
        different = {name: n for name, n in ours.items() if n != theirs[name]}
        if different:
            wrong[post.name] = different

    assert wrong == EXCEPTIONS


def test_all_texts_are_as_long_as_jekylls(pages):
    wrong = {}
    for post, page, _ in pages:
        tree = BeautifulSoup(page.html, "html.parser")
        for code in tree.select("pre, code"):
            code.decompose()
        ours = len("".join(tree.get_text().split()))
        theirs = post.expected["text_length_without_code"]
        if abs(ours - theirs) > TEXT_TOLERANCE * theirs:
            wrong[post.name] = (ours, theirs)

    assert wrong == {}


def test_plain_text_is_the_text_of_the_page(pages):
    for _, page, tree in pages:
        assert "".join(page.text.split()) == "".join(tree.get_text().split())


def test_links_within_a_page_arrive(pages):
    lost = {}
    for post, _, tree in pages:
        ids = {element["id"] for element in tree.select("[id]")}
        targets = {link["href"][1:] for link in tree.select("a[href^='#']")}
        if targets - ids:
            lost[post.name] = targets - ids

    assert lost == {}


@pytest.mark.parametrize("has_lead", [False, True])
def test_all_excerpts_are_sentences_without_markup(pages, has_lead):
    wrong = {}
    for post, page, _ in pages:
        lead = post.fields.get("excerpt") or "" if has_lead else ""
        text = excerpt(page, title=post.fields.get("title") or "", lead=lead)
        too_long = not has_lead and len(graphemes(text)) > 120
        if "**" in text or not ends_sentence(text) or too_long:
            wrong[post.name] = text

    assert wrong == {}
