import pytest

from blog.text.front_matter import FrontMatterError, load, split


def test_yaml_values_stay_as_written():
    source = (
        "---\ntitle: 題\ndate: 2025-12-14 02:31:52 +0000\ntime: 12:30:00\nmode: 0755\n"
        "draft: no\ntags: [AI, 投資]\nnothing:\nnested: {a: 1.50}\n---\n本文\n"
    )

    parts = split(source)

    assert parts.data == {
        "title": "題",
        "date": "2025-12-14 02:31:52 +0000",
        "time": "12:30:00",
        "mode": "0755",
        "draft": "no",
        "tags": ["AI", "投資"],
        "nothing": None,
        "nested": {"a": "1.50"},
    }
    assert parts.body == "本文\n"
    assert parts.front + parts.body == source
    assert (parts.kind, parts.body_line) == ("yaml", 11)


def test_toml_and_json():
    toml = split('+++\ntitle = "題"\ndate = 2025-12-14T09:00:00+09:00\n+++\n本文')
    json = split('{\n"title": "題"\n}\n本文')

    assert toml.data == {"title": "題", "date": "2025-12-14T09:00:00+09:00"}
    assert json.data == {"title": "題"}
    assert (toml.body, toml.kind, toml.body_line) == ("本文", "toml", 5)
    assert (json.body, json.kind, json.body_line) == ("本文", "json", 4)


@pytest.mark.parametrize(
    "source", ["本文だけ", "--- 罫 ---\n本文", "---\n閉じない", "{波括弧}で始まる", ""]
)
def test_no_front_matter_is_all_body(source):
    parts = split(source)

    assert (parts.data, parts.body, parts.front) == ({}, source, "")


def test_empty_front_matter():
    assert split("---\n---\n本文").data == {}


def test_byte_order_mark_and_windows_line_ends():
    parts = split("\ufeff---\r\ntitle: 題\r\n---\r\n本文\r\n")

    assert (parts.data, parts.body) == ({"title": "題"}, "本文\n")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("---\ntitle: 題\nbad: [1\n---\n", 4),
        ("---\ntitle: 題\n\tx: 1\n---\n", 3),
        ("---\na: *unknown\n---\n", 2),
        ("+++\na = 1\nb = \n+++\n", 3),
    ],
)
def test_broken_front_matter_names_its_line(source, line):
    with pytest.raises(FrontMatterError) as caught:
        split(source)

    assert caught.value.line == line
    assert str(line) in str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        "---\n- a\n- b\n---\n",
        "---\na: " + "[" * 3_000 + "\n---\n",
        "---\na: !!python/object/apply:os.system [ls]\n---\n",
        "---\na: " + "x" * 100_001 + "\n---\n",
        "+++\na = " + "[" * 3_000 + "\n+++\n",
    ],
    ids=["list", "deep", "object", "long", "deep toml"],
)
def test_unfit_front_matter_is_refused(source):
    with pytest.raises(FrontMatterError):
        split(source)


def test_load_reads_a_whole_file():
    assert load("title: 題\nshow: yes\n") == {"title": "題", "show": "yes"}
    with pytest.raises(FrontMatterError):
        load("title: [")
