"""Full-text search over the editions that are on air.

`search("生成AI", at=request.at)` gives the ids of live editions, best first.
"""

from blog.search.query import Found, Hit, find, search

__all__ = ["Found", "Hit", "find", "search"]
