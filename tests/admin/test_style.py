"""Row 8: the house dictionary and the levels of checks, edited at the desk."""

import pytest
from bs4 import BeautifulSoup

from blog.models import Audit, CheckLevel, DictionaryEntry, Level
from tests.admin.forms import messages
from tests.factories import BODY, make_category, make_edition

pytestmark = pytest.mark.django_db

WORDS = "/admin/blog/dictionaryentry/"
LEVELS = "/admin/blog/checklevel/"


def entry(**fields):
    return {
        "pattern": "サーバー",
        "replacement": "サーバ",
        "advice": "",
        "exceptions": "",
        "category": "",
        "level": Level.WARN,
    } | fields


def errors(response):
    return response.context["adminform"].form.errors


def test_editor_adds_a_word_and_hears_how_often_it_is_found(client, sign_in):
    editor = sign_in("ren")
    make_edition(body=BODY + "\nサーバーを置く。\n")
    make_edition()

    response = client.post(WORDS + "add/", entry(), follow=True)

    word = DictionaryEntry.objects.get()
    assert (word.pattern, word.replacement) == ("サーバー", "サーバ")
    assert any("1" in said and "2" in said for said in messages(response))
    record = Audit.objects.get(kind="dictionaryentry")
    assert (record.verb, record.by) == ("house rule made", editor)
    assert record.details["became"]["pattern"] == "サーバー"


def test_change_and_removal_are_on_record(client, sign_in):
    sign_in("ren")
    word = DictionaryEntry.objects.create(pattern="サーバー")

    client.post(f"{WORDS}{word.pk}/change/", entry(level=Level.BLOCK))
    client.post(f"{WORDS}{word.pk}/delete/", {"post": "yes"})

    changed, removed = Audit.objects.filter(kind="dictionaryentry").order_by("pk")
    assert (changed.verb, changed.details["was"]["level"]) == (
        "house rule changed",
        "warn",
    )
    assert (removed.verb, removed.details["was"]["level"]) == (
        "house rule removed",
        "block",
    )
    assert not DictionaryEntry.objects.exists()


@pytest.mark.parametrize("pattern", ["(風+)+車", "[ぁ-ん", "風|(", ".*.*.*", "風*"])
def test_pattern_without_bounds_is_refused_with_a_reason(client, sign_in, pattern):
    sign_in("ren")

    response = client.post(
        WORDS + "add/", entry(pattern=pattern, replacement="", is_regex="on")
    )

    assert list(errors(response)) == ["pattern"]
    assert not DictionaryEntry.objects.exists()


def test_same_signs_are_a_word_when_no_pattern_is_meant(client, sign_in):
    sign_in("ren")

    client.post(WORDS + "add/", entry(pattern="(風+)+車"))

    assert DictionaryEntry.objects.get().pattern == "(風+)+車"


def test_replacement_must_fit_the_pattern(client, sign_in):
    sign_in("ren")

    response = client.post(
        WORDS + "add/", entry(pattern="ヶ月", replacement=r"\1か月", is_regex="on")
    )

    assert list(errors(response)) == ["replacement"]


def test_word_stands_once_in_a_category(client, sign_in):
    sign_in("ren")
    DictionaryEntry.objects.create(pattern="サーバー")

    response = client.post(WORDS + "add/", entry())
    client.post(WORDS + "add/", entry(category=make_category("投資分析").pk))

    assert list(errors(response)) == ["pattern"]
    assert DictionaryEntry.objects.count() == 2


def test_chief_sets_what_a_check_weighs(client, sign_in):
    sign_in("kei")
    category = make_category("投資分析")
    level = {
        "rule": "placeholder",
        "category": category.pk,
        "stage": "approve",
        "level": Level.HINT,
    }

    client.post(LEVELS + "add/", level)
    response = client.post(LEVELS + "add/", level)

    row = CheckLevel.objects.get()
    assert (row.rule, row.category, row.stage, row.level) == (
        "placeholder",
        category,
        "approve",
        "hint",
    )
    assert errors(response)
    assert client.get(LEVELS).status_code == 200


@pytest.mark.parametrize(
    ("name", "words", "levels"),
    [
        ("nao", [200, 403], [403, 403]),
        ("aoi", [200, 403], [403, 403]),
        ("ren", [200, 200], [200, 403]),
        ("mio", [200, 403], [403, 403]),
        ("kei", [200, 200], [200, 200]),
        ("sora", [403, 403], [403, 403]),
    ],
)
def test_who_may_see_and_add(client, sign_in, name, words, levels):
    sign_in(name)

    def answers(page):
        return [client.get(page).status_code, client.get(page + "add/").status_code]

    assert answers(WORDS) == words
    assert answers(LEVELS) == levels


def test_house_rules_lead_to_each_other(client, sign_in):
    sign_in("ren")

    page = BeautifulSoup(client.get(WORDS).content, "html.parser")

    links = [link["href"] for link in page.select(".house-rules a")]
    assert links[:2] == [WORDS, LEVELS]
    assert page.select_one(".desk-nav [aria-current]")["href"] == WORDS
    levels = BeautifulSoup(client.get(LEVELS).content, "html.parser")
    assert levels.select_one(".desk-nav [aria-current]")["href"] == WORDS
    other = BeautifulSoup(client.get("/admin/blog/tag/").content, "html.parser")
    assert other.select(".house-rules") == []


def test_category_says_what_it_asks_for(client, sign_in):
    sign_in("kei")

    page = client.get("/admin/blog/category/add/")

    fields = page.context["adminform"].form.fields
    assert {"needs_sources", "needs_supervisor", "disclosure"} <= fields.keys()
