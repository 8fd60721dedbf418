from django.core.cache import cache


def cached_keys() -> set[str]:
    """What the cache holds now, in this process's memory or in Redis."""
    return set(cache.keys("*")) if hasattr(cache, "keys") else set(cache._cache)
