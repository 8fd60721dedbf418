"""Finding and changing the links and pictures of a Markdown source, code left alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)", re.DOTALL)
ATTRIBUTE = re.compile(
    r"""(<(?P<tag>a|img)\b[^<>]*?\s(?:href|src)\s*=\s*)(?P<mark>["'])(?P<address>[^"']*)""",
    re.IGNORECASE,
)
ALT = re.compile(r"""\salt\s*=\s*(["'])(.*?)\1""", re.IGNORECASE)
DEFINITION = re.compile(
    r"^(?P<start> {0,3}\[(?P<name>[^\]\n]+)\]:[ \t]*)(?P<address>\S+)", re.MULTILINE
)
# A backslash and its sign, the brackets of a link or picture, the end of a paragraph.
TOKEN = re.compile(r"\\.|!?\[|\]\(|\]|\n[ \t]*\n")
DESTINATION = re.compile(r"<([^<>\n]*)>|((?:[^\s()]|\([^\s()]*\))+)(?=[\s)])")
LONGEST_TEXT = 1000


@dataclass(frozen=True)
class Target:
    """What a link leads to, or a picture shows; `text` is its words or its alt text."""

    address: str
    text: str
    is_picture: bool


def outside_code(source: str, change: Callable[[str], str]) -> str:
    """`source` with `change` made to all of it but fenced blocks and code spans."""
    return "".join(
        piece if is_code else _outside_spans(piece, change)
        for piece, is_code in _by_fence(source)
    )


def _by_fence(source):
    """Pairs of a run of lines and whether it is a fenced block."""
    run, fence = [], ""
    for line in source.splitlines(keepends=True):
        match = FENCE.match(line)
        if not fence and match:
            yield "".join(run), False
            run, fence = [line], match[1]
        elif fence and line.strip().lstrip("> ").startswith(fence):
            yield "".join([*run, line]), True
            run, fence = [], ""
        else:
            run.append(line)
    yield "".join(run), bool(fence)


def _outside_spans(piece, change):
    written, at = [], 0
    for span in CODE_SPAN.finditer(piece):
        # A code span ends with its paragraph.
        if "\n\n" in span[0]:
            continue
        written += [change(piece[at : span.start()]), span[0]]
        at = span.end()
    return "".join([*written, change(piece[at:])])


def rewrite(source: str, address_of: Callable[[Target], str | None]) -> str:
    """`source` with new addresses where `address_of` gives one."""

    def change(piece):
        piece = _rewrite_inline(piece, address_of)
        piece = ATTRIBUTE.sub(lambda match: _in_html(match, address_of), piece)
        return DEFINITION.sub(lambda match: _in_definition(match, address_of), piece)

    return outside_code(source, change)


def _rewrite_inline(piece, address_of):
    written, at, opened = [], 0, []
    for token in TOKEN.finditer(piece):
        if token.start() < at or token[0][0] in "\\\n":
            opened = opened if token[0][0] == "\\" else []
        elif token[0].endswith("["):
            opened.append(token)
        elif opened:
            bracket = opened.pop()
            found = DESTINATION.match(piece, token.end()) if token[0] == "](" else None
            new = address_of(_target(piece, bracket, token, found)) if found else None
            if new is not None:
                written += [piece[at : token.end()], _as_destination(new)]
                at = found.end()
    return "".join([*written, piece[at:]])


def _target(piece, bracket, token, found) -> Target:
    address = found[1] if found[1] is not None else found[2]
    text = piece[max(bracket.end(), token.start() - LONGEST_TEXT) : token.start()]
    return Target(unescape(address), text, bracket[0] == "![")


def _as_destination(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _in_html(match, address_of):
    is_picture = match["tag"].lower() == "img"
    rest = match.string[match.start() : match.string.find(">", match.end())]
    alt = ALT.search(rest) if is_picture else None
    target = Target(
        unescape(match["address"]), unescape(alt[2]) if alt else "", is_picture
    )
    new = address_of(target)
    return match[0] if new is None else f"{match[1]}{match['mark']}{escape(new)}"


def _in_definition(match, address_of):
    if match["name"].startswith("^"):
        return match[0]
    new = address_of(Target(match["address"].strip("<>"), match["name"], False))
    return match[0] if new is None else match["start"] + _as_destination(new)
