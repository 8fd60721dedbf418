"""Companies in a text: codes in brackets, names as words of their own."""

from blog.text.companies import calls, codes


def test_codes_stand_in_brackets_perhaps_beside_their_exchange():
    text = "A社(7203)とB社(NASDAQ: NVDA)、C社(証券コード 130A)、D社(BRK.B)。(AI)。"

    assert codes(text) == {
        "7203": "",
        "NVDA": "NASDAQ",
        "130A": "",
        "BRK.B": "",
        "AI": "",
    }
    assert codes("7203は3(2)、(12345)、(第7203号)、(NASDAQ: )") == {}


def test_a_latin_name_is_called_only_as_a_word_of_its_own():
    assert calls("株はSHIだけ。", "SHI")
    assert not calls("SHIPとMUSHIとSHI2。", "SHI")
    assert calls("新白瀬計算機", "白瀬計算")
    assert not calls("A社", "A")
