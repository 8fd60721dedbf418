"""A closed set of Liquid, as text and never as code.

What is in the set is written out. What is not stays where it stands and is listed:
a tag or block as an HTML comment (readers never saw a tag), an output as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

MAX_TURNS = 1000
MAX_DEPTH = 8
TOKEN = re.compile(r"(\{%-?(?:(?!\{%).)*?-?%\}|\{\{-?(?:(?!\{\{).)*?-?\}\})", re.DOTALL)
BLOCKS = {"for", "if", "unless", "comment", "raw", "highlight", "capture"}
VERBATIM = {"comment", "raw", "highlight"}
ADVERTISING = re.compile(r"(ads?|adsense)[-_.]", re.IGNORECASE)
# A quoted text, a range, a number, or a name with its path.
VALUE = re.compile(
    r"""\s*(?:"([^"]*)"|'([^']*)'|\(([\w.]+)\.\.([\w.]+)\)|(-?\d+)|(\w[\w.\-]*))"""
)
OPERATORS = re.compile(r"\s*(==|!=|<>|<=|>=|<|>|contains\b)")


class NotUnderstood(Exception):
    """The Liquid at hand is outside of the set."""


@dataclass
class Node:
    """A text, an output or a tag; `inner` are the nodes of a block."""

    source: str
    kind: str = "text"
    name: str = ""
    argument: str = ""
    inner: list["Node"] = field(default_factory=list)


@dataclass
class Context:
    """What the Liquid of one file may refer to. `values` hold site, page and locals."""

    values: dict
    absolute: str
    relative: str
    find_post: Callable[[str], str | None]
    find_file: Callable[[str], str | None]
    include: Callable[[str], str | None]
    not_understood: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    turns: int = 0


def evaluate(source: str, context: Context) -> str:
    """The text with its Liquid written out; see `context` for what was left."""
    if "{%" not in source and "{{" not in source:
        return source
    try:
        nodes = parse(source)
    except NotUnderstood as error:
        context.not_understood.append(str(error))
        return source
    return "".join(_write_or_keep(node, context) for node in nodes)


def parse(source: str) -> list[Node]:
    nodes: list[Node] = []
    open_blocks = [Node("", inner=nodes)]
    for piece in _tokens(source):
        node = _node(piece)
        if open_blocks[-1].name in VERBATIM and not _closes(node, open_blocks[-1]):
            open_blocks[-1].inner.append(Node(piece))
        elif node.kind == "tag" and node.name.startswith("end"):
            if len(open_blocks) == 1 or not _closes(node, open_blocks[-1]):
                raise NotUnderstood(node.source)
            open_blocks.pop().inner.append(node)
        else:
            open_blocks[-1].inner.append(node)
            if node.kind == "tag" and node.name in BLOCKS:
                open_blocks.append(node)
    if len(open_blocks) > 1:
        raise NotUnderstood(open_blocks[-1].source)
    return nodes


def _tokens(source: str) -> list[str]:
    """The pieces of the source, white space taken where `{%-` and `-%}` say so."""
    pieces = TOKEN.split(source)
    for at in range(1, len(pieces), 2):
        if pieces[at][2] == "-":
            pieces[at - 1] = pieces[at - 1].rstrip()
        if pieces[at][-3] == "-":
            pieces[at + 1] = pieces[at + 1].lstrip()
    return [piece for piece in pieces if piece]


def _node(piece: str) -> Node:
    if piece.startswith("{{"):
        return Node(piece, "output", argument=piece[2:-2].strip("- \n\t"))
    if piece.startswith("{%"):
        name, _, argument = piece[2:-2].strip("- \n\t").partition(" ")
        return Node(piece, "tag", name.strip(), argument.strip())
    return Node(piece)


def _closes(node: Node, block: Node) -> bool:
    return node.kind == "tag" and node.name == f"end{block.name}"


def _source_of(node: Node) -> str:
    return node.source + "".join(map(_source_of, node.inner))


def _write_or_keep(node: Node, context: Context) -> str:
    try:
        return _write(node, context)
    except NotUnderstood:
        source = _source_of(node)
        context.not_understood.append(source)
        is_hidden = node.kind == "tag" and "-->" not in source
        return f"<!-- {source} -->" if is_hidden else source


def _write(node: Node, context: Context) -> str:
    if node.kind == "text":
        return node.source
    if node.kind == "output":
        return _shown(_filtered(node.argument, context))
    writer = TAGS.get(node.name)
    if writer is None:
        raise NotUnderstood(node.source)
    return writer(node, context)


def _shown(value) -> str:
    if value is None or value is False or value is True:
        return {None: "", False: "false", True: "true"}[value]
    if isinstance(value, list):
        return "".join(map(_shown, value))
    if isinstance(value, dict):
        raise NotUnderstood(str(value))
    return str(value)


# Values


def _filtered(expression: str, context: Context):
    first, *filters = _parts(expression, "|")
    value = _value(first, context)
    for text in filters:
        name, _, argument = text.strip().partition(":")
        if name.strip() not in FILTERS:
            raise NotUnderstood(expression)
        arguments = [_value(one, context) for one in _parts(argument, ",") if one]
        try:
            value = FILTERS[name.strip()](value, context, *arguments)
        except (TypeError, AttributeError, IndexError) as error:
            raise NotUnderstood(expression) from error
    return value


def _parts(text: str, mark: str) -> list[str]:
    """The text cut at each `mark` outside of quotes."""
    quoted = r"\"[^\"]*\"|'[^']*'"
    return [
        part.strip()
        for part in re.sub(
            rf"({quoted})|{re.escape(mark)}", lambda found: found[1] or "\0", text
        ).split("\0")
    ]


def _value(text: str, context: Context):
    match = VALUE.fullmatch(text.rstrip())
    if not match:
        raise NotUnderstood(text)
    double, single, start, end, number, name = match.groups()
    if double is not None or single is not None:
        return double if double is not None else single
    if number is not None:
        return int(number)
    if start is not None:
        return _range(_value(start, context), _value(end, context))
    if name in WORDS:
        return WORDS[name]
    return _lookup(name.split("."), context)


WORDS = {"true": True, "false": False, "nil": None, "null": None, "empty": ""}


def _range(start, end) -> list[int]:
    try:
        numbers = range(int(start), int(end) + 1)
    except (TypeError, ValueError) as error:
        raise NotUnderstood(f"({start}..{end})") from error
    if len(numbers) > MAX_TURNS:
        raise NotUnderstood(f"({start}..{end})")
    return list(numbers)


# What Jekyll puts there at build time, and no file holds.
MADE_BY_JEKYLL = {
    "site": {
        *("posts", "pages", "categories", "tags", "data", "collections", "time"),
        *("documents", "static_files", "related_posts", "html_pages", "html_files"),
    },
    "page": {"content", "excerpt", "next", "previous", "url", "id", "date", "path"},
}


def _lookup(path: list[str], context: Context):
    """A name's value. Jekyll prints nothing for a setting or field that is missing."""
    first, *rest = path
    if first not in context.values or (rest and rest[0] in _made_by_jekyll(first)):
        raise NotUnderstood(".".join(path))
    value = context.values[first]
    for name in rest:
        value = _member(value, name)
    return _plain(value)


def _made_by_jekyll(name: str) -> set[str]:
    return MADE_BY_JEKYLL.get(name, set())


def _member(value, name: str):
    if isinstance(value, dict):
        return value.get(name)
    if name == "size" and isinstance(value, list | str):
        return len(value)
    if isinstance(value, list) and name in ("first", "last"):
        return value[0 if name == "first" else -1] if value else None
    return None


def _plain(value):
    """Front matter gives text for everything; true, false and whole numbers count."""
    if isinstance(value, str) and value in ("true", "false"):
        return value == "true"
    return value


FILTERS: dict[str, Callable] = {
    "relative_url": lambda value, context: _joined(context.relative, value),
    "absolute_url": lambda value, context: _joined(context.absolute, value),
    "escape": lambda value, context: escape(_shown(value)),
    "xml_escape": lambda value, context: escape(_shown(value)),
    "strip": lambda value, context: _shown(value).strip(),
    "upcase": lambda value, context: _shown(value).upper(),
    "downcase": lambda value, context: _shown(value).lower(),
    "capitalize": lambda value, context: _shown(value)[:1].upper() + _shown(value)[1:],
    "append": lambda value, context, end: _shown(value) + _shown(end),
    "prepend": lambda value, context, start: _shown(start) + _shown(value),
    "default": lambda value, context, other: value or other,
    "size": lambda value, context: len(value or ""),
    "first": lambda value, context: value[0] if value else None,
    "last": lambda value, context: value[-1] if value else None,
    "join": lambda value, context, by=" ": _shown(by).join(map(_shown, value or [])),
}


def _joined(base: str, value) -> str:
    path = _shown(value)
    if re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE):
        return path
    return f"{base.rstrip('/')}/{path.lstrip('/')}"


# Tags


def _write_all(nodes: list[Node], context: Context) -> str:
    return "".join(_write(node, context) for node in nodes)


def _body(node: Node) -> list[Node]:
    return node.inner[:-1]


def _for(node: Node, context: Context) -> str:
    match = re.fullmatch(r"(\w+)\s+in\s+(.+)", node.argument)
    items = _value(match[2], context) if match else None
    if not isinstance(items, list):
        raise NotUnderstood(node.source)
    written, before = [], dict(context.values)
    for index, item in enumerate(items):
        context.turns += 1
        if context.turns > MAX_TURNS:
            raise NotUnderstood(node.source)
        loop = {
            "first": index == 0,
            "last": index == len(items) - 1,
            "index": index + 1,
            "index0": index,
            "length": len(items),
        }
        context.values |= {match[1]: item, "forloop": loop}
        written.append(_write_all(_body(node), context))
    context.values = before
    return "".join(written)


def _if(node: Node, context: Context) -> str:
    condition, branch = node.argument, []
    wanted = node.name == "if"
    for child in node.inner:
        if child.kind != "tag" or child.name not in (
            "elsif",
            "else",
            f"end{node.name}",
        ):
            branch.append(child)
            continue
        if condition is None or _holds(condition, context) is wanted:
            return _write_all(branch, context)
        condition = child.argument if child.name == "elsif" else None
        branch, wanted = [], True
    return ""


def _holds(condition: str, context: Context) -> bool:
    """Liquid reads `and` and `or` from the right."""
    match = re.match(r"(.*?)\s+(and|or)\s+(.*)", condition, re.DOTALL)
    if match:
        rest = _holds(match[3], context)
        first = _holds(match[1], context)
        return (first and rest) if match[2] == "and" else (first or rest)
    left = VALUE.match(condition)
    operator = OPERATORS.match(condition, left.end()) if left else None
    if not operator:
        return _value(condition, context) not in (None, False)
    first = _value(left[0], context)
    second = _value(condition[operator.end() :].strip(), context)
    try:
        return COMPARISONS[operator[1]](first, second)
    except TypeError:
        return False


COMPARISONS: dict[str, Callable] = {
    "==": lambda a, b: (a or "") == (b or ""),
    "!=": lambda a, b: (a or "") != (b or ""),
    "<>": lambda a, b: (a or "") != (b or ""),
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "contains": lambda a, b: bool(a) and b in a,
}


def _assign(node: Node, context: Context) -> str:
    match = re.fullmatch(r"([\w-]+)\s*=\s*(.+)", node.argument, re.DOTALL)
    if not match:
        raise NotUnderstood(node.source)
    context.values[match[1]] = _filtered(match[2], context)
    return ""


def _capture(node: Node, context: Context) -> str:
    context.values[node.argument] = _write_all(_body(node), context)
    return ""


def _highlight(node: Node, context: Context) -> str:
    language = node.argument.partition(" ")[0]
    code = "".join(child.source for child in _body(node)).strip("\n")
    return f"```{language}\n{code}\n```"


def _raw(node: Node, context: Context) -> str:
    return "".join(child.source for child in _body(node))


def _post_url(node: Node, context: Context) -> str:
    return _found(context.find_post(node.argument), node)


def _link(node: Node, context: Context) -> str:
    return _found(context.find_file(node.argument), node)


def _found(path: str | None, node: Node) -> str:
    if path is None:
        raise NotUnderstood(node.source)
    return path


def _include(node: Node, context: Context) -> str:
    name, _, arguments = node.argument.partition(" ")
    if ADVERTISING.match(name):
        context.removed.append(node.source)
        return ""
    source = context.include(name)
    depth = context.values.get("include depth", 0)
    if source is None or depth >= MAX_DEPTH:
        raise NotUnderstood(node.source)
    before = dict(context.values)
    parameters = {
        key: _value(value, context)
        for key, value in re.findall(
            r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[\w.\-]+)""", arguments
        )
    }
    context.values |= {"include": parameters, "include depth": depth + 1}
    written = _write_all(parse(source), context)
    context.values = before
    return written


def _comment(node: Node, context: Context) -> str:
    return ""


TAGS: dict[str, Callable[[Node, Context], str]] = {
    "for": _for,
    "if": _if,
    "unless": _if,
    "assign": _assign,
    "capture": _capture,
    "highlight": _highlight,
    "raw": _raw,
    "comment": _comment,
    "post_url": _post_url,
    "link": _link,
    "include": _include,
    "include_relative": lambda node, context: _found(None, node),
}
