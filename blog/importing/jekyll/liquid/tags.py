"""Writing a source out: text, outputs, and the tags of the set."""

import re
from collections.abc import Callable

from blog.importing.jekyll.liquid.syntax import Node, NotUnderstood, parse, source_of
from blog.importing.jekyll.liquid.values import (
    MAX_TURNS,
    Context,
    filtered,
    holds,
    shown,
    value_of,
)

MAX_DEPTH = 8
ADVERTISING = re.compile(r"(ads?|adsense)[-_.]", re.IGNORECASE)


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


def _write_or_keep(node: Node, context: Context) -> str:
    try:
        return _write(node, context)
    except NotUnderstood:
        source = source_of(node)
        context.not_understood.append(source)
        is_hidden = node.kind == "tag" and "-->" not in source
        return f"<!-- {source} -->" if is_hidden else source


def _write(node: Node, context: Context) -> str:
    if node.kind == "text":
        return node.source
    if node.kind == "output":
        return shown(filtered(node.argument, context))
    writer = TAGS.get(node.name)
    if writer is None:
        raise NotUnderstood(node.source)
    return writer(node, context)


def _write_all(nodes: list[Node], context: Context) -> str:
    return "".join(_write(node, context) for node in nodes)


def _body(node: Node) -> list[Node]:
    return node.inner[:-1]


def _for(node: Node, context: Context) -> str:
    match = re.fullmatch(r"(\w+)\s+in\s+(.+)", node.argument)
    items = value_of(match[2], context) if match else None
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
        if condition is None or holds(condition, context) is wanted:
            return _write_all(branch, context)
        condition = child.argument if child.name == "elsif" else None
        branch, wanted = [], True
    return ""


def _assign(node: Node, context: Context) -> str:
    match = re.fullmatch(r"([\w-]+)\s*=\s*(.+)", node.argument, re.DOTALL)
    if not match:
        raise NotUnderstood(node.source)
    context.values[match[1]] = filtered(match[2], context)
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
        key: value_of(value, context)
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
