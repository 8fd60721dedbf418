from blog.text.plain import Block, clean, read


def test_clean_strips_what_xml_forbids_and_nothing_else():
    text = "a\x00\x0b\x1f\ufffe\ud800b\tc\r\nd\re\u2028👍\u200d"

    assert clean(text) == "ab\tc\nd\ne\u2028👍\u200d"


def test_read_gives_the_blocks_of_a_page():
    page = (
        '<h2 id="a&amp;b">甲<wbr>乙</h2><p>一<br>二 &lt;b&gt;</p>'
        '<ul><li>項<ul><li title="x&gt;y">目</li></ul>末</li></ul>'
        "<blockquote><p>引</p></blockquote><dl><dt>語</dt><dd>義</dd></dl>"
        "<figure><figcaption>説明</figcaption></figure><div>他</div>地"
    )

    assert read(page) == [
        Block("h2", "甲乙", "a&b"),
        Block("p", "一 二 <b>"),
        Block("li", "項"),
        Block("li", "目"),
        Block("li", "末"),
        Block("quote", "引"),
        Block("dt", "語"),
        Block("dd", "義"),
        Block("caption", "説明"),
        Block("other", "他"),
        Block("other", "地"),
    ]
