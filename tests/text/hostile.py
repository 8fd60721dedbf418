"""106 texts of about 50 kB that try to make the renderer slow, each with a name.

`python -m tests.text.hostile` prints how long each takes beside prose of that size.
"""

import sys
import time

SIZE = 50_000


def _fill(piece, size=SIZE):
    return (piece * (size // len(piece) + 1))[:size]


def _numbered(template, count):
    return "".join(
        template.format(n=number, next=number + 1) for number in range(count)
    )


def _stairs(template, count, step):
    return "\n".join(" " * (step * level) + template for level in range(count))


# Repeated to the full size, named by themselves.
_REPEATED = {
    "brackets": [
        *("[", "](", "[a](", "![", "[[]", "[a][", "[^", '[a](b "', "[a][b] "),
        *("[a](b ", "[x](<", "![a](b)", "[]()"),
    ],
    "ticks": ["`a ", "\\`", "``a` ", "```\n", "```\na\n```\n", "~~~~\n```\n"],
    "emphasis": [
        *("*a ", "**a ", "a**", "*a _b ", "***a", "*", "*a**b", "_a ", "~~a "),
        *("a~b ", "__a ", "*_"),
    ],
    "blocks": [
        *("> ", ">", "- a\n", "- a\n\n", "1. a\n", "- - a ", "# a\n", "#", "# #"),
        *("## 同じ\n", "a\n---\n\n", "---\n", "- - - \n", "a\n: b\n\n", ": a\n"),
        *("> a\n\nb\n\n", "- [ ] a\n"),
    ],
    "html": [
        *("<", "<a ", "<a>", "<div>", "<div>\n", "<!--", "<!--\n", "<?", "<!"),
        *("<![CDATA[", "</div>\n", '<div markdown="1">\n', '<p markdown="1">a\n\n'),
        *("&#", "&a", '<a href="', "<a x=y ", "<b\n", "<b></b>", "<script>"),
        *("<!----> ", "<table><tr>"),
    ],
    "attributes": ["a\n{: .b }\n\n", "{:", "{: a ", "*a*{: .b}", "{", "# a {: b\n"],
    "japanese": ["｜", "｜a《", "《《a", "｜a《b》", "日本語の文章です。", "日\n"],
    "addresses": ["https://", "https://a.b/(( ", "<a@", "<http://a"],
    "white space": [
        *(" ", "\n", "\t", "\ta\n", "    a\n\n", "a" + " " * 40 + "\n", "a\n"),
    ],
    "letters": ["a", "\\", "\x02", "\x02wzxhzdk:0\x03"],
}

_BUILT = {
    "backticks growing": " ".join("`" * length for length in range(1, 310)),
    "quotes growing": "\n".join(">" * (row % 200) + " a" for row in range(480)),
    "lists by 2 columns": _stairs("- a", 220, 2),
    "table of one wide row": f"{_fill('|a', 16_000)}|\n{_fill('|-', 16_000)}|\n|b|",
    "table of many rows": "|a|b|\n|-|-|\n" + _fill("|a|b|\n"),
    "table, wide head, short rows": (
        f"|{'a|' * 3000}\n|{'-|' * 3000}\n" + "|b\n" * 12_000
    ),
    "notes": _numbered("[^{n}]", 4000) + "\n\n" + _numbered("[^{n}]: a\n", 2500),
    "notes in notes": _numbered("[^{n}]: x[^{next}]\n\n", 2400) + "[^0]",
    "one note many times": "[^1]" * 10_000 + "\n\n[^1]: a",
}


def inputs() -> dict[str, str]:
    repeated = {
        f"{group} {piece!r}": _fill(piece)
        for group, pieces in _REPEATED.items()
        for piece in pieces
    }
    return repeated | _BUILT


def prose() -> str:
    return _fill(
        "市場は静かだ。" * 20 + "**太字**と[リンク](https://example.com/)。\n\n"
    )


def _seconds(source):
    from blog.text.errors import SourceRefused  # needs settings, as render does
    from blog.text.rendering import render

    start = time.process_time()
    try:
        render(source)
        outcome = ""
    except SourceRefused as error:
        outcome = type(error).__name__
    return time.process_time() - start, outcome


def main(names):
    ordinary = min(_seconds(prose())[0] for _ in range(3))
    print(f"prose {ordinary:.3f} s")
    chosen = {
        name: text for name, text in inputs().items() if not names or name in names
    }
    rows = [(*_seconds(text), name) for name, text in chosen.items()]
    for seconds, outcome, name in sorted(rows, reverse=True):
        print(f"{seconds / ordinary:7.1f} × prose  {seconds:6.2f} s  {name} {outcome}")
    print(len(rows), "inputs")


if __name__ == "__main__":
    from django.conf import settings

    settings.configure(USE_I18N=False)
    main(sys.argv[1:])
