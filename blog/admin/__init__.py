"""The desk: what the stock admin shows of the magazine."""

from blog.admin import (
    accounts,
    audit,
    bylines,
    images,
    passages,
    posts,
    search,
    style,
    taxonomy,
    templates,
)

__all__ = [
    "accounts",
    "audit",
    "bylines",
    "images",
    "passages",
    "posts",
    "search",
    "style",
    "taxonomy",
    "templates",
]
