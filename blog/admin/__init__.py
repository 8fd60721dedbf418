"""The desk: what the stock admin shows of the magazine."""

from blog.admin import audit, bylines, images, posts, style, taxonomy

__all__ = ["audit", "bylines", "images", "posts", "style", "taxonomy"]
