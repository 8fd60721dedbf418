"""Sources as they are typed."""

import pytest
from django.core.exceptions import ValidationError

from blog.admin import sources
from blog.admin.sources import SourcesField

TYPED = """\
電力需給の見通し | https://example.jp/a | 資源庁 | 2026年3月1日 | 2026/11/24
白書｜｜内閣府｜2026年春

https://example.jp/b
"""
KEPT = [
    {
        "title": "電力需給の見通し",
        "url": "https://example.jp/a",
        "publisher": "資源庁",
        "date": "2026-03-01",
        "accessed": "2026-11-24",
    },
    {"title": "白書", "publisher": "内閣府", "date": "2026年春"},
    {"title": "https://example.jp/b", "url": "https://example.jp/b"},
]


def test_lines_become_sources():
    assert sources.parse(TYPED) == KEPT


def test_what_is_kept_can_be_typed_again():
    written = sources.format(KEPT)

    assert written.splitlines()[1] == "白書 |  | 内閣府 | 2026年春"
    assert sources.parse(written) == KEPT


def test_bar_inside_a_title_stays_one_part():
    written = sources.format([{"title": "東京|大阪", "url": "https://example.jp/"}])

    assert written == "東京｜大阪 | https://example.jp/"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("| https://example.jp/", "2"),
        ("題 | example", "2"),
        ("題 | javascript:alert(1)", "2"),
        ("題 | https://example.jp/ | 庁 | 春 | きのう", "2"),
        ("題 | https://example.jp/ | 庁 | 春 | 2026-02-30", "2"),
        ("題 | https://example.jp/ | 庁 | 春 | 2026-02-03 | 余り", "2"),
        ("題" * 301, "2"),
    ],
)
def test_refusal_names_the_line(line, why):
    with pytest.raises(ValidationError) as refusal:
        SourcesField().clean(f"白書\n{line}")

    assert why in refusal.value.messages[0]


def test_field_shows_lines_and_answers_sources():
    field = SourcesField()

    assert field.prepare_value(KEPT[1:2]) == "白書 |  | 内閣府 | 2026年春"
    assert field.prepare_value("typed so far |") == "typed so far |"
    assert field.clean(TYPED) == KEPT
    assert field.clean("") == []
    assert not field.has_changed(KEPT, TYPED)
    assert field.has_changed(KEPT, "題 | no address")


def test_no_more_than_a_hundred():
    with pytest.raises(ValidationError):
        SourcesField().clean("題\n" * 101)
