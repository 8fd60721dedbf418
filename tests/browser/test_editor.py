"""The writing field in a real browser: tools, undo, input method, paste."""

import base64
from io import BytesIO

import pytest
from PIL import Image as Pillow
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NEW_POST = "/admin/blog/post/add/"
BODY = "#id_body"


@pytest.fixture
def window(open_window):
    window = open_window(account="admin")
    window.goto(NEW_POST)
    expect(window.locator("[role=toolbar]")).to_be_visible()
    yield window
    assert window.complaints == []


def text(window) -> str:
    return window.input_value(BODY)


def write(window, words, start=None, end=None):
    """Fill the field and select [start, end), the end of the text by default."""
    window.fill(BODY, words)
    length = len(words)
    window.evaluate(
        "([from, to]) => { const area = document.querySelector('#id_body');"
        " area.focus(); area.setSelectionRange(from, to); }",
        [length if start is None else start, length if end is None else end],
    )


def press(window, tool):
    window.click(f"[data-tool={tool}]")


def paste(window, **data):
    """`data`: html, text, picture (base64 of a PNG)."""
    window.evaluate(
        """({ html, text, picture }) => {
          const data = new DataTransfer();
          if (html) data.setData("text/html", html);
          if (text) data.setData("text/plain", text);
          if (picture) {
            const bytes = Uint8Array.from(atob(picture), (char) => char.charCodeAt(0));
            data.items.add(new File([bytes], "image.png", { type: "image/png" }));
          }
          const event = new ClipboardEvent("paste", {
            clipboardData: data, bubbles: true, cancelable: true,
          });
          document.querySelector("#id_body").dispatchEvent(event);
        }""",
        data,
    )


@pytest.mark.parametrize(
    ("tool", "before", "chosen", "after"),
    [
        ("bold", "強い言葉", (0, 2), "**強い**言葉"),
        ("bold", "**強い**言葉", (2, 4), "強い言葉"),
        ("heading", "見出し", None, "## 見出し"),
        ("heading", "## 見出し", None, "### 見出し"),
        ("heading", "### 見出し", None, "見出し"),
        ("quote", "一\n二", (0, 3), "> 一\n> 二"),
        ("quote", "> 一\n> 二", (0, 7), "一\n二"),
        ("list", "一\n\n二", (0, 4), "- 一\n\n- 二"),
        ("ruby", "鉤括弧", (0, 3), "｜鉤括弧《かんじ》"),
        ("dots", "当たり前", (0, 4), "《《当たり前》》"),
        ("code", "x = 1", (0, 5), "`x = 1`"),
        ("code", "x = 1\ny = 2", (0, 11), "```\nx = 1\ny = 2\n```\n"),
        ("note", "本文。", None, "本文。[^1]\n\n[^1]: "),
        ("note", "甲[^1]乙\n\n[^1]: 注", (6, 6), "甲[^1]乙[^2]\n\n[^1]: 注\n[^2]: "),
        (
            "chart",
            "年\t値\n2025\t1,200",
            (0, 14),
            "| 年 | 値 |\n|---:|---:|\n| 2025 | 1,200 |\n{: .棒グラフ}\n",
        ),
        (
            "table",
            "社\t額\n東雲\t1,200",
            (0, 13),
            "| 社 | 額 |\n|---|---:|\n| 東雲 | 1,200 |\n",
        ),
    ],
)
def test_tools_write_markdown_and_undo_takes_it_back(
    window, tool, before, chosen, after
):
    write(window, before, *(chosen or ()))

    press(window, tool)
    written = text(window)
    for _ in range(3):
        window.keyboard.press("Control+z")
        if text(window) == before:
            break

    assert written == after
    assert text(window) == before


def test_keys_of_the_tools(window):
    write(window, "太い", 0, 2)
    window.keyboard.press("Control+b")
    bold = text(window)

    write(window, "x", 0, 1)
    window.keyboard.press("Control+e")

    assert (bold, text(window)) == ("**太い**", "`x`")


def test_toolbar_is_one_stop_and_tab_leaves_the_field(window):
    window.focus("[data-tool=bold]")
    window.keyboard.press("ArrowRight")
    in_bar = window.evaluate("document.activeElement.dataset.tool")
    window.keyboard.press("Tab")
    field = window.evaluate("document.activeElement.id")
    window.keyboard.press("Tab")
    after = window.evaluate("document.activeElement.id")

    assert (in_bar, field) == ("heading", "id_body")
    assert after != "id_body"
    assert text(window) == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- 一", "- 一\n- "),
        ("9. 九", "9. 九\n10. "),
        ("  * [x] 済", "  * [x] 済\n  * [ ] "),
        ("> 引用", "> 引用\n> "),
        ("- 一\n- ", "- 一\n"),
        ("段落", "段落\n"),
        ("```\n- a", "```\n- a\n"),
    ],
)
def test_enter_goes_on_with_a_list(window, before, after):
    write(window, before)

    window.keyboard.press("Enter")

    assert text(window) == after


def test_shift_enter_breaks_the_line(window):
    write(window, "一行目")

    window.keyboard.press("Shift+Enter")

    assert text(window) == "一行目\\\n"


def test_nothing_happens_while_an_input_method_composes(window):
    write(window, "- 項目")
    method = window.context.new_cdp_session(window)
    composing = {"text": "へんかん", "selectionStart": 4, "selectionEnd": 4}

    method.send("Input.imeSetComposition", composing)
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    window.evaluate("document.querySelector('[data-tool=bold]').click()")
    during = text(window)
    method.send("Input.insertText", {"text": "変換"})

    assert during == "- 項目へんかん"
    assert text(window) == "- 項目変換"
    window.keyboard.press("Enter")
    assert text(window) == "- 項目変換\n- "


def test_picture_that_arrives_waits_for_the_input_method(window):
    write(window, "前。")
    method = window.context.new_cdp_session(window)
    window.route(
        "**/pictures/",
        lambda route: route.fulfill(
            json={"markdown": "![絵](/media/images/a.png)", "url": "", "alt": "絵"}
        ),
    )

    composing = {"text": "へん", "selectionStart": 2, "selectionEnd": 2}
    method.send("Input.imeSetComposition", composing)
    window.set_input_files("[data-choose]", files=[_png()])
    expect(window.locator("[data-said]")).to_contain_text("image.png")
    window.wait_for_timeout(300)
    during = text(window)
    method.send("Input.insertText", {"text": "変"})
    window.wait_for_function(
        "document.querySelector('#id_body').value.includes('images/a.png')"
    )

    assert during == "前。へん"
    assert text(window) == "前。変\n\n![絵](/media/images/a.png)\n"


def _png():
    out = BytesIO()
    Pillow.new("RGB", (40, 30), "teal").save(out, "PNG")
    return {"name": "image.png", "mimeType": "image/png", "buffer": out.getvalue()}


def test_pasted_screenshot_is_taken_in_and_shown(window):
    write(window, "前。")

    paste(window, picture=base64.b64encode(_png()["buffer"]).decode())

    preview = window.frame_locator("iframe[name=preview]")
    picture = preview.locator(".prose img")
    expect(picture).to_have_attribute("width", "40")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert text(window).startswith("前。\n\n![代替テキスト](/media/images/")
    chosen = window.evaluate(
        "(area => area.value.slice(area.selectionStart, area.selectionEnd))"
        "(document.querySelector('#id_body'))"
    )
    assert chosen == "代替テキスト"


def test_refused_file_is_said_in_words(window):
    write(window, "前。")

    window.set_input_files(
        "[data-choose]",
        files=[{"name": "a.png", "mimeType": "image/png", "buffer": b"no picture"}],
    )

    expect(window.locator("[data-said][data-wrong]")).to_contain_text("a.png：")
    assert text(window) == "前。"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h1>題</h1><p>本<b>文</b>。</p>", "## 題\n\n本**文**。"),
        (
            '<p><a href="https://example.jp/a(b)">社</a></p>',
            "[社](https://example.jp/a%28b%29)",
        ),
        ('<p><a href="javascript:alert(1)">罠</a></p>', "罠"),
        (
            "<ul><li>一<ol><li>甲</li><li>乙</li></ol></li><li>二</li></ul>",
            "- 一\n  1. 甲\n  2. 乙\n- 二",
        ),
        (
            "<table><tr><th>社</th><th>額</th></tr>"
            "<tr><td>東雲|北</td><td>1,200</td></tr></table>",
            "| 社 | 額 |\n|---|---:|\n| 東雲\\|北 | 1,200 |",
        ),
        (
            "<p><ruby>鉤<rp>(</rp><rt>かぎ</rt><rp>)</rp></ruby>と<i>*星*</i></p>",
            "｜鉤《かぎ》と*\\*星\\**",
        ),
        (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
            "<span style='mso-list:Ignore'>·<span>&nbsp; </span></span>一</p>"
            "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>"
            "<span style='mso-list:Ignore'>·</span>二</p>",
            "- 一\n  - 二",
        ),
        (
            '<b style="font-weight:normal"><p>甲<span style="font-weight:700">乙</span>'
            "</p></b>",
            "甲**乙**",
        ),
        ("<pre>a &lt; b\n</pre>", "```\na < b\n```"),
        ("<blockquote><p>一</p><p>二</p></blockquote>", "> 一\n>\n> 二"),
        (
            "<p>一<br>1. 二 <b>太</b></p><script>alert(1)</script>",
            "一\\\n1\\. 二 **太**",
        ),
    ],
)
def test_pasted_page_becomes_markdown(window, html, markdown):
    write(window, "")

    paste(window, html=html, text="素の文")

    assert text(window) == markdown


def test_plain_text_is_left_to_the_browser(window):
    write(window, "")
    handled = window.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/html", "<p>ただの文</p>");
          data.setData("text/plain", "ただの文");
          const event = new ClipboardEvent("paste",
            { clipboardData: data, bubbles: true, cancelable: true });
          document.querySelector("#id_body").dispatchEvent(event);
          return event.defaultPrevented;
        }"""
    )

    assert handled is False


def test_address_pasted_on_words_makes_a_link(window):
    write(window, "出典", 0, 2)

    paste(window, text="https://example.jp/")

    assert text(window) == "[出典](https://example.jp/)"


def test_link_to_a_post_by_its_title(window):
    write(window, "字数の話", 0, 2)

    window.keyboard.press("Control+k")
    window.fill("#id_link_words", "字数で見積もる")
    found = window.locator("dialog [data-post]")
    expect(found).to_have_count(1)
    number = found.get_attribute("data-post")
    window.keyboard.press("Enter")

    assert text(window) == f"[字数](post:{number})の話"
    link = window.frame_locator("iframe[name=preview]").locator(".prose a")
    expect(link).to_have_attribute("href", "/2026/11/12/estimate-by-characters/")


def test_figures_and_cards_come_with_the_preview(window):
    window.fill("#id_title", "電力を先に買う者が、次の計算資源を握る")

    expect(window.locator("[data-part=title-length]")).to_contain_text("38")
    window.click(".cards summary")
    expect(window.locator(".card-preview b").first).to_have_text(
        "電力を先に買う者が、次の計算資源を握る｜ALLFORCES"
    )


def test_title_is_cut_by_its_width(window):
    window.fill("#id_title", "あ" * 20 + "a" * 40)

    window.click(".cards summary")

    title = window.locator(".card-preview b").first
    expect(title).to_have_text("あ" * 20 + "a" * 22 + "…")


def test_full_window_and_back(window):
    window.click("[data-full-window]")
    box = window.locator("[data-editor]").bounding_box()
    window.keyboard.press("Escape")

    assert (box["x"], box["y"], box["height"]) == (0, 0, 900)
    assert window.locator("[data-editor][data-full]").count() == 0


def test_preview_scrolls_along(window):
    part = "北の港で風車が回り始めた。" * 12
    window.fill(BODY, "\n\n".join(f"## 第{n}章\n\n{part}" for n in range(30)))
    preview = window.frame_locator("iframe[name=preview]")
    expect(preview.locator(".prose h2")).to_have_count(30)

    window.evaluate(
        "() => { const area = document.querySelector('#id_body');"
        " scrollTo(0, scrollY + area.getBoundingClientRect().top"
        " + area.offsetHeight / 2); }"
    )
    window.wait_for_timeout(300)

    shown = preview.locator("body").evaluate(
        """() => [...document.querySelectorAll(".prose h2")].filter(
          (heading) => heading.getBoundingClientRect().top < innerHeight).length"""
    )
    assert 14 <= shown <= 19
