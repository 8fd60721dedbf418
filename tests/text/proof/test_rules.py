"""Each check finds what it is for, and lets its honest neighbour pass."""

import pytest
from django.utils import translation

from blog.text.proof import RULES
from tests.text.proof.proofs import document, found, quotes

LONG = (
    "風力発電の出力は季節により大きく変わるので、送電線の空きを待つ列は長くなる。" * 3
)

# rule: (text, what is quoted), then texts in which nothing is found
BODIES = {
    "refusal": [
        (
            "申し訳ありませんが、その依頼にはお答えできません。",
            "申し訳ありませんが、その依頼にはお答えできません",
        ),
        ("I'm unable to browse the web.", "I'm unable to"),
        "大変申し訳ない、と社長は頭を下げた。",
        "社内の knowledge base を整える。",
    ],
    "cite_mark": [
        ("増産は続く[cite: 3, 4]。", "[cite: 3, 4]"),
        "出典は[資源庁](https://example.jp/cite:1)。",
    ],
    "end_mark": [
        ("終わりの文。\n\n---END---\n", "---END---"),
        ("終わりの文。\n\n—END—\n", "—END—"),
        "BEGIN と END の間に書く。",
        "```\n---END---\n```\n",
    ],
    "conflict_mark": [
        ("一の文。\n\n<<<<<<< HEAD\n二の文。\n", "<<<<<<< HEAD"),
        "数の大小は >> で示す。",
    ],
    "placeholder": [
        ("売上高はTKである。", "TK"),
        ("担当は〓〓さん。", "〓〓"),
        ("担当は●●さん。", "●●"),
        ("（要確認）を残す。", "要確認"),
        ("題は（仮）とする。", "（仮）"),
        ("TODO: 図を足す。", "TODO"),
        ("{{ name }}様へ。", "{{ name }}"),
        ("価格は${price}円。", "${price}"),
        ("【会社名を記入】は発表した。", "【会社名を記入】"),
        ("![TODO](/a.png)\n", "TODO"),
        "{{ 定型文:投資免責 }}\n",
        "`{{ name }}`と書けば名前が入る。",
        "```\n# TODO\n```\n",
        "STKは別の会社。TODOS社もある。",
        "[図](https://example.jp/TODO)を見る。",
    ],
    "blanks": [
        ("〇〇社が発表した。", "〇〇"),
        "〇を付ける。",
    ],
    "raw_markup": [
        ("これは**重要 である。", "**"),
        ("![図] (a)を見る。", "!["),
        "これは**重要**である。",
        "強調は`**`で囲む。",
        "```\n**kwargs\n```\n",
    ],
    "no_alt": [
        ("![](/media/a.png)\n", "/media/a.png"),
        ("![](/media/b.png){: .wide}\n", "/media/b.png"),
        "![](/media/a.png){: .decorative}\n",
        "![送電線の列](/media/a.png)\n",
        "![](/media/a.png){: .decorative}\n",
    ],
    "alt_is_file_name": [
        ("![IMG_1234](/media/a.png)\n", "IMG_1234"),
        ("![tower.jpg](/media/a.png)\n", "tower.jpg"),
        "![1号機の写真](/media/a.png)\n",
    ],
    "paragraph_as_heading": [
        (f"前の段落。\n\n{LONG}\n---\n", "---"),
        f"{LONG}\n\n---\n",
    ],
    "first_level_heading": [
        ("# 大見出し #\n", "大見出し"),
        ("大見出し\n===\n", "大見出し"),
        "## 見出し\n\n```sh\n# 注\n```\n",
    ],
    "skipped_level": [
        ("## 一\n\n#### 二\n", "二"),
        "## 一\n\n### 二\n\n## 三\n",
    ],
    "repeated_heading": [
        ("## 課題\n\n文。\n\n## 課題\n", "課題"),
        "## 課題\n\n## 課題の先\n",
    ],
    "repeated_paragraph": [
        (f"{LONG}\n\n間の文。\n\n{LONG}\n", LONG),
        "短い文。\n\n短い文。\n",
        f"{LONG}\n\n{LONG}続き。\n",
    ],
    "text_breaks_off": [
        (
            "労働力不足を解消するだけでなく、送電網の増強や",
            "不足を解消するだけでなく、送電網の増強や",
        ),
        "労働力不足を解消するだけでなく、送電網も増強する。",
        "（出所）みどり浜食品の停止伝票、調べの数字は編集部",
        "次の三つを数えた。\n\n- 風車\n- 変電所\n",
        "文は終わる。\n\n## 関連記事\n\n送電線の空きを待つ列は、なぜ長いのか\n",
    ],
    "paragraph_breaks_off": [
        (
            "送電線の空きを待つ列は長く、順番を決める規則が変わろうとしているが、それが今後ます\n\n次。\n",
            "則が変わろうとしているが、それが今後ます",
        ),
        "送電線の空きを待つ列は長く、順番を決める規則が変わろうとしているのは、次の通り：\n\n次。\n",
    ],
    "begins_mid_sentence": [
        (
            "が、欧州の運転手の期待にどう応えるかは分からない。",
            "が、欧州の運転手の期待にどう応えるかは分",
        ),
        (
            "、送電線の空きを待つ列は長く、まだ先は見えない。",
            "、送電線の空きを待つ列は長く、まだ先は見",
        ),
        "とても強い風が吹き、風車は羽根を畳んで止まった。",
        "でも、風車は羽根を畳んで止まらずに回り続けた。",
    ],
    "unpaired_bracket": [
        ("彼は「風が強いと言った。", "「風が強いと言った。"),
        "彼は「風が『強い』」と言った（昨日）。",
        "1）風が強い。",
    ],
    "broken_character": [("風\ufffd車。", "\ufffd"), "風車。"],
    "invisible_character": [
        ("風\u200b車。", "\u200b"),
        ("印\ue000。", "\ue000"),
        "家族は👨\u200d👩\u200d👧だ。",
    ],
    "stray_script": [
        ("データの очистка が要る。", "очистка"),
        ("삼성の次の手。", "삼성"),
        "データの cleaning が要る。",
    ],
    "half_width_kana": [("ｶﾞｲﾄﾞを読む。", "ｶﾞｲﾄﾞ"), "ガイドを読む。"],
    "full_width_latin": [("ＥＴＦを買う。", "ＥＴＦ"), "ETFを買う。"],
    "mixed_digits": [
        ("１２社が10件を扱う。", "１２"),
        "１２社が３件を扱う。",
        "12社が10件を扱う。",
    ],
    "machine_dependent": [("①と㈱を使う。", "①"), "(1)と株式会社。"],
    "doubled_particle": [
        ("風車をを止めた。", "風車をを"),
        ("風がが吹く。", "風がが"),
        "ものの、どこででも使える。と、とはいえ。",
        "この「影」の話をする。",
        "「はは」と笑う。母は笑う。",
    ],
    "mixed_styles": [
        ("風が吹きます。" * 8 + "風車は止まった。" * 4, "風が吹きます。風車は止まった"),
        "風が吹きます。" * 11 + "風車は止まった。",
        "風が吹きます。" * 8 + "彼は「止まった。」と言います。" * 4,
    ],
    "long_sentence": [
        ("風が" * 80 + "吹く。", "風が" * 80 + "吹く。"),
        "風が" * 50 + "吹く。" + "風が" * 50 + "吹く。",
        "風が" * 110 + "吹く。",
    ],
    "very_long_sentence": [
        ("風が" * 110 + "吹く。", ("風が" * 110)[:200]),
        "風が" * 80 + "吹く。",
    ],
    "misused_word": [("汚名挽回を期す。", "汚名挽回"), "汚名返上を期す。"],
    "about_twice": [("約10万円ほどかかる。", "約10万円ほど"), "約10万円かかる。"],
    "certainty": [("株価は必ず上がる。", "必ず上が"), "株価は上がる見通しだ。"],
    "ascii_ellipsis": [("そして...風。", "..."), "そして…風。`a...b`"],
    "ascii_quotes": [('彼は"風車"と言う。', '"風車"'), '値は"wind"。'],
    "half_width_punctuation": [
        ("風が吹く!次に止まる。", "!"),
        ("風が吹く,次に止まる。", ","),
        "Yahoo!ニュースと3.5%、U.S.の話。",
    ],
    "doubled_punctuation": [("風が吹く。。", "。。"), "風が吹く！"],
    "heading_without_space": [("##概要\n", "##概要"), "## 概要\n"],
    "note_without_text": [("風[^1]が吹く。", "1"), "風[^1]が吹く。\n\n[^1]: 注。\n"],
    "note_unused": [("風が吹く。\n\n[^1]: 注。\n", "1"), "風が吹く。"],
    "tag_unclosed": [("風<b>が吹く。", "b"), "風<b>が</b>吹く。"],
    "tag_removed": [("<iframe></iframe>\n", "iframe"), "風が吹く。"],
    "long_block": [("風" * 8000, "風" * 40), "風" * 7000],
    "note_repeated": [("風[^1]" * 51 + "\n\n[^1]: 注。\n", "1"), "風が吹く。"],
    "chart_unfit": [
        ("|年|値|\n|---|---|\n|一|1|\n{: .棒グラフ}\n", "年 値"),
        "|年|値|\n|---|---|\n|一|1|\n|二|2|\n{: .棒グラフ}\n",
    ],
    "chart_without_number": [
        ("|年|値|\n|---|---|\n|一|1|\n|二|多い|\n{: .折れ線}\n", "多い"),
        "|年|値|\n|---|---|\n|一|1|\n|二|約2|\n",
    ],
    "table_too_large": [
        ("|a|b|\n|---|---|\n" + "|1|2|\n" * 5000, "|a|b|"),
        "|a|b|\n|---|---|\n|1|2|\n",
    ],
}
FIELDS = {
    "refusal_in_title": [
        ({"title": "I apologize, but I cannot"}, "I apologize"),
        ({"title": "申し訳ありませんが、お答えできません"}, "申し訳ありませんが"),
        {"title": "謝罪の研究"},
    ],
    "raw_markup": [({"title": "**風車**の話"}, "**"), {"title": "風車 #1 の話"}],
    "placeholder": [({"excerpt": "売上はTK。"}, "TK"), {"excerpt": "売上は3円。"}],
    "wide_title": [({"title": "風" * 33}, "風" * 33), {"title": "風" * 32}],
    "cut_description": [
        ({"description": "風が吹き..."}, "..."),
        {"description": "風が吹く。"},
    ],
}


def cases(table, *, hits):
    return [
        (rule, *row) if hits else (rule, row)
        for rule, rows in table.items()
        for row in rows
        if isinstance(row, tuple) == hits
    ]


@pytest.mark.parametrize(("rule", "source", "quote"), cases(BODIES, hits=True))
def test_found_in_the_text(rule, source, quote):
    assert quotes(source, rule)[:1] == [quote]


@pytest.mark.parametrize(("rule", "source"), cases(BODIES, hits=False))
def test_nothing_wrong_with_the_text(rule, source):
    assert quotes(source, rule) == []


@pytest.mark.parametrize(("rule", "fields", "quote"), cases(FIELDS, hits=True))
def test_found_beside_the_text(rule, fields, quote):
    (finding,) = found(rule=rule, **fields)

    assert (finding.field, finding.quote) == (*fields, quote)


@pytest.mark.parametrize(("rule", "fields"), cases(FIELDS, hits=False))
def test_nothing_wrong_beside_the_text(rule, fields):
    assert quotes(rule=rule, **fields) == []


def test_every_rule_is_tried_here():
    names = [rule.name for rule in RULES]

    assert len(names) == len(set(names))
    assert set(names) == BODIES.keys() | FIELDS.keys()
    assert all(len(name) <= 40 for name in names)


def test_message_quotes_and_suggests():
    (finding,) = found("ＥＴＦを買い、ＥＴＦを売る。", "full_width_latin")

    with translation.override("en"):
        assert finding.message == "“ＥＴＦ”: write ETF."
    assert (finding.suggestion, finding.count) == ("ETF", 2)


def test_clean_text_has_no_finding():
    assert found("北の港で風車が回り始めた。\n\n## 線\n\n運ぶ線が足りない。\n") == []


def test_text_of_hostile_length_is_read_in_one_go():
    source = "[`<!-- {: (「" * 3000

    assert isinstance(found(source), list)
    assert document(source).prose.text.count("\n") == 0
