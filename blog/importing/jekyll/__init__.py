"""Jekyll sites, by the rules of Jekyll 4.3."""

from blog.importing.jekyll.reader import read

__all__ = ["read"]
