"""What an expression means: names, literals, filters and conditions."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from blog.importing.jekyll.liquid.syntax import NotUnderstood

MAX_TURNS = 1000
# A quoted text, a range, a number, or a name with its path.
VALUE = re.compile(
    r"""\s*(?:"([^"]*)"|'([^']*)'|\(([\w.]+)\.\.([\w.]+)\)|(-?\d+)|(\w[\w.\-]*))"""
)
OPERATORS = re.compile(r"\s*(==|!=|<>|<=|>=|<|>|contains\b)")


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


def shown(value) -> str:
    if value is None or value is False or value is True:
        return {None: "", False: "false", True: "true"}[value]
    if isinstance(value, list):
        return "".join(map(shown, value))
    if isinstance(value, dict):
        raise NotUnderstood(str(value))
    return str(value)


def filtered(expression: str, context: Context):
    first, *filters = _parts(expression, "|")
    value = value_of(first, context)
    for text in filters:
        name, _, argument = text.strip().partition(":")
        if name.strip() not in FILTERS:
            raise NotUnderstood(expression)
        arguments = [value_of(one, context) for one in _parts(argument, ",") if one]
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


def value_of(text: str, context: Context):
    match = VALUE.fullmatch(text.rstrip())
    if not match:
        raise NotUnderstood(text)
    double, single, start, end, number, name = match.groups()
    if double is not None or single is not None:
        return double if double is not None else single
    if number is not None:
        return int(number)
    if start is not None:
        return _range(value_of(start, context), value_of(end, context))
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
    "escape": lambda value, context: escape(shown(value)),
    "xml_escape": lambda value, context: escape(shown(value)),
    "strip": lambda value, context: shown(value).strip(),
    "upcase": lambda value, context: shown(value).upper(),
    "downcase": lambda value, context: shown(value).lower(),
    "capitalize": lambda value, context: shown(value)[:1].upper() + shown(value)[1:],
    "append": lambda value, context, end: shown(value) + shown(end),
    "prepend": lambda value, context, start: shown(start) + shown(value),
    "default": lambda value, context, other: value or other,
    "size": lambda value, context: len(value or ""),
    "first": lambda value, context: value[0] if value else None,
    "last": lambda value, context: value[-1] if value else None,
    "join": lambda value, context, by=" ": shown(by).join(map(shown, value or [])),
}


def _joined(base: str, value) -> str:
    path = shown(value)
    if re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE):
        return path
    return f"{base.rstrip('/')}/{path.lstrip('/')}"


def holds(condition: str, context: Context) -> bool:
    """Liquid reads `and` and `or` from the right."""
    match = re.match(r"(.*?)\s+(and|or)\s+(.*)", condition, re.DOTALL)
    if match:
        rest = holds(match[3], context)
        first = holds(match[1], context)
        return (first and rest) if match[2] == "and" else (first or rest)
    left = VALUE.match(condition)
    operator = OPERATORS.match(condition, left.end()) if left else None
    if not operator:
        return value_of(condition, context) not in (None, False)
    first = value_of(left[0], context)
    second = value_of(condition[operator.end() :].strip(), context)
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
