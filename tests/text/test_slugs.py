import pytest

from blog.text.slugs import check, suggest, unicode_slug


def free(slug):
    return False


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("NVIDIA Blackwellの衝撃", "nvidia-blackwell"),
        ("ＥＴＦとETF、そしてＲＥＩＴ", "etf-reit"),
        ("日経平均、3日ぶり反発", "markets-3"),
        ("電力の行方", "markets"),
        ("one two three four five six", "one-two-three-four-five"),
        ("A" * 80, "markets"),
        ("", "markets"),
    ],
)
def test_suggestion_is_made_of_ascii_words(title, expected):
    slug = suggest(title, category_slug="markets", taken=free)

    assert slug.startswith(expected)
    check(slug)


def test_suggestion_is_never_empty_or_too_short():
    assert suggest("電力の行方", category_slug="投資分析", taken=free) == "post"
    assert suggest("第5回", taken=free) == "post-5"


def test_suggestion_gives_way_to_what_is_taken():
    taken = {"gpt-5", "gpt-5-2"}.__contains__

    assert suggest("GPT-5の衝撃", taken=taken) == "gpt-5-3"


def test_suggestion_stays_within_the_length_when_it_gives_way():
    title = "abcdefghij " * 3 + "klmnopqrstuvwxyz abcdefghijklmnopqrstuv 0123456789"

    slug = suggest(title, taken=lambda slug: not slug.endswith("-2"))

    assert slug.endswith("-2")
    check(slug)


@pytest.mark.parametrize("slug", ["abc", "gpt-5", "a1-b2-c3", "a" * 60])
def test_good_slugs(slug):
    check(slug)


@pytest.mark.parametrize(
    "slug",
    [
        *("", "ab", "a" * 61, "ABC", "a--b", "-ab", "ab-", "a_b", "a b", "abc\n"),
        *("電力", "ａｂｃ"),
    ],
)
def test_bad_slugs(slug):
    with pytest.raises(ValueError, match=r"\w"):
        check(slug)


def test_unicode_slugs_by_permission():
    check("電力の行方", allow_unicode=True)
    with pytest.raises(ValueError, match=r"\w"):
        check("電力/行方", allow_unicode=True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("投資分析", "投資分析"),
        ("ＡＩ 投資", "ai-投資"),
        ("AI/ML? #1 50%", "ai-ml-1-50"),
        ("日経平均・東証", "日経平均・東証"),
        ("か\u3099", "が"),
        ("C++", "c++"),
        ("../../etc", "etc"),
        ("☆", "u2606"),
        ("", "unnamed"),
    ],
)
def test_unicode_slug_keeps_letters_and_is_never_empty(name, expected):
    assert unicode_slug(name) == expected


def test_unicode_slug_may_keep_case():
    assert unicode_slug("AI入門", fold=False) == "AI入門"
