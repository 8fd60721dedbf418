"""The figures of docs/decisions/0007-proofreading.md, on 60 real posts."""

from collections import Counter

from blog.text import front_matter
from blog.text.proof import Document, proof
from blog.text.proof.rule import BLOCK
from blog.text.rendering import render
from tests.importing.corpus import corpus

POSTS = {
    "refusal_in_title": 2,
    "refusal": 2,
    "end_mark": 12,
    "conflict_mark": 1,
    "placeholder": 1,
    "blanks": 1,
    "raw_markup": 4,
    "paragraph_as_heading": 6,
    "first_level_heading": 10,
    "repeated_heading": 8,
    "repeated_paragraph": 9,
    "text_breaks_off": 7,
    "paragraph_breaks_off": 7,
    "begins_mid_sentence": 1,
    "unpaired_bracket": 1,
    "broken_character": 4,
    "stray_script": 2,
    "mixed_styles": 1,
    "very_long_sentence": 3,
    "long_sentence": 8,
    "about_twice": 1,
    "wide_title": 25,
    "cut_description": 3,
    "ascii_ellipsis": 5,
    "ascii_quotes": 2,
    "heading_without_space": 1,
    "long_block": 1,
}
BLOCKED = 21  # posts with a finding that blocks


def findings(path):
    parts = front_matter.split(path.read_text("utf-8"))
    rendered = render(parts.body)
    return proof(
        Document(
            title=parts.data.get("title", ""),
            excerpt=parts.data.get("excerpt") or "",
            description=parts.data.get("description") or "",
            source=parts.body,
            html=rendered.html,
            remarks=rendered.findings,
        )
    )


def test_checks_find_what_the_record_says():
    posts, blocked = Counter(), 0
    for path in sorted((corpus("magazine") / "_posts").glob("*.md")):
        found = findings(path)
        posts.update({finding.rule.name for finding in found})
        blocked += any(finding.rule.level == BLOCK for finding in found)
        assert all(finding.line is not None for finding in found)

    assert posts == POSTS
    assert blocked == BLOCKED
