"""Blocks: paragraphs, headings, lists, tables, code."""

import re

from blog.text.to_markdown.inline import inline, line, on_one_line
from blog.text.to_markdown.tree import Element

_BLOCKS = frozenset(
    "blockquote details dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p"  # noqa: SIM905
    " pre section summary table ul".split()
)
# What begins a block where it stands first: a heading, a list, a quotation, a rule.
_BEGINS_BLOCK = re.compile(
    r"^(#{1,6}(?= )|>|[-+=](?=[ \-+=]|$)|\d{1,9}(?=[.)] )|:(?= ))", re.MULTILINE
)


def write(parent: Element, between: str = "\n\n") -> str:
    """The children of `parent`: runs of words become paragraphs."""
    written, run = [], []
    for each in [*parent.children, None]:
        if each is not None and not _is_block(each):
            run.append(each)
            continue
        written.append(_paragraph(run))
        run = []
        if each is not None:
            written.append(_block(each))
    return between.join(block for block in written if block)


def _is_block(each):
    return isinstance(each, Element) and each.tag in _BLOCKS


def _block(element):
    if element.has_class("chart-summary"):
        return ""
    writer = _WRITERS.get(element.tag, write)
    if re.fullmatch("h[1-6]", element.tag):
        writer = _heading
    if element.has_class("footnotes"):
        writer = _notes
    return writer(element)


def _paragraph(children):
    lines = [on_one_line(each) for each in inline(children).split("\\\n")]
    text = "\\\n".join(lines).strip()
    return _BEGINS_BLOCK.sub(_escape_beginning, text).removesuffix("\\")


def _escape_beginning(match):
    sign = match[1]
    return f"{sign}\\" if sign[0].isdigit() else f"\\{sign}"


def _heading(element):
    return f"{'#' * int(element.tag[1])} {line(element)}"


def _rule(element):
    return "---"


def _quote(element):
    lines = write(element).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _code(element):
    text = element.words.rstrip("\n")
    runs = [len(run) for run in re.findall("`+", text)]
    fence = "`" * max(3, *(size + 1 for size in runs), 3)
    names = [
        name.removeprefix("language-")
        for code in element.find("code")
        for name in (code.attributes.get("class") or "").split()
        if name.startswith("language-")
    ]
    return f"{fence}{''.join(names[:1])}\n{text}\n{fence}"


def _bullets(element):
    return _items(element, lambda number: "- ")


def _numbers(element):
    first = element.attributes.get("start") or "1"
    first = int(first) if first.isdigit() else 1
    return _items(element, lambda number: f"{first + number}. ")


def _items(element, marker):
    items = [each for each in element.children if _is_block(each)]
    written = [
        _hanging(marker(number), write(item, between=_between(item)))
        for number, item in enumerate(items)
    ]
    loose = any(item.find("p") for item in items)
    return ("\n\n" if loose else "\n").join(written)


def _between(item):
    return "\n\n" if item.find("p", "pre", "table", "blockquote") else "\n"


def _hanging(marker, text):
    return marker + _margin(" " * len(marker), text)[len(marker) :]


def _margin(margin, text):
    return "\n".join(margin + line if line else line for line in text.split("\n"))


def _definitions(element):
    written = []
    for each in filter(_is_block, element.children):
        if each.tag == "dt":
            written += ["", line(each)]
        else:
            written.append(_hanging(": ", write(each)))
    return "\n".join(written).strip("\n")


def _notes(element):
    items = [item for each in element.find("ol") for item in each.find("li")]
    return "\n\n".join(
        _hanging(f"[^{number}]: ", write(item))
        for number, item in enumerate(items, start=1)
    )


def _table(element):
    """The first row is the head, as Markdown wants one."""
    cells = [row.find("th", "td") for row in element.find("tr")]
    rows = [[line(cell) for cell in row] for row in cells]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    rows = [row + [""] * (width - len(row)) for row in rows]
    sides = ["---:" if cell.has_class("align-right") else "---" for cell in cells[0]]
    rows.insert(1, (sides + ["---"] * width)[:width])
    caption = "".join(f"{line(each)}\n\n" for each in element.find("caption"))
    return caption + "\n".join(f"| {' | '.join(row)} |" for row in rows)


_WRITERS = {
    "hr": _rule,
    "blockquote": _quote,
    "pre": _code,
    "ul": _bullets,
    "ol": _numbers,
    "dl": _definitions,
    "table": _table,
}
