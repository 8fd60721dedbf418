import time

import pytest

from blog.importing.markup import Target, rewrite


def seen(source):
    """The targets that are found, in order."""
    found = []
    assert rewrite(source, lambda target: found.append(target)) == source
    return found


@pytest.mark.parametrize(
    ("source", "targets"),
    [
        ('[語](/a/) と [b](/b/ "題")', [("/a/", "語"), ("/b/", "b")]),
        ("[a [b] c](/x)", [("/x", "a [b] c")]),
        ("[括弧](/x_(y)_z)", [("/x_(y)_z", "括弧")]),
        ("[a](</b c/>)", [("/b c/", "a")]),
        ('<a class="x" href="/a?b=1&amp;c=2">a</a>', [("/a?b=1&c=2", "")]),
        ('[名]: /later/ "題"\n', [("/later/", "名")]),
        ("[^1]: 注です\n", []),
        ("`[a](/b)` ``[a](/`b)``", []),
        ("```\n[a](/b)\n```\n[c](/d)", [("/d", "c")]),
        ("- ~~~\n  [a](/b)\n  ~~~\n[c](/d)", [("/d", "c")]),
        ("[a]( )", []),
        ("f(x)[0](", []),
    ],
)
def test_links_are_found_and_code_left_alone(source, targets):
    assert seen(source) == [Target(at, text, False) for at, text in targets]


@pytest.mark.parametrize(
    "source",
    [
        "![図](/a.png)",
        '<img alt="図" src="/a.png">',
        "<img src='/a.png' width='3' alt='図'/>",
    ],
)
def test_pictures_are_told_from_links(source):
    assert seen(source) == [Target("/a.png", "図", True)]


def test_picture_within_a_link_is_found_too():
    assert seen("[![図](/a.png)](/b/)") == [
        Target("/a.png", "図", True),
        Target("/b/", "![図](/a.png)", False),
    ]


def test_only_what_gets_a_new_address_changes():
    source = (
        '[a](/old/ "題") [b](/other/) ![c](/old/)\n\n'
        "<a href='/old/'>d</a> `[a](/old/)`\n\n[e]: /old/\n"
    )

    changed = rewrite(source, lambda t: "/新 しい/" if t.address == "/old/" else None)

    assert changed == (
        '[a](</新 しい/> "題") [b](/other/) ![c](</新 しい/>)\n\n'
        "<a href='/新 しい/'>d</a> `[a](/old/)`\n\n[e]: </新 しい/>\n"
    )


@pytest.mark.parametrize("unit", ["[", "](", "[a](b ", "`", "<a ", "![", "[](", "> - "])
def test_hostile_text_is_gone_through_once(unit):
    source = unit * (50_000 // len(unit))

    started = time.process_time()
    seen(source)

    assert time.process_time() - started < 2
