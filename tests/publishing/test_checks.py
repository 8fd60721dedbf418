"""Rows 8, 9, 28 and 29: what is found stops each step, whatever the door."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import (
    Audit,
    CheckLevel,
    Comment,
    CreditRole,
    DictionaryEntry,
    Edition,
    Image,
    Level,
    Passage,
    Stage,
    Suppression,
    Window,
)
from blog.publishing import checks, drafts, express, migration, review, timeline
from blog.publishing.errors import Incomplete, NotAllowed, WrongState
from blog.text import proof
from tests.factories import (
    BODY,
    make_byline,
    make_category,
    make_chief,
    make_edition,
    make_live,
    make_post,
)
from tests.people import aoi, kei, make_person, ren

pytestmark = pytest.mark.django_db

TODO = BODY + "\n要確認の数字がある。\n"
MISUSED = BODY + "\n汚名挽回を期す。\n"


def rules(findings):
    return [finding.rule for finding in findings]


def refused(verb, *args, **kwargs):
    """The rules of the findings with which `verb` refuses."""
    with pytest.raises(Incomplete) as refusal:
        verb(*args, **kwargs)
    return rules(refusal.value.findings)


def in_review(**fields):
    return review.submit(make_post(**fields), by=make_chief())


def let_pass(post, rule="misused_word", quote="汚名挽回", **kwargs):
    kwargs = {"by": make_chief(), "reason": "談話のまま"} | kwargs
    return checks.suppress(post, rule, quote, **kwargs)


def test_levels_of_craft_and_record_are_the_same():
    assert set(proof.rule.LEVELS) == set(Level.values)


def test_honest_text_has_no_finding():
    examination = checks.examine(make_post())

    assert examination.findings == ()
    assert "placeholder" in examination.clear


def test_finding_says_what_where_and_what_instead():
    (finding,) = checks.findings(make_post(body=MISUSED))

    assert (finding.field, finding.rule, finding.level) == (
        "body",
        "misused_word",
        Level.WARN,
    )
    assert (finding.quote, finding.suggestion) == ("汚名挽回", "汚名返上")
    assert (finding.line, finding.offset) == (7, MISUSED.index("汚名挽回"))


# Row 9, 28: the server refuses at every step


def test_placeholder_blocks_submitting():
    post = make_post(body=TODO)

    assert refused(review.submit, post, by=make_chief()) == ["placeholder"]
    post.refresh_from_db()
    assert post.stage == Stage.DRAFT


def test_everything_missing_and_found_is_named_at_once():
    post = drafts.create(by=make_chief(), title="TODO", body="要確認。")

    with pytest.raises(Incomplete) as refusal:
        review.submit(post, by=make_chief())

    fields = [finding.field for finding in refusal.value.findings]
    assert fields == ["slug", "category", "authors", "title", "body"]


def test_approval_looks_at_the_text_as_frozen():
    post = in_review()
    post = drafts.save(post, by=make_chief(), base_version=1, body=TODO)

    assert refused(review.approve, post, by=make_chief()) == ["placeholder"]
    assert not Edition.objects.exists()
    post.refresh_from_db()
    assert post.stage == Stage.IN_REVIEW


def test_one_button_from_draft_to_live_is_refused_alike():
    assert refused(express.publish, make_post(body=TODO), by=make_chief()) == [
        "placeholder"
    ]


@pytest.mark.parametrize("name", ["publish", "schedule"])
def test_each_stage_has_its_own_list(name):
    CheckLevel.objects.create(rule="misused_word", stage="publish", level=Level.BLOCK)
    edition = make_edition(body=MISUSED)
    at = {"at": timezone.now() + timedelta(hours=1)}

    verb = getattr(timeline, name)

    by = make_chief()
    assert refused(verb, edition, by=by, **(at if name == "schedule" else {})) == [
        "misused_word"
    ]
    assert not Window.objects.exists()


def test_update_of_a_live_post_is_checked_too():
    live = make_live()
    post = live.post
    post = drafts.save(post, by=make_chief(), base_version=1, body=MISUSED)
    edition = make_edition(post)
    CheckLevel.objects.create(rule="misused_word", stage="publish", level=Level.BLOCK)

    assert refused(timeline.update, edition, by=make_chief()) == ["misused_word"]


def test_edition_that_was_on_air_may_come_back():
    first = make_live(body=MISUSED)
    half_an_hour_ago = timezone.now() - timedelta(minutes=30)
    timeline.end(first.post, by=make_chief(), now=half_an_hour_ago)
    DictionaryEntry.objects.create(pattern="風車", level=Level.BLOCK)

    timeline.publish(first, by=make_chief())

    first.post.refresh_from_db()
    assert first.post.publication(timezone.now()).is_on_air


def test_emergency_and_import_are_not_held_up():
    urgent, imported = make_post(body=TODO), make_post(body=TODO)
    now = timezone.now()

    timeline.emergency(urgent, by=make_chief(), reason="速報")
    migration.bring_in(
        imported, published_at=now, by=make_chief(), conditions="移行", now=now
    )

    assert Window.objects.live(timezone.now()).count() == 2


# Levels


def test_category_may_weigh_a_check_otherwise():
    lenient = make_category("最新動向")
    CheckLevel.objects.create(rule="placeholder", level=Level.BLOCK)
    CheckLevel.objects.create(rule="placeholder", category=lenient, level=Level.HINT)

    review.submit(make_post(body=TODO, category=lenient), by=make_chief())

    assert refused(review.submit, make_post(body=TODO), by=make_chief()) == [
        "placeholder"
    ]


def test_level_holds_from_its_stage_on():
    CheckLevel.objects.create(rule="misused_word", stage="approve", level=Level.BLOCK)
    post = make_post(body=MISUSED)

    levels = {
        stage: checks.examine(post, stage).findings[0].level
        for stage in ("submit", "approve", "publish")
    }

    assert levels == {"submit": "warn", "approve": "block", "publish": "block"}


def test_check_that_is_off_is_neither_found_nor_passed():
    CheckLevel.objects.create(rule="misused_word", level=Level.OFF)

    examination = checks.examine(make_post(body=MISUSED))

    assert examination.findings == ()
    assert "misused_word" not in examination.clear


# The house dictionary


def test_dictionary_holds_in_its_category():
    category = make_category("投資分析")
    DictionaryEntry.objects.create(
        pattern="サーバー",
        replacement="サーバ",
        exceptions="サーバー室",
        category=category,
        level=Level.BLOCK,
    )
    body = BODY + "\nサーバーをサーバー室に置く。\n"

    (finding,) = checks.findings(make_post(body=body, category=category))

    assert (finding.rule, finding.level, finding.count) == ("dictionary", "block", 1)
    assert (finding.quote, finding.suggestion) == ("サーバー", "サーバ")
    assert checks.findings(make_post(body=body)) == ()


def test_advice_is_shown_as_it_is_written():
    DictionaryEntry.objects.create(pattern="激安", advice="100%避ける。%(quote)s")

    (finding,) = checks.findings(make_post(body=BODY + "\n激安の電力。\n"))

    assert finding.message == "“激安”: 100%避ける。%(quote)s"


def test_word_that_is_off_is_allowed_to_every_check():
    body = BODY + "\n삼성という字がある。\n"
    assert rules(checks.findings(make_post(body=body))) == ["stray_script"]

    DictionaryEntry.objects.create(pattern="삼성", level=Level.OFF)

    assert checks.findings(make_post(body=body)) == ()


def test_pattern_that_is_no_longer_allowed_is_left_out():
    DictionaryEntry.objects.create(pattern="(風+)+車", is_regex=True)

    assert checks.findings(make_post()) == ()


# What a category requires


def test_category_asks_for_sources_supervisor_and_interests():
    category = make_category(
        "投資分析",
        needs_sources=True,
        needs_supervisor=True,
        disclosure="投資助言ではありません。",
    )
    post = make_post(category=category)

    assert rules(checks.examine(post, "submit").blocking) == ["no_sources"]
    assert rules(checks.examine(post, "approve").blocking) == [
        "no_sources",
        "no_supervisor",
        "no_holdings",
    ]

    post = drafts.save(
        post,
        by=make_chief(),
        base_version=1,
        sources=[{"title": "白書", "url": "https://example.jp/", "accessed": "2026"}],
        holdings="なし",
        data_as_of=timezone.localdate(),
        credits=[
            (make_byline(), CreditRole.TEXT),
            (make_byline("三枝 みお"), CreditRole.SUPERVISOR),
        ],
    )

    assert checks.examine(post, "approve").findings == ()
    edition = review.approve(review.submit(post, by=make_chief()), by=make_chief())
    assert edition.disclosure["holdings"] == "なし"


def test_source_without_the_day_it_was_read_warns():
    post = make_post(sources=[{"title": "白書", "url": "https://example.jp/"}])

    (finding,) = checks.findings(post)

    assert (finding.rule, finding.quote, finding.level) == (
        "undated_source",
        "白書",
        "warn",
    )


def test_passage_must_exist():
    body = BODY + "\n{{ 定型文:投資免責 }}\n"
    assert refused(review.submit, make_post(body=body), by=make_chief()) == [
        "unknown_passage"
    ]

    Passage.objects.create(name="投資免責", body="投資助言ではありません。")

    assert review.submit(make_post(body=body), by=make_chief())


def test_finding_in_a_passage_points_at_where_it_is_called_for():
    Passage.objects.create(name="挨拶", body="どうも。\n\n**汚名挽回**を期す。")
    body = f"{BODY}\n> {{{{ 定型文:挨拶 }}}}\n"

    (finding,) = checks.findings(make_post(body=body))

    assert (finding.rule, finding.quote) == ("misused_word", "汚名挽回")
    assert finding.offset == body.index("{{")
    assert (finding.place, finding.line) == ("{{ 定型文:挨拶 }}", 7)
    assert "（定型文「挨拶」の中）" in finding.message
    assert finding.suggestion is None


@pytest.mark.parametrize(
    ("alt", "decorative", "found"),
    [("", False, ["cover_without_alt"]), ("", True, []), ("鉄塔", False, [])],
)
def test_cover_has_words_or_is_decoration(alt, decorative, found):
    cover = Image.objects.create(
        file="a.png",
        sha256="0" * 64,
        width=1,
        height=1,
        alt=alt,
        is_decorative=decorative,
    )

    assert rules(checks.findings(make_post(cover=cover))) == found


def test_open_comment_blocks_approval_not_submitting():
    writer = make_chief()
    post = make_post(by=writer)
    comment = Comment.objects.create(
        post=post,
        version=1,
        author=writer,
        text="単位を原本と照らす。",
        is_blocking=True,
        made_at=timezone.now(),
    )

    post = review.submit(post, by=writer)
    assert refused(review.approve, post, by=writer) == ["open_comment"]

    comment.resolved_at = timezone.now()
    comment.save()
    assert review.approve(post, by=writer)


# Letting pass


def test_finding_is_let_pass_with_a_reason_on_record():
    editor = ren()
    post = make_post(body=MISUSED)

    suppression = let_pass(post, by=editor, reason=" 談話のまま ")

    examination = checks.examine(post)
    assert examination.findings == ()
    ((finding, reason),) = examination.let_pass
    assert (finding.quote, reason) == ("汚名挽回", suppression)
    record = Audit.objects.get(verb="let pass")
    assert (record.by, record.reason) == (editor, " 談話のまま ")
    assert record.details == {"rule": "misused_word", "quote": "汚名挽回"}


def test_blocking_finding_let_pass_opens_the_way():
    post = make_post(body=TODO)
    let_pass(post, "placeholder", "要確認")

    assert make_edition(post).is_approved


def test_taking_it_back_makes_it_count_again():
    post = make_post(body=MISUSED)

    checks.unsuppress(let_pass(post), by=make_chief())

    assert rules(checks.findings(post)) == ["misused_word"]
    assert not Suppression.objects.exists()
    assert Audit.objects.filter(verb="no longer let pass").exists()


def test_reason_is_required():
    with pytest.raises(WrongState):
        let_pass(make_post(body=MISUSED), reason="  ")

    assert not Suppression.objects.exists()


def test_only_what_is_found_can_be_let_pass():
    post = make_post(body=MISUSED)

    with pytest.raises(WrongState):
        let_pass(post, quote="的を得")
    let_pass(post)
    with pytest.raises(WrongState):
        let_pass(post)

    assert Suppression.objects.count() == 1


@pytest.mark.parametrize("rule", ["", "open_comment", "unknown_passage"])
def test_some_findings_have_to_be_mended(rule):
    with pytest.raises(WrongState):
        let_pass(make_post(), rule, "")


def test_writer_lets_pass_what_the_text_says_not_what_the_category_asks():
    writer = aoi()
    category = make_category("投資分析", needs_sources=True)
    post = make_post(by=writer, body=MISUSED, category=category)

    let_pass(post, by=writer)
    with pytest.raises(NotAllowed):
        let_pass(post, "no_sources", "", by=writer)
    let_pass(post, "no_sources", "", by=kei())

    assert review.submit(post, by=writer).stage == Stage.IN_REVIEW


def test_others_texts_are_not_a_writers_to_let_pass():
    with pytest.raises(NotAllowed):
        let_pass(make_post(body=MISUSED), by=make_person("taro", "writer"))


def test_examination_asks_the_database_a_fixed_number_of_times(
    django_assert_num_queries,
):
    for number in range(5):
        DictionaryEntry.objects.create(pattern=f"語{number}")
    post = make_post(body=TODO + MISUSED)

    with django_assert_num_queries(5):
        checks.examine(post)
