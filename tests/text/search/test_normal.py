import pytest

from blog.text.search.normal import normalise, normalise_with_offsets


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ＥＴＦ", "etf"),
        ("ｶﾞｲﾄﾞ", "がいど"),
        ("か\u3099いと\u3099", "がいど"),
        ("ガイドヽヾ", "がいどゝゞ"),
        ("人々と国々", "人人と国国"),
        ("々", "々"),
        ("デ−タとデ―タとデ-タ", "でーたとでーたとでーた"),
        ("GPT-5、A–B", "gpt-5、a–b"),
        ("サーバーとサーバ", "さーばーとさーば"),
        ("㈱①㌔", "(株)1きろ"),
        ("Straße", "strasse"),
    ],
)
def test_spellings_have_one_form(text, normal):
    assert normalise(text) == normal


@pytest.mark.parametrize(
    "text",
    ["", "生成AI", "㈱テストｶﾞｲﾄﾞ㈱", "が\u3099かﾞ", "e\u0301te\u0301", "人々デ−タ" * 90],
)
def test_offsets_lead_back_to_the_text(text):
    normal, offsets = normalise_with_offsets(text)

    assert normal == normalise(text)
    assert len(offsets) == len(normal) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    for at, char in enumerate(normal):
        start, end = offsets[at], next(o for o in offsets[at:] if o > offsets[at])
        assert char in normalise(text[start:end]) or text[start] in "々−"
