import pytest

from blog.text.diff import compare
from blog.text.figures import changes, figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("480 MWを一億円あたり136.9kWで", ["480 MW", "一億円", "136.9kW"]),
        ("2026年8月末に三位となり、百円高", ["2026年", "8月", "三位", "百円"]),
        ("▲3.2%、¥1,234億5000万円、１２社", ["▲3.2%", "¥1,234億5000万円", "１２社"]),
        ("四半期の統一見解は十分だ。一方で一部は", []),
        ("OpenAIとMeta PlatformsのH100", ["OpenAI", "Meta Platforms", "H100"]),
        ("サム・アルトマン氏と金融庁", ["サム・アルトマン", "金融庁"]),
        ("北辰電力と東雲半導体と潮見", ["北辰電力", "東雲半導体"]),
        ("[記事](https://example.com/2026/3) https://example.com/12", []),
    ],
)
def test_numbers_and_names_of_a_text(text, expected):
    assert [figure.text for figure in figures(text)] == expected


def test_known_names_are_found_whole():
    found = figures("潮見データと潮見が", names=["潮見", "潮見データ"])

    assert [figure.text for figure in found] == ["潮見データ", "潮見"]


def changed(old, new):
    return [
        (change.sort, change.paragraph, change.before, change.after)
        for change in changes(compare(old, new))
    ]


def test_changed_numbers_and_names_stand_apart():
    old = "序文。3社が並ぶ。\n\n北辰電力は百円高で、480 MWを二位で得た。\n"
    new = "序文。3社が並ぶ。\n\n東雲半導体は二百円高で、408 MWを二位で得た。\n"

    assert changed(old, new) == [
        ("number", 2, "百円", "二百円"),
        ("number", 2, "480 MW", "408 MW"),
        ("name", 2, "北辰電力", "東雲半導体"),
    ]


def test_figures_that_come_and_go_have_one_side():
    assert changed("電力は足りない。", "電力は5万kW足りない。") == [
        ("number", 1, "", "5万kW")
    ]
    assert changed("残る。\n\n12社が降りた。", "残る。") == [("number", 2, "12社", "")]


def test_other_changes_are_none_of_theirs():
    assert changed("3社が増やす見通しです。", "3社が減らす見通しです。") == []
