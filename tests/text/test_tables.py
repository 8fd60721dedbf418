from blog.text import spreadsheet, tables
from blog.text.rendering import render

SOURCE = """| 会社 | 比率 |
|---|--:|
| 東雲**半導体** | −3.2% |
| =HYPERLINK | [^1] |

間の文。

| x |
|---|
| 2行<br>目 |

[^1]: 注
"""


def html():
    return render(SOURCE).html


def test_a_table_is_read_row_by_row_as_words():
    assert tables.rows(html(), 1) == [
        ["会社", "比率"],
        ["東雲半導体", "−3.2%"],
        ["=HYPERLINK", ""],
    ]
    assert tables.rows(html(), 2) == [["x"], ["2行 目"]]


def test_there_are_no_more_tables_than_there_are():
    assert [tables.rows(html(), number) for number in (0, 3)] == [None, None]


def test_a_cell_over_columns_leaves_empty_ones():
    wide = (
        '<div class="table-scroll"><table><tr><td colspan="3">a</td></tr></table></div>'
    )

    assert tables.rows(wide, 1) == [["a", "", ""]]


def test_each_table_has_a_link_under_it():
    linked = tables.with_links(html(), address="t{}".format, words="CSV {}".format)

    links = [
        f'<p class="table-csv"><a href="t{number}">CSV {number}</a></p>'
        for number in (1, 2)
    ]
    assert all(f"</div>{link}" in linked for link in links)
    assert linked.replace(links[0], "").replace(links[1], "") == html()


def test_a_spreadsheet_takes_figures_as_figures_and_formulas_as_words():
    cells = ["-3.2%", "+71%", "-1,234", "-x", "=1"]

    lines = spreadsheet.lines(["=a"], [[cell] for cell in cells])

    assert "".join(lines).split("\r\n") == [
        "\ufeff'=a",
        *("-3.2%", "+71%", '"-1,234"', "'-x", "'=1"),
        "",
    ]
