"""The last step of every rendering: an allow-list of tags, attributes, classes and ids.

It holds alone, with the content security policy switched off (SEC-10, SEC-11).
"""

import re
import secrets

import nh3
from pygments.token import STANDARD_TYPES

TAGS = frozenset(
    "a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em"  # noqa: SIM905
    " figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp"
    " rt ruby s samp section small span strong sub summary sup table tbody td tfoot th"
    " thead time tr u ul var wbr".split()
)
# What only the server may write, see `seal`.
_SEALED = frozenset(["aria-label", "role", "tabindex"])
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "title", *_SEALED},
    "a": {"href"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "src", "width"},
    "input": {"checked", "disabled", "type"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan", "scope"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}

_CLASSES = frozenset(
    [
        *("align-left", "align-center", "align-right", "num"),  # cells
        *("asof", "caption", "credit", "lead", "note", "small", "wide"),  # blocks
        *("code", "cta", "decorative", "embed", "kenten", "nowrap", "task"),
        *("footnote-backref", "footnote-ref", "footnotes", "highlight", "table-scroll"),
    ]
)
# Of a table that is drawn as well, by the kind of its chart (see blog.text.charts).
CHART_CLASSES = {
    "bar": ("chart-bar", "棒グラフ"),
    "line": ("chart-line", "折れ線グラフ", "折れ線"),
}
_ON_TABLES = frozenset(name for names in CHART_CLASSES.values() for name in names)
_CODE_CLASSES = frozenset(name for name in STANDARD_TYPES.values() if name)
_LANGUAGE_CLASS = re.compile(r"language-[a-z0-9+#-]{1,30}")
_ID = re.compile(r"(?!site-)[^\s\"'<>&`]+", re.IGNORECASE)
_LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")

_SEAL = secrets.token_hex(16)


def seal(value: str) -> str:
    """`value` marked as written by the server, for `aria-label`, `role` or `tabindex`.

    The mark is a secret of this process and never printed, so a text cannot carry it.
    """
    return _SEAL + value


def sanitize(html: str) -> str:
    """`html` with nothing but the allow-list; every `input` a disabled checkbox."""
    return _CLEANER.clean(html)


def _filter(tag: str, name: str, value: str) -> str | None:
    if name in _SEALED:
        return value[len(_SEAL) :] if value.startswith(_SEAL) else None
    if name == "class":
        return " ".join(word for word in value.split() if _is_class(tag, word)) or None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if name == "lang":
        return value if _LANG.fullmatch(value) else None
    return value


def _is_class(tag: str, word: str) -> bool:
    if tag == "span" and word in _CODE_CLASSES:
        return True
    if tag == "table" and word in _ON_TABLES:
        return True
    return word in _CLASSES or (
        tag == "code" and _LANGUAGE_CLASS.fullmatch(word) is not None
    )


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    set_tag_attribute_values={"input": {"type": "checkbox", "disabled": ""}},
    url_schemes=_SCHEMES,
    link_rel=None,
)
