"""What is found, in which order, and by whom it never is."""

import random
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from blog.models import Edition, SearchDocument, SynonymGroup
from blog.publishing import drafts, timeline
from blog.search import find, search
from blog.search.index import catch_up
from blog.text.search.normal import normalise
from tests.factories import (
    BODY,
    make_byline,
    make_chief,
    make_edition,
    make_live,
    make_post,
    make_scheduled,
    revise,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def titles(text, at=NOW):
    found = {each.pk: each.title for each in Edition.objects.all()}
    return [found[pk] for pk in search(text, at=at)]


def test_every_piece_of_every_text_is_found_and_nothing_else():
    """Against reading all of it, on either database: pieces of 1 to 8 characters."""
    chance = random.Random(65)
    kana_and_kanji = "あいうえおかきくけこサシスセソタチツテト生成人工知能投資電力々ー"
    for number in range(12):
        text = "".join(
            "".join(chance.choices(kana_and_kanji, k=chance.randint(4, 30))) + "。"
            for _sentence in range(30)
        )
        make_live(title=f"第{number}号", body=text)
    names = "水野 あおい\n水野あおい"
    texts = {
        each.pk: list(map(normalise, [each.text, each.title, each.excerpt, names]))
        for each in Edition.objects.all()
    }
    everything = [each.text for each in Edition.objects.all()]

    differing = []
    for size in [1, 2, 3, 4, 5, 6, 7, 8] * 25:
        piece = _piece(chance, everything, size)
        expected = {
            pk
            for pk, parts in texts.items()
            if any(normalise(piece) in part for part in parts)
        }
        if set(search(piece, at=NOW)) != expected:
            differing.append(piece)

    assert differing == []


def _piece(chance, texts, size):
    """A stretch of a text without punctuation."""
    while True:
        text = chance.choice(texts)
        start = chance.randrange(len(text) - size)
        piece = text[start : start + size]
        if not set(piece) & set("。\n"):
            return piece


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("ガイド", "ｶﾞｲﾄﾞ"),
        ("ガイド", "がいど"),
        ("がいど", "ガイド"),
        ("ＥＴＦ", "etf"),
        ("ETFの残高", "ＥＴＦ"),
        ("サーバーの費用", "サーバ"),
        ("デ−タ基盤", "データ"),
        ("人々の声", "人人"),
        ("NVIDIAの決算", "nvid"),
        ("生成AIの費用", "成AIの"),
        ("GPT-5の料金", "GPT 5"),
        ("｜漢字《かんじ》の話", "かんじ"),
        ("｜漢字《かんじ》の話", "漢字"),
        ("株", "株"),
    ],
)
def test_spellings_of_the_same_are_the_same(written, asked):
    make_live(title="題", body=f"前の文。{written}。後の文。")
    make_live(title="別の話")

    assert titles(asked) == ["題"]


def test_a_word_in_latin_letters_is_found_from_its_beginning_only():
    make_live(title="storage")

    assert titles("stor") == ["storage"]
    assert titles("rag") == []


def test_words_are_all_asked_for_phrases_in_order_and_minus_leaves_out():
    make_live(title="風力の投資")
    make_live(title="投資と風力と太陽光")
    make_live(title="太陽光")

    assert sorted(titles("風力 投資")) == ["投資と風力と太陽光", "風力の投資"]
    assert titles("「力の投」") == ["風力の投資"]
    assert titles('"投資と風"') == ["投資と風力と太陽光"]
    assert titles("投資 -太陽光") == ["風力の投資"]
    assert titles("投資 －「風力と太陽」") == ["風力の投資"]


def test_without_a_hit_for_all_words_some_are_enough():
    make_live(title="風力の費用")
    make_live(title="太陽光と地熱の費用")

    found = find("地熱 太陽光 水素", at=NOW)

    assert found.is_loose
    assert [Edition.objects.get(pk=hit.edition).title for hit in found.hits] == [
        "太陽光と地熱の費用"
    ]
    assert not find("太陽光 地熱", at=NOW).is_loose


@pytest.mark.parametrize("nothing", ["", "  ", "！？", "-", "「」", "-風車"])
def test_without_a_word_nothing_is_asked(nothing, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search(nothing, at=NOW) == []


def test_where_a_word_stands_decides_the_order():
    """The same five on both databases."""
    year = timedelta(days=365)
    make_live(title="本文に", body=BODY + "\n潮力の話。\n", at=NOW - HOUR)
    make_live(title="抜粋に", excerpt="潮力の抜粋。", at=NOW - 2 * HOUR)
    make_live(title="見出しに", body=BODY + "\n## 潮力\n\n本文。\n", at=NOW - HOUR)
    make_live(title="古い潮力", at=NOW - year)
    make_live(title="潮力", at=NOW - 3 * year)

    assert titles("潮力") == ["潮力", "古い潮力", "見出しに", "抜粋に", "本文に"]


def test_tags_and_writers_are_found():
    make_live(title="札", tags=["潮力"])
    make_live(title="署名", credits=[(make_byline("潮 みなと"), "text")])

    assert titles("潮力") == ["札"]
    assert titles("潮 みなと") == titles("潮みなと") == ["署名"]


def test_a_synonym_finds_what_the_other_words_find():
    make_live(title="NVIDIAの決算")
    make_live(title="サーバの費用")
    assert titles("エヌビディア") == []

    SynonymGroup.objects.create(words="エヌビディア、NVIDIA")
    SynonymGroup.objects.create(words="サーバ = サーバー")

    assert titles("エヌビディア") == ["NVIDIAの決算"]
    assert titles("サーバー 費用") == ["サーバの費用"]
    assert titles("費用 -サーバー") == []


def hidden():
    """One of each that is not on air, all about 秘密."""
    make_post(title="秘密の草稿")
    make_edition(title="秘密の校了")
    make_scheduled(title="秘密の予約", at=NOW + HOUR)
    ended = make_live(title="秘密の終了", at=NOW - 9 * HOUR)
    timeline.end(ended.post, by=make_chief(), now=NOW - HOUR)
    gone = make_live(title="秘密の取下げ", at=NOW - 9 * HOUR)
    timeline.take_down(gone.post, by=make_chief(), reason="誤り", now=NOW - HOUR)
    shown = make_live(title="公開の題").post
    drafts.save(
        shown, by=make_chief(), base_version=shown.lock_version, title="秘密の保存"
    )
    timeline.schedule(
        revise(make_live(title="前の題").post, title="秘密の更新"),
        at=NOW + HOUR,
        by=make_chief(),
    )


def test_only_what_is_on_air_is_found():
    hidden()

    assert titles("秘密") == []
    assert sorted(titles("秘密", at=NOW + HOUR)) == ["秘密の予約", "秘密の更新"]
    assert sorted(titles("秘密", at=NOW - 2 * HOUR)) == ["秘密の取下げ", "秘密の終了"]


def test_a_page_hidden_from_search_engines_is_found_here():
    make_live(title="潮力", noindex=True)

    assert titles("潮力") == ["潮力"]


def test_editions_without_a_document_are_caught_up_with():
    make_live(title="潮力")
    make_live(title="地熱")
    before = titles("潮力")
    SearchDocument.objects.update(version=0)

    assert catch_up() == 2
    assert catch_up() == 0

    assert titles("潮力") == before == ["潮力"]
    assert titles("力の") == []


def test_the_index_is_made_anew_by_a_command():
    make_live(title="潮力")
    said = StringIO()

    call_command("rebuild_search", all=True, stdout=said)
    call_command("rebuild_search", stdout=said)

    assert said.getvalue() == "1 editions indexed.\n0 editions indexed.\n"
    assert titles("潮力") == ["潮力"]


def test_a_text_longer_than_a_tsvector_is_found(monkeypatch):
    monkeypatch.setattr("blog.search.postgres.MOST_BYTES", 10)
    make_live(title="題", body="潮力発電の話。")

    for asked in ("潮", "潮力", "潮力発", "潮力発電の"):
        assert titles(asked) == ["題"]
    assert titles("潮力電") == []
