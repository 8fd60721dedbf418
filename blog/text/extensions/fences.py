"""Fenced code: where a fence closes, and its code coloured by classes, never styles."""

import re
from collections import deque
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from blog.text.sanitizer import seal

OPENING = re.compile(r"^( *)(`{3,}|~{3,})[ \t]*([^\s`]*)([^`]*)$")
_TITLE = re.compile(r"""\b(?:title|file)=(?:"([^"]*)"|'([^']*)'|(\S+))""")
_FILE = re.compile(r"\s*([^\s=:]+\.[A-Za-z0-9]{1,10})\s*")
MAX_NAME_CHARACTERS = 120
_CLOSING = re.compile(r"^ *(`{3,}|~{3,})[ \t]*$")

MAX_COLOURED_CHARACTERS = 20_000
# Only named, only well-known: some of the other 500 lexers take unbounded time.
_LANGUAGES = frozenset(
    "bash c c++ console cpp cs csharp css diff django docker dockerfile dotenv go"  # noqa: SIM905
    " graphql haskell hcl html http ini java javascript js json jsx julia kotlin kt"
    " lua make makefile markdown md nginx objective-c perl php powershell properties"
    " ps1 py python python3 r rb ruby rs rust scala scss sh shell sql swift terraform"
    " toml ts tsx typescript vim xml yaml yml zsh".split()
)


class Fences:
    """Answers which line closes a fence, in about linear time for a whole page.

    It must be asked in the order of the lines.
    """

    def __init__(self, lines: list[str]):
        found = (_CLOSING.match(line) for line in lines)
        self._closings = deque(
            (index, match[1]) for index, match in enumerate(found) if match
        )
        self._unclosed = {}  # marker character → shortest length looked for in vain

    def closing(self, opening: int, marker: str) -> int | None:
        """Number of the line that closes `marker`, opened at line `opening`."""
        character, length = marker[0], len(marker)
        if length >= self._unclosed.get(character, length + 1):
            return None
        while self._closings and self._closings[0][0] <= opening:
            self._closings.popleft()
        for index, closing in self._closings:
            if closing[0] == character and len(closing) >= length:
                return index
        self._unclosed[character] = length
        return None


def code_block(code: str, language: str, rest: str = "") -> str:
    """`code` as `<pre>`, coloured when `language` names a lexer that we trust.

    `language` and `rest` are what stands behind the fence. `python:app.py`,
    `python app.py` and `python title="app.py"` give the block the name of its file.
    """
    language, _colon, named = language.partition(":")
    language, name = language.lower(), named or _title(rest)
    return _named(_pre(code, language, name), name) if name else _pre(code, language)


def _title(rest):
    found = _FILE.fullmatch(rest) or _TITLE.search(rest)
    return next(filter(None, found.groups()), "") if found else ""


def _named(pre, name):
    name = escape(name[:MAX_NAME_CHARACTERS], quote=False)
    caption = f"<figcaption>{name}</figcaption>"
    return f'<figure class="code">{caption}{pre}</figure>'


def _pre(code, language, name=""):
    if language in _LANGUAGES and len(code) <= MAX_COLOURED_CHARACTERS:
        lexer = get_lexer_by_name(language, stripnl=False)
        body = highlight(code, lexer, HtmlFormatter(nowrap=True))
        classes = f"language-{language} highlight"
    else:
        body = escape(code, quote=False)
        classes = f"language-{language}" if language else ""
    attribute = f' class="{escape(classes)}"' if classes else ""
    focusable = f'tabindex="{seal("0")}"'  # wide code scrolls by keyboard, too
    if name:
        label = escape(seal(name[:MAX_NAME_CHARACTERS]))
        focusable += f' role="{seal("group")}" aria-label="{label}"'
    return f"<pre {focusable}><code{attribute}>{body}</code></pre>"
