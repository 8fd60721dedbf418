"""The desk: what the stock admin shows of the magazine."""

from blog.admin import (
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
    "audit",
    "bylines",
    "images",
    "passages",
    "posts",
    "style",
    "taxonomy",
    "templates",
]
