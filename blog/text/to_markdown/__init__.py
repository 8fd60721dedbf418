"""A page's sanitised HTML as Markdown, for those who read text and no pages.

Not the source that an editor typed: in there are comments, notes that nothing refers
to and other words that no reader sees (SEC-01).
"""

from blog.text.to_markdown.blocks import write
from blog.text.to_markdown.inline import escaped
from blog.text.to_markdown.tree import read

__all__ = ["escaped", "to_markdown"]


def to_markdown(html: str, *, base: str = "") -> str:
    """One line for a paragraph, a blank line between blocks, a line end at the end.

    Addresses are taken from `base` on, when one is given.
    """
    return f"{write(read(html, base))}\n" if html.strip() else ""
