"""What only kramdown understands, taken out of a Markdown source or put in plain words.

Lists what is lost by it; the attributes that stay, `{: .name}`, are the renderer's.
"""

import re
from collections.abc import Callable
from itertools import groupby

from django.utils.translation import gettext as _

from blog.importing.markup import outside_code

CONTENTS = re.compile(
    r"^(?:[ \t]*(?:[-*+]|\d+\.)[ \t].*\n)?[ \t]*\{:toc[^}]*\}[ \t]*\n?", re.M
)
COMMENT = re.compile(r"\{::comment\}.*?\{:/(?:comment)?\}\n?", re.DOTALL)
UNMARKED = re.compile(r"\{::nomarkdown[^}]*\}(.*?)\{:/(?:nomarkdown)?\}", re.DOTALL)
OPTIONS = re.compile(r"^\{::options [^}]*/\}[ \t]*\n?", re.MULTILINE)
DEFINITION = re.compile(r"^ {0,3}\{:([\w-]+):\s*([^}]*)\}[ \t]*\n?", re.MULTILINE)
REFERENCE = re.compile(r"\{:\s*([\w-]+)\s*\}")
ABBREVIATION = re.compile(r"^ {0,3}\*\[([^\]\n]+)\]:.*\n?", re.MULTILINE)
DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(\||$)")
MATHS = re.compile(r"\$\$.+?\$\$", re.DOTALL)


def without_kramdown(source: str, *, lost: Callable[[str], None]) -> str:
    """`source` in plainer Markdown; `lost` is told in a sentence what readers miss."""
    attributes: dict[str, str] = {}

    def define(match):
        attributes[match[1]] = match[2].strip()
        return ""

    def change(piece):
        piece = COMMENT.sub("", piece)
        piece = OPTIONS.sub("", UNMARKED.sub(r"\1", piece))
        piece = _take_out(CONTENTS, piece, _("A table of contents: it is made here."))
        piece = _take_out(ABBREVIATION, piece, _("The long form of an abbreviation."))
        if table := _accidental_table(piece):
            lost(_("A table to kramdown, a paragraph here: %(text)s") % {"text": table})
        if MATHS.search(piece):
            lost(_("A formula stays as its source: %(text)s") % _first(MATHS, piece))
        return DEFINITION.sub(define, piece)

    def _take_out(pattern, piece, sentence):
        for match in pattern.finditer(piece):
            lost(f"{sentence} ({match[0].strip()[:80]})")
        return pattern.sub("", piece)

    def refer(piece):
        return REFERENCE.sub(
            lambda match: _attributes(attributes.get(match[1]), match[0]), piece
        )

    # Definitions may stand behind what refers to them.
    source = outside_code(source, change)
    return outside_code(source, refer) if attributes else source


def _accidental_table(piece: str) -> str:
    """The first line of a table without a header: kramdown needs no more than bars."""
    runs = groupby(piece.splitlines(), key=lambda line: "|" in line.replace("\\|", ""))
    for has_bars, run in runs:
        lines = list(run)
        if has_bars and not any(map(DELIMITER.match, lines)):
            return lines[0].strip()[:80]
    return ""


def _first(pattern, piece):
    return {"text": pattern.search(piece)[0][:80]}


def _attributes(defined: str | None, written: str) -> str:
    return written if defined is None else f"{{: {defined}}}"
