"""A finding says where it stands in the source, whatever markup lies between."""

import pytest

from tests.text.proof.proofs import document, found

MANUSCRIPT = """\
# 風車の記事

北の**港**で[風車](https://example.jp/wind-1)がが回る。

- 一つ目の*項目*
- 二つ目の｜項目《こうもく》は「閉じない

| 年 | 額 |
|---|--:|
| 2026 | ＥＴＦ |

文[^a]の終わり...そして続く。

[^a]: 注の中の汚名挽回。
"""


@pytest.mark.parametrize(
    ("rule", "words", "line"),
    [
        ("first_level_heading", "風車の記事", 1),
        ("doubled_particle", "北の**港", 3),
        ("unpaired_bracket", "「閉じない", 6),
        ("full_width_latin", "ＥＴＦ", 10),
        ("ascii_ellipsis", "...そして", 12),
        ("misused_word", "汚名挽回", 14),
    ],
)
def test_offset_and_line_are_those_of_the_source(rule, words, line):
    (finding,) = found(MANUSCRIPT, rule)

    assert finding.line == line
    assert MANUSCRIPT[finding.offset :].startswith(words)


def test_second_of_two_like_paragraphs_is_the_place():
    paragraph = "送電線の空きを待つ列は長い。" * 6
    source = f"{paragraph}\n\n間の文。\n\n{paragraph}\n"

    (finding,) = found(source, "repeated_paragraph")

    assert (finding.line, finding.offset) == (5, source.rindex(paragraph))


def test_words_of_another_field_are_placed_there():
    (finding,) = found("風車。", "full_width_latin", title="風とＥＴＦ")

    assert (finding.field, finding.offset, finding.line) == ("title", 2, 1)


def test_code_and_addresses_are_no_prose():
    source = "前`TODO`\n\n```\nTODO\n```\n<!-- TODO -->\n[後](/TODO)\n"

    prose = document(source).prose.text

    assert len(prose) == len(source)
    assert "TODO" not in prose
    assert prose.count("\n") == source.count("\n")
