"""Where a text names companies: by the code of their shares, or by a name.

Texts and names are compared in their compatibility form (`nfkc`).
"""

import re

# (7203), (証券コード 7203), (NASDAQ: NVDA), (東証プライム:130A)
_CODE = re.compile(
    r"\((?:\s*証券コード[\s:]*|(?P<exchange>[^():\n]{2,30}):)?\s*"
    r"(?P<code>[0-9][0-9A-Z]{3}|[A-Z]{1,5}(?:[.-][A-Z])?)\s*\)"
)
_LATIN = re.compile(r"[A-Za-z0-9]")
# A name of one letter would be found everywhere.
SHORTEST = 2


def codes(text: str) -> dict[str, str]:
    """Each code that stands in brackets, and the exchange named there ("" for none)."""
    found = {}
    for hit in _CODE.finditer(text):
        found[hit["code"]] = found.get(hit["code"]) or (hit["exchange"] or "").strip()
    return found


def calls(text: str, name: str) -> bool:
    """Whether `name` stands in `text`; a Latin one only where it is a whole word."""
    if len(name) < SHORTEST or name not in text:
        return False
    before = "(?<![A-Za-z0-9])" if _LATIN.match(name[0]) else ""
    after = "(?![A-Za-z0-9])" if _LATIN.match(name[-1]) else ""
    return re.search(before + re.escape(name) + after, text) is not None
