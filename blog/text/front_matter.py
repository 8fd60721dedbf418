"""Front matter: YAML between ---, TOML between +++, or a JSON object.

Values keep what was written: `12:30:00`, `no`, `0755` and dates stay strings, as plain
YAML 1.1 would turn them into 45000, False, 493 and a date without its offset. The
source and its line numbers are kept, so an untouched post leaves as it came.
"""

import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date, time

import yaml
from django.utils.translation import gettext

MAX_CHARACTERS = 100_000
_FENCE = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<inner>.*?)^(?P=fence)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_RESOLVED = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"}
_LINE = re.compile(r"\(at line (\d+), column \d+\)|: line (\d+) column \d+.*")


class FrontMatterError(ValueError):
    """`line` counts from the first of the file; None when it is not known."""

    def __init__(self, reason: str, line: int | None = None):
        super().__init__(reason)
        self.line = line

    def __str__(self) -> str:
        reason = self.args[0]
        if self.line is None:
            return gettext("The front matter cannot be read: %s") % reason
        message = gettext("The front matter cannot be read, line %(line)s: %(reason)s")
        return message % {"line": self.line, "reason": reason}


@dataclass(frozen=True, slots=True)
class Parts:
    """`front` is the front matter as written, fences included, "" when there is none.

    `kind` is "yaml", "toml", "json" or ""; `body_line` the number of the body's first.
    """

    data: dict
    body: str
    front: str = ""
    kind: str = ""

    @property
    def body_line(self) -> int:
        return self.front.count("\n") + 1


def split(source: str) -> Parts:
    """`source` as data and body; FrontMatterError names the line that is broken."""
    text = source.removeprefix("\ufeff").replace("\r\n", "\n")
    if text.startswith("{"):
        return _split_json(text)
    found = _FENCE.match(text)
    if not found:
        return Parts({}, text)
    kind, read = _READERS[found["fence"]]
    data = _read(read, found["inner"], first_line=2)
    return Parts(data, text[found.end() :], text[: found.end()], kind)


def load(text: str) -> dict:
    """The names and values of a YAML file, `_config.yml` for one."""
    return _read(_yaml, text, first_line=1)


def _split_json(text):
    """A text may begin with a brace that opens no JSON: then it is all body."""
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return Parts({}, text)
    end += text.startswith("\n", end)
    data = _read(json.loads, text[:end], first_line=1)
    return Parts(data, text[end:], text[:end], "json")


def _read(read, text, *, first_line):
    if len(text) > MAX_CHARACTERS:
        raise FrontMatterError(gettext("It is too long."))
    try:
        data = read(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else None
        raise FrontMatterError(error.problem or str(error), line) from None
    except RecursionError:
        raise FrontMatterError(gettext("It is nested too deeply.")) from None
    except (ValueError, yaml.YAMLError) as error:
        raise _located(str(error), first_line) from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise FrontMatterError(gettext("It is not a list of names and values."))
    return data


def _located(reason, first_line):
    found = _LINE.search(reason)
    line = int(found[1] or found[2]) + first_line - 1 if found else None
    return FrontMatterError(_LINE.sub("", reason).strip(), line)


class _Loader(yaml.CSafeLoader):
    """Safe YAML whose plain scalars stay strings; only null and << are resolved."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _RESOLVED]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _yaml(text):
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (it is a safe loader)


def _toml(text):
    return _without_dates(tomllib.loads(text))


def _without_dates(value):
    if isinstance(value, dict):
        return {name: _without_dates(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without_dates(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | time) else value


_READERS = {"---": ("yaml", _yaml), "+++": ("toml", _toml)}
