"""The desk: what the stock admin shows of the magazine."""

from blog.admin import (
    accounts,
    audit,
    bylines,
    furniture,
    images,
    passages,
    posts,
    style,
    taxonomy,
    templates,
)

__all__ = [
    "accounts",
    "audit",
    "bylines",
    "furniture",
    "images",
    "passages",
    "posts",
    "style",
    "taxonomy",
    "templates",
]
