"""Row 37: a table with {: .棒グラフ} under it is drawn, and stays a table below."""

import re
import xml.etree.ElementTree as etree

import pytest
from bs4 import BeautifulSoup

from blog.reading.feeds.full_text import portable
from blog.text.rendering import render
from blog.text.to_markdown import to_markdown

POWER = (
    "| 年 | 電力（MW） |\n|---|--:|\n"
    "| 2024年 | 800 |\n| 2025年 | 1,000MW |\n| 2026年予 | １,６００ |\n"
)


def chart(source):
    page = BeautifulSoup(render(source).html, "html.parser")
    return page.select_one("figure.chart > svg")


def shapes(svg, name):
    return [(each["class"], each) for each in svg.find_all(name)]


def texts(svg, kind):
    return [each.text for each in svg.select(f"text.{kind}")]


@pytest.mark.parametrize("name", ["棒グラフ", "chart-bar"])
def test_bars_stand_on_zero_and_are_hollow_where_they_are_expected(name):
    svg = chart(POWER + f"{{: .{name}}}\n")

    bars = [(classes[0], float(bar["height"])) for classes, bar in shapes(svg, "rect")]
    full = bars[2][1]
    assert [(look, round(height / full, 3)) for look, height in bars] == [
        ("done", 0.5),
        ("done", 0.625),
        ("open", 1.0),
    ]
    bottoms = {
        round(float(bar["y"]) + float(bar["height"])) for _, bar in shapes(svg, "rect")
    }
    assert bottoms == {round(float(svg.select_one("line.axis")["y1"]))}
    assert texts(svg, "label") == ["2024年", "2025年", "2026年予"]
    assert texts(svg, "value") == ["800", "1,000MW", "１,６００"]
    assert texts(svg, "name") == ["電力（MW）"]


def test_it_is_told_in_words_and_the_table_stays():
    page = BeautifulSoup(render(POWER + "{: .棒グラフ}\n").html, "html.parser")
    figure = page.select_one("figure.chart")

    assert figure.svg["role"] == "img"
    assert figure.svg["aria-label"] == (
        "棒グラフ。電力（MW）は、2024年が800、2026年予が１,６００。"
        "最も高いのは2026年予の１,６００。"
    )
    assert figure.details.summary.text == "数字を表で見る"
    assert len(figure.select("details .table-scroll table tr")) == 4


def test_lines_of_several_series_stop_where_a_value_is_missing():
    svg = chart(
        "| 月 | 甲（円） | 乙（円） |\n|---|---|---|\n"
        "| 1月 | 2,400 | – |\n| 2月 | ▲100 | +300 |\n| 3月E | 2,600 | 400 |\n"
        "{: .折れ線}\n"
    )

    assert [classes for classes, _line in shapes(svg, "circle")] == [
        ["done", "series-1"],
        ["done", "series-1"],
        ["open", "series-1"],
        ["done", "series-2"],
        ["open", "series-2"],
    ]
    assert texts(svg, "name") == ["甲", "乙", "（円）"]
    assert texts(svg, "tick") == ["-1,000", "0", "1,000", "2,000", "3,000"]
    assert texts(svg, "value") == []


def test_as_many_labels_as_there_is_room_for_the_first_and_the_last_too():
    rows = "".join(f"| {year}年度 | {year} |\n" for year in range(1990, 2026))

    svg = chart(f"| 年 | 値 |\n|---|---|\n{rows}{{: .棒グラフ}}\n")

    shown = texts(svg, "label")
    assert (shown[0], shown[-1]) == ("1990年度", "2025年度")
    assert 3 <= len(shown) <= 8


@pytest.mark.parametrize("kind", ["棒グラフ", "折れ線"])
@pytest.mark.parametrize(
    "values",
    [
        ("0", "0"),
        ("▲5", "▲5"),
        ("0.000001", "0.000002"),
        ("999,999,999,999,999", "999,999,999,999,998.5"),
        ("0.1", "999,999,999,999,999"),
    ],
)
def test_every_mark_lies_within_the_drawing(kind, values):
    rows = "".join(f"| {value} | {value} |\n" for value in values)

    svg = chart(f"| 名 | 値 |\n|---|---|\n{rows}{{: .{kind}}}\n")

    for each in svg.find_all():
        for name, most in [("x", 480), ("cx", 480), ("y", 290), ("cy", 290)]:
            assert 0 <= float(each.get(name, 0)) <= most


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ("| 年 | 値 |\n|---|---|\n| 一 | 1 |\n", "chart_unfit"),
        ("| 年 | 値 |\n|---|---|\n" + "| 一 | 1 |\n" * 41, "chart_unfit"),
        ("| 年 | a | b | c | d | e |\n|---|---|---|---|---|---|\n"
         + "| 一 | 1 | 2 | 3 | 4 | 5 |\n" * 2, "chart_unfit"),
        ("| 年 | 値 |\n|---|---|\n| 一 | – |\n| 二 | – |\n", "chart_unfit"),
        ("| 年 | 値 |\n|---|---|\n| 一 | 1 |\n| 二 | 多い |\n", "chart_without_number"),
        ("| 年 | 値 |\n|---|---|\n| 一 | 1 |\n| 二 | " + "9" * 40 + " |\n",
         "chart_without_number"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_stays_a_table_and_is_found(table, rule):
    page = render(table + "{: .棒グラフ}\n")

    assert "<svg" not in page.html
    assert "<table" in page.html
    assert [finding.rule for finding in page.findings] == [rule]


def test_no_chart_where_none_is_asked_for_nor_from_a_text_of_its_own():
    """SEC-10: the drawing is ours, whatever the text holds."""
    assert "<svg" not in render(POWER).html
    hostile = (
        '<svg onload="alert(1)"></svg>\n\n<figure class="chart"><b>偽</b></figure>\n\n'
        '| "><script>alert(1)</script> | <b onclick="x">a&amp;"b</b> |\n|---|---|\n'
        "| </text><script>x</script> | 1 |\n| <i>乙</i> | 2 |\n{: .棒グラフ}\n"
    )

    html = render(hostile).html

    svg = re.findall("<svg.*?</svg>", html, re.DOTALL)
    assert len(svg) == 1
    drawn = list(etree.fromstring(svg[0]).iter())
    assert {each.tag for each in drawn} == {"svg", "line", "rect", "text"}
    assert {name for each in drawn for name in each.attrib} == {
        *("viewBox", "role", "aria-label", "class", "width", "height"),
        *("x", "x1", "x2", "y", "y1", "y2"),
    }
    assert "<script" not in html
    assert 'class="chart"><b>' not in html


def test_a_raw_table_leaves_the_block_around_it_whole():
    html = render(
        '<div class="note"><table class="chart-bar"><tr><th>年</th><th>値</th></tr>'
        "<tr><td>一</td><td>1</td></tr><tr><td>二</td><td>2</td></tr></table></div>\n"
    ).html

    assert html.count("<div") == html.count("</div>") == 1
    assert html.endswith("</details></figure></div>")


def test_words_feeds_and_markdown_have_the_table_alone():
    drawn, plain = render(POWER + "{: .棒グラフ}\n"), render(POWER)

    assert drawn.text == plain.text
    assert to_markdown(drawn.html) == to_markdown(plain.html)
    in_feed = portable(drawn.html, address="https://example.jp/")
    assert in_feed.startswith("<figure><div>\n<table>")
    assert in_feed.endswith("</table>\n</div></figure>")
