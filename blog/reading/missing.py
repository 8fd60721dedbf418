"""What stands at no address: near posts for the reader, a note for the editors."""

import re

from django.core.cache import cache
from django.shortcuts import render

from blog.models import Edition, MissingPath, Window
from blog.reading.memory import remembered
from blog.text.japanese import nfc
from blog.text.likeness import bigrams, dice

# A path as ours are: words between slashes. Scanners ask for files, which have a dot.
SHAPE = re.compile(r"/(?:[\w\-・~+]{1,100}/){1,6}")
LONGEST = 200
NOT_FOR_READERS = ("/admin/", "/media/", "/preview/", "/static/")
# Among so many of the newest the like of a lost slug is looked for.
KNOWN = 3000
SUGGESTED = 3
LEAST_LIKENESS = 0.35
MOST_NOTES_A_MINUTE = 60


def page(request, exception=None):
    """The answer to every address that is none (handler404)."""
    path = _tidy(request.path)
    context = {}
    if path:
        context["near"] = near(request, path)
        _note(request, path)
    return render(request, "404.html", context, status=404)


def _tidy(path) -> str:
    """The path as it would be kept, "" for what is no reader's."""
    tidy = nfc(path) if path.endswith("/") else f"{nfc(path)}/"
    is_ours = len(tidy) <= LONGEST and SHAPE.fullmatch(tidy)
    return tidy if is_ours and not tidy.startswith(NOT_FOR_READERS) else ""


def near(request, path: str) -> list[Edition]:
    """Posts on air whose slug or title is like the last part of the path."""
    words = bigrams(path.strip("/").rpartition("/")[2])
    if len(words) < 2:
        return []
    likeness = (
        (_likeness(words, slug, title), pk) for pk, slug, title in _known(request)
    )
    best = sorted(likeness, reverse=True)[:SUGGESTED]
    ids = [pk for like, pk in best if like >= LEAST_LIKENESS]
    if not ids:
        return []
    found = Edition.objects.of_windows(ids).for_lists().newest_first()
    return list(found)


def _known(request):
    """(window, last part of its path, title) of the newest posts."""

    def look():
        windows = Window.objects.live(request.at).listed().newest_first()
        rows = windows.values_list("pk", "address__path", "edition__title")[:KNOWN]
        return [
            (pk, (path or "").strip("/").rpartition("/")[2], title)
            for pk, path, title in rows
        ]

    return remembered(request, "known", look)


def _likeness(words, slug, title) -> float:
    """0 to 1: Dice's coefficient with the slug, or how much the title has of it."""
    in_title = len(words & bigrams(title)) / len(words)
    return max(dice(words, bigrams(slug)), in_title)


def _note(request, path):
    if request.method != "GET" or getattr(request, "as_of", None):
        return
    key = f"missing:{request.at:%Y%m%d%H%M}"
    cache.add(key, 0, timeout=120)
    try:
        is_flood = (cache.incr(key) or 0) > MOST_NOTES_A_MINUTE
    except ValueError:  # the cache is full, or away
        is_flood = False
    if not is_flood:
        MissingPath.objects.note(path, at=request.at)
