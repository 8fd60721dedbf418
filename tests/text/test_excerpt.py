from blog.text.excerpt import excerpt
from blog.text.rendering import render

FIRST = "電力の不足が、計算機を並べる会社の順番を決め始めている。"
SECOND = "接続を待つ列は長く、先に並んだ会社だけが先に進めるからだ。"
THIRD = "編集部は、九つの会社の決算書を同じ物差しで測り直してみた。"


def of(source, title="題", lead=""):
    return excerpt(render(source), title=title, lead=lead)


def test_whole_sentences_up_to_120_characters():
    fits = "四" * (119 - len(FIRST + SECOND + THIRD)) + "。"

    assert of(FIRST + SECOND + THIRD + fits + SECOND) == FIRST + SECOND + THIRD + fits
    assert of(FIRST + SECOND + THIRD + "五" + fits) == FIRST + SECOND + THIRD


def test_short_paragraph_goes_on_into_the_next_but_not_over_a_heading():
    assert of(f"{FIRST}\n\n{SECOND}{THIRD}\n\n続きの段落は要らないはずだ。") == (
        FIRST + SECOND + THIRD
    )
    assert of(f"{FIRST}\n\n## 次\n\n{SECOND}") == FIRST


def test_no_markup_lists_tables_code_quotes_or_headings():
    source = (
        f"## 見出しにも文がある。\n\n- 項目にも、長い長い文がある。\n\n> {SECOND}\n\n"
        f"| 表にも、長い長い文があります。 |\n|---|\n\n```\n{THIRD}\n```\n\n"
        "**電力の不足**が、[計算機](https://example.com)を並べる会社の`順番`を決めている[^1]。\n\n"
        f"[^1]: {SECOND}"
    )

    assert of(source) == "電力の不足が、計算機を並べる会社の順番を決めている。"


def test_headline_repeated_as_first_paragraph_is_passed_over():
    title = "電力が決める計算機の順番とは？"

    assert of(f"電力が決める、計算機の順番の行方とは何か。\n\n{FIRST}", title) == FIRST
    assert of(f"この静かな動きは業界に何をもたらすのか？\n\n{FIRST}", title) == FIRST


def test_boilerplate_is_passed_over():
    source = (
        "この記事では電力について順に詳しく見ていきます。\n\n"
        f"※数値は架空のものです、ご注意ください。\n\n{FIRST}"
    )

    assert of(source) == FIRST


def test_sentence_too_long_is_cut_at_a_comma_outside_brackets():
    long = "あ" * 60 + "、" + "い" * 30 + "「う、" + "え" * 60 + "」。"

    assert of(long) == "あ" * 60 + "…"


def test_nothing_to_take_gives_nothing():
    assert of("- 項目\n\n短い。") == ""


def test_lead_of_the_editor_wins_as_plain_text():
    assert (
        of(FIRST, lead="**重要な変化**を[三つ](/a)見ます。")
        == "重要な変化を三つ見ます。"
    )
    assert of(FIRST, lead="**閉じない強調を見ます。") == "閉じない強調を見ます。"
    assert of(FIRST, lead="体言止めの一行") == "体言止めの一行"


def test_lead_that_was_cut_off_ends_at_its_last_sentence():
    assert of(FIRST, lead=f"{SECOND}製造、医療、") == SECOND
    assert of(FIRST, lead=f"## 題\n\n{SECOND}続きは「...") == SECOND
    assert of(FIRST, lead="製造、医療、") == FIRST


def test_english_sentences():
    source = "Power decides who may compute next year. Nine companies were compared."

    assert of(source) == source
