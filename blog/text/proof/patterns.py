r"""Regular expressions written by people, refused unless their cost is bounded.

What is refused: repeating a group that can match in more than one way (`(a+)+`),
references to a group, and more ways to match than MOST_WAYS from one position.
`*`, `+` and `{n,}` go no further than MOST_REPEATS.
"""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

MAX_CHARACTERS = 100
MOST_REPEATS = 20
MOST_WAYS = 200

_TOKEN = re.compile(
    r"(?P<open>\((?:\?:|\?<?[=!])?)"
    r"|(?P<close>\))"
    r"|(?P<either>\|)"
    r"|(?P<repeat>(?:[*+?]|\{(?P<least>\d{0,5})(?P<comma>,)?(?P<most>\d{0,5})\})\??)"
    r"|(?P<atom>\\(?:[dDsSwWbBnt]|[^A-Za-z0-9])|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[])",
    re.DOTALL,
)


class PatternRefused(ValueError):
    """The message says what to write otherwise."""


@lru_cache(maxsize=1024)
def bounded(pattern: str) -> re.Pattern:
    """`pattern` compiled, its repetitions bounded; or PatternRefused."""
    if len(pattern) > MAX_CHARACTERS:
        raise PatternRefused(
            _("A pattern has at most %(most)s characters.") % {"most": MAX_CHARACTERS}
        )
    written = _Reader(pattern).read()
    try:
        compiled = re.compile(written)
    except re.error as error:
        raise PatternRefused(
            _("This is no regular expression: %(why)s.") % {"why": error}
        ) from error
    if compiled.match(""):
        raise PatternRefused(_("The pattern matches nothing at all, everywhere."))
    return compiled


class _Reader:
    """Writes the pattern again with bounds, counting the ways in which it can match.

    Each open group is a list of alternatives, each of these a list of the ways of its
    items: items multiply, alternatives add up.
    """

    def __init__(self, pattern):
        self.pattern = pattern
        self.written = []
        self.groups = [[[]]]

    def read(self) -> str:
        at = 0
        while at < len(self.pattern):
            token = _TOKEN.match(self.pattern, at)
            if token is None:
                raise PatternRefused(
                    _("“%(what)s” is not possible in a pattern here.")
                    % {"what": self.pattern[at : at + 3]}
                )
            self.written.append(self._take(token))
            at = token.end()
        if len(self.groups) > 1:
            raise PatternRefused(_("A bracket is not closed."))
        self._count()
        return "".join(self.written)

    def _take(self, token):
        kind = token.lastgroup if token.lastgroup != "most" else "repeat"
        if kind == "open":
            self.groups.append([[]])
        elif kind == "close":
            self._close()
        elif kind == "either":
            self.groups[-1].append([])
        elif token["repeat"]:
            return self._repeat(token)
        else:
            self.groups[-1][-1].append(1)
        return token[0]

    def _close(self):
        if len(self.groups) == 1:
            raise PatternRefused(_("A bracket is not opened."))
        ways = self._count()
        self.groups.pop()
        self.groups[-1][-1].append(ways)

    def _count(self):
        ways = sum(_product(items) for items in self.groups[-1])
        if ways > MOST_WAYS:
            raise PatternRefused(
                _("The pattern can match in too many ways: narrow it, {1,5} for +.")
            )
        return ways

    def _repeat(self, token):
        items = self.groups[-1][-1]
        if not items:
            raise PatternRefused(
                _("Nothing stands before “%(what)s”.") % {"what": token[0]}
            )
        least, most = _bounds(token)
        if items[-1] > 1 and most > 1:
            raise PatternRefused(
                _(
                    "“%(what)s” repeats a group that holds a repetition or a choice "
                    "itself: write the group out."
                )
                % {"what": token[0]}
            )
        items[-1] *= max(1, most - least + 1)
        lazy = "?" if token["repeat"].endswith("?") and token["repeat"] != "?" else ""
        return f"{{{least},{most}}}{lazy}"


def _bounds(token):
    sign = token["repeat"][0]
    if sign != "{":
        return {"*": (0, MOST_REPEATS), "+": (1, MOST_REPEATS), "?": (0, 1)}[sign]
    if not (token["least"] or token["most"]):
        raise PatternRefused(_("“%(what)s” says no number.") % {"what": token[0]})
    least = int(token["least"] or 0)
    if not token["comma"]:
        most = least
    else:
        most = int(token["most"] or max(least, MOST_REPEATS))
    if most > 4 * MOST_REPEATS or least > most:
        raise PatternRefused(
            _("“%(what)s”: at most %(most)s times.")
            % {"what": token[0], "most": 4 * MOST_REPEATS}
        )
    return least, most


def _product(numbers):
    product = 1
    for number in numbers:
        product *= number
    return product
