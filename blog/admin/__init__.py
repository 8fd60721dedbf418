"""The desk: what the stock admin shows of the magazine."""

from blog.admin import (
    accounts,
    affiliates,
    audit,
    bylines,
    images,
    passages,
    posts,
    style,
    taxonomy,
    templates,
)

__all__ = [
    "accounts",
    "affiliates",
    "audit",
    "bylines",
    "images",
    "passages",
    "posts",
    "style",
    "taxonomy",
    "templates",
]
