"""Finding and changing the links and pictures of a Markdown source, code left alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)", re.DOTALL)
ATTRIBUTE = re.compile(
    r"""(<(?P<tag>a|img)\b[^>]*?\s(?:href|src)\s*=\s*)(?P<mark>["'])(?P<address>[^"']*)""",
    re.IGNORECASE,
)
ALT = re.compile(r"""\salt\s*=\s*(["'])(.*?)\1""", re.IGNORECASE)
DEFINITION = re.compile(
    r"^(?P<start> {0,3}\[(?P<name>[^\]\n]+)\]:[ \t]*)(?P<address>\S+)", re.MULTILINE
)
MAX_NESTING = 4


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
    written, at = [], 0
    for middle in re.finditer(r"\]\(", piece):
        start = middle.end()
        found = _destination(piece, start)
        if start < at or not found:
            continue
        address, end = found
        text, is_picture = _text_before(piece, middle.start())
        new = address_of(Target(unescape(address), text, is_picture))
        if new is not None:
            written += [piece[at:start], _as_destination(new)]
            at = end
    return "".join([*written, piece[at:]])


def _destination(piece: str, start: int) -> tuple[str, int] | None:
    """The address that begins at `start` and where it ends."""
    if piece.startswith("<", start):
        end = piece.find(">", start)
        one_line = end >= 0 and "\n" not in piece[start:end]
        return (piece[start + 1 : end], end + 1) if one_line else None
    depth = 0
    for end in range(start, len(piece)):
        letter = piece[end]
        if letter in " \t\n" or (letter == ")" and depth == 0):
            return (piece[start:end], end) if end > start else None
        depth += {"(": 1, ")": -1}.get(letter, 0)
    return None


def _text_before(piece: str, end: int) -> tuple[str, bool]:
    """The words in the brackets that close at `end`, and whether `!` opens them."""
    depth = 0
    for start in range(end - 1, max(-1, end - 2000), -1):
        if piece[start] == "]":
            depth += 1
        elif piece[start] == "[":
            if depth == 0:
                return piece[start + 1 : end], piece[start - 1 : start] == "!"
            depth -= 1
        if depth > MAX_NESTING:
            break
    return "", False


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
