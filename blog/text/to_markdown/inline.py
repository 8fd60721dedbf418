"""What stands within a block: words, links, marks of notes."""

import re

from blog.text.to_markdown.tree import Element

WORD_JOINER = "\u2060"  # before the mark of a note
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_SIGNS = re.compile(r"([\\`*_\[\]|]|~(?=~)|<(?=[A-Za-z/!?]))")


def line(element: Element) -> str:
    """Its words on one line, whatever stands inside."""
    return on_one_line(inline(element.children).replace("\\\n", " "))


def on_one_line(text: str) -> str:
    """Without the white space of HTML; U+3000 is a sign like others."""
    return re.sub("[ \\t\\n]+", " ", text).strip(" ")


def inline(children: list) -> str:
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
    inner = inline(element.children)
    return f"{mark}{inner}{mark}" if inner.strip() else inner


def _link(element):
    if element.has_class("footnote-backref"):
        return ""
    words, target = inline(element.children), element.attributes.get("href")
    if target == element.words and re.match("https?://", target):
        return f"<{target}>"
    return f"[{words}]({_target(target)})" if target and words.strip() else words


def _target(address):
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _picture(element):
    source = element.attributes.get("src")
    alt = escaped(on_one_line(element.attributes.get("alt") or ""))
    return f"![{alt}]({_target(source)})" if source else alt


def _code_span(element):
    text = on_one_line(element.words)
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
    return inline(element.children)


def _box(element):
    return "[x] " if "checked" in element.attributes else "[ ] "


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
