"""docs/benchmarks.md and the verdict, from what was measured."""

import os
import platform
import sqlite3

import django

from tests.bench import sizes as seeded

INTRODUCTION = """\
# Benchmarks

`./bin/bench` writes this page. It fills a new SQLite database with generated posts,
starts one process over it, and asks every kind of public page through WSGI and the
whole middleware. Times are the median of processor milliseconds in that process (SQLite
works inside it), so read them as ratios: **×** is how many times as long as a view that
answers `ok`, in the same process behind the same middleware.

- *no cache*: nothing is remembered from one request to the next.
- *made*: the page is not kept, but menus and counts of this generation are. The first
  reader after a change waits so long.
- *kept*: from the page cache, in memory. Everybody after that reader.
- *queries*: made, and in brackets with no cache. A kept page asks one: which generation
  it is.

*Search, every post* asks for a word of every title: all posts are hits, ranked and
counted for the lists to choose from. No search costs more.

The newest {long} posts are {long_characters:,} characters long, the mean of the first
users' magazine; the others {short_characters:,}. One in {updated} was updated once.
"""


def as_markdown(sizes: list[dict]) -> str:
    parts = [
        INTRODUCTION.format(
            long=seeded.LONG_POSTS,
            long_characters=seeded.LONG,
            short_characters=seeded.SHORT,
            updated=seeded.UPDATED,
        ),
        *map(_size, sizes),
        _verdicts(sizes),
        _machine(),
    ]
    return "\n".join(parts)


def missed(sizes: list[dict]) -> list[str]:
    """The aims that were not reached, in words."""
    return [words for words, is_reached in _aims(sizes) if not is_reached]


def _size(size):
    rows = "\n".join(_row(figure, size["bare"]) for figure in size["figures"])
    unchanged, bare = size["unchanged"], size["bare"]
    return f"""\
## {size["posts"]:,} posts

| page | no cache | × | made | × | kept | × | queries | kB |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
{rows}

The bare view: {bare:.2f} ms. An unchanged front page (304): {unchanged:.2f} ms,
× {unchanged / bare:.1f}. Memory of the process at its highest:
{size["memory_peak"]:.0f} MB, {size["memory_bare"]:.0f} MB of it before the first page.
"""


def _row(figure, bare):
    times = [
        f"{time:.1f} | {time / bare:.0f}" if time else "– | –"
        for time in (figure["uncached"], figure["made"], figure["kept"])
    ]
    queries = f"{figure['queries_made']} ({figure['queries_uncached']})"
    return (
        f"| {figure['name']} | {' | '.join(times)} | {queries}"
        f" | {figure['kilobytes']:.0f} |"
    )


def _verdicts(sizes):
    lines = [
        f"- {words}: {'yes' if is_reached else '**no**'}"
        for words, is_reached in _aims(sizes)
    ]
    return "\n".join(["## Aims", "", *lines, ""])


def _aims(sizes):
    """(in words, reached) pairs."""
    for size in sizes:
        figures = {figure["name"]: figure for figure in size["figures"]}
        first = figures["list, page 1"]
        deep = next(
            figure
            for name, figure in figures.items()
            if name.startswith("list, page") and figure is not first
        )
        times = sorted([first["made"], deep["made"]])
        yield (
            f"{size['posts']:,} posts: {first['name']} and {deep['name']} differ by"
            f" less than a factor of 2 ({times[1] / times[0]:.2f})",
            times[1] < 2 * times[0],
        )
    for name in ("post (14,000 characters)", "category, page 1"):
        counts = [
            figure["queries_made"]
            for size in sizes
            for figure in size["figures"]
            if figure["name"] == name
        ]
        yield (
            f"{name}: at most 5 queries, the same at every size ({counts[0]})",
            len(set(counts)) == 1 and counts[0] <= 5,
        )


def _machine():
    return (
        f"Measured with Python {platform.python_version()}, Django"
        f" {django.get_version()}, SQLite {sqlite3.sqlite_version} on"
        f" {os.cpu_count()} cores.\n"
    )
