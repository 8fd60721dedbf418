"""From a source to its texts, outputs and tags, blocks with what they hold."""

import re
from dataclasses import dataclass, field

MAX_NESTING = 50
TOKEN = re.compile(r"(\{%-?(?:(?!\{%).)*?-?%\}|\{\{-?(?:(?!\{\{).)*?-?\}\})", re.DOTALL)
BLOCKS = {"for", "if", "unless", "comment", "raw", "highlight", "capture"}
VERBATIM = {"comment", "raw", "highlight"}


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
        if len(open_blocks) > MAX_NESTING:
            raise NotUnderstood(node.source)
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


def source_of(node: Node) -> str:
    return node.source + "".join(map(source_of, node.inner))
