"""The desk: what the stock admin shows of the magazine."""

from blog.admin import (
    accounts,
    affiliates,
    audit,
    bylines,
    crawlers,
    furniture,
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
    "affiliates",
    "audit",
    "bylines",
    "crawlers",
    "furniture",
    "images",
    "passages",
    "posts",
    "search",
    "style",
    "taxonomy",
    "templates",
]
