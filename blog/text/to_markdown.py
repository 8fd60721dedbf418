"""A page's sanitised HTML as Markdown, for those who read text and no pages.

Not the source that an editor typed: in there are comments, notes that nothing refers
to and other words that no reader sees (SEC-01).
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

WORD_JOINER = "\u2060"  # before the mark of a note
ADDRESSES = frozenset(["href", "src"])
_VOID = frozenset(["br", "col", "hr", "img", "input", "wbr"])
_BLOCKS = frozenset(
    "blockquote details dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p"  # noqa: SIM905
    " pre section summary table ul".split()
)
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_SIGNS = re.compile(r"([\\`*_\[\]|]|~(?=~)|<(?=[A-Za-z/!?]))")
# What begins a block where it stands first: a heading, a list, a quotation, a rule.
_BEGINS_BLOCK = re.compile(
    r"^(#{1,6}(?= )|>|[-+=](?=[ \-+=]|$)|\d{1,9}(?=[.)] )|:(?= ))", re.MULTILINE
)


@dataclass
class _Element:
    tag: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(
            each if isinstance(each, str) else each.words for each in self.children
        )

    def has_class(self, name: str) -> bool:
        return name in (self.attributes.get("class") or "").split()

    def find(self, *tags) -> list["_Element"]:
        found = []
        for each in self.children:
            if isinstance(each, _Element):
                found += [each] if each.tag in tags else each.find(*tags)
        return found


def to_markdown(html: str, *, base: str = "") -> str:
    """One line for a paragraph, a blank line between blocks, a line end at the end.

    Addresses are taken from `base` on, when one is given.
    """
    reader = _Reader(base)
    reader.feed(html)
    reader.close()
    return f"{_blocks(reader.root)}\n" if html.strip() else ""


class _Reader(HTMLParser):
    """Builds the tree. The sanitizer's output closes whatever it opens."""

    def __init__(self, base):
        super().__init__()
        self.base = base
        self.root = _Element("root")
        self._open = [self.root]

    def handle_starttag(self, tag, attributes):
        element = _Element(tag, dict(attributes))
        for name in ADDRESSES & element.attributes.keys():
            value = element.attributes[name] or ""
            element.attributes[name] = urljoin(self.base, value)
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        if len(self._open) > 1:
            self._open.pop()

    def handle_data(self, text):
        self._open[-1].children.append(text)


def _blocks(parent, between="\n\n"):
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
    return isinstance(each, _Element) and each.tag in _BLOCKS


def _block(element):
    if element.has_class("chart-summary"):
        return ""
    write = _WRITERS.get(element.tag, _blocks)
    if re.fullmatch("h[1-6]", element.tag):
        write = _heading
    if element.has_class("footnotes"):
        write = _notes
    return write(element)


def _paragraph(children):
    lines = [_on_one_line(line) for line in _inline(children).split("\\\n")]
    text = "\\\n".join(lines).strip()
    return _BEGINS_BLOCK.sub(_escape_beginning, text).removesuffix("\\")


def _escape_beginning(match):
    sign = match[1]
    return f"{sign}\\" if sign[0].isdigit() else f"\\{sign}"


def _heading(element):
    return f"{'#' * int(element.tag[1])} {_line(element)}"


def _line(element):
    """Its words on one line, whatever stands inside."""
    return _on_one_line(_inline(element.children).replace("\\\n", " "))


def _on_one_line(text):
    """Without the white space of HTML; U+3000 is a sign like others."""
    return re.sub("[ \\t\\n]+", " ", text).strip(" ")


def _rule(element):
    return "---"


def _quote(element):
    lines = _blocks(element).split("\n")
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
        _hanging(marker(number), _blocks(item, between=_between(item)))
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
            written += ["", _line(each)]
        else:
            written.append(_hanging(": ", _blocks(each)))
    return "\n".join(written).strip("\n")


def _notes(element):
    items = [item for each in element.find("ol") for item in each.find("li")]
    return "\n\n".join(
        _hanging(f"[^{number}]: ", _blocks(item))
        for number, item in enumerate(items, start=1)
    )


def _table(element):
    """The first row is the head, as Markdown wants one."""
    cells = [row.find("th", "td") for row in element.find("tr")]
    rows = [[_line(cell) for cell in row] for row in cells]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    rows = [row + [""] * (width - len(row)) for row in rows]
    sides = ["---:" if cell.has_class("align-right") else "---" for cell in cells[0]]
    rows.insert(1, (sides + ["---"] * width)[:width])
    caption = "".join(f"{_line(each)}\n\n" for each in element.find("caption"))
    return caption + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _inline(children):
    return "".join(
        escaped(each) if isinstance(each, str) else _word(each) for each in children
    )


def escaped(text: str) -> str:
    """Words that mean nothing but themselves in Markdown, on one line."""
    return _SIGNS.sub(r"\\\1", text).replace(WORD_JOINER, "")


def _word(element):
    write = _WORD_WRITERS.get(element.tag)
    if write:
        return write(element)
    mark = _MARKS.get(element.tag, "")
    inner = _inline(element.children)
    return f"{mark}{inner}{mark}" if inner.strip() else inner


def _link(element):
    if element.has_class("footnote-backref"):
        return ""
    words, target = _inline(element.children), element.attributes.get("href")
    if target == element.words and re.match("https?://", target):
        return f"<{target}>"
    return f"[{words}]({_target(target)})" if target and words.strip() else words


def _target(address):
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _picture(element):
    source = element.attributes.get("src")
    alt = escaped(_on_one_line(element.attributes.get("alt") or ""))
    return f"![{alt}]({_target(source)})" if source else alt


def _code_span(element):
    text = _on_one_line(element.words)
    size = max((len(run) for run in re.findall("`+", text)), default=0) + 1
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * size}{gap}{text}{gap}{'`' * size}" if text else ""


def _raised(element):
    """A mark that leads to a note, or words that stand high."""
    number = element.words.strip()
    if element.has_class("footnote-ref") or (
        element.find("a")
        and element.find("a")[0].has_class("footnote-ref")
        and number.isdigit()
    ):
        return f"[^{number}]"
    return _inline(element.children)


def _box(element):
    return "[x] " if "checked" in element.attributes else "[ ] "


_WRITERS = {
    "hr": _rule,
    "blockquote": _quote,
    "pre": _code,
    "ul": _bullets,
    "ol": _numbers,
    "dl": _definitions,
    "table": _table,
}
_WORD_WRITERS = {
    "a": _link,
    "br": lambda element: "\\\n",
    "code": _code_span,
    "img": _picture,
    "input": _box,
    "sup": _raised,
    "svg": lambda element: "",
    "wbr": lambda element: "",
}
