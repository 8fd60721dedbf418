"""Which state of the public site an instant belongs to, and how long it lasts."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils import timezone

STANDING = """
    SELECT (SELECT number FROM blog_generation WHERE id = 1),
           (SELECT changed_second FROM blog_generation WHERE id = 1),
           (SELECT max(at) FROM blog_boundary WHERE at <= %s),
           (SELECT min(at) FROM blog_boundary WHERE at > %s)
"""
# What a page is made with, beside the database: pages in Redis outlive a deployment.
PRINTED = ("SITE_", "SECURITY_CONTACT")
SOURCES = ("allforces", "blog", "locale", "static", "templates")


@dataclass(frozen=True)
class Period:
    """A stretch of time over which the public site stays as it is.

    Two instants with one `key` show the same. It ends at the edge of a window or at
    midnight JST, since pages name the day; a change that is made now ends it as well.
    Nothing that it shows has changed since `changed_at`.
    """

    key: str
    changed_at: datetime
    ends_at: datetime


def period(request) -> Period:
    """The period that `request.at` lies in, looked up once a request."""
    if not hasattr(request, "period"):
        request.period = period_at(request.at)
    return request.period


def period_at(at) -> Period:
    number, changed, passed, coming = _standing(at)
    day = timezone.localdate(at)
    today = timezone.make_aware(datetime.combine(day, time()))
    stamp = f"{passed:%Y%m%d%H%M%S}" if passed else "0"
    midnight = today + timedelta(days=1)
    return Period(
        key=f"{release()}.{number}.{stamp}.{day:%Y%m%d}",
        changed_at=max(filter(None, [changed, passed, today, released_at()])),
        ends_at=min(coming or midnight, midnight),
    )


def generation(at) -> str:
    """A key for everything public at `at`."""
    return period_at(at).key


def next_boundary(at) -> datetime:
    """When the public site next looks different by itself."""
    return period_at(at).ends_at


def _standing(at):
    """The count and the latest of changes, the last boundary and the next, or None.

    In SQL, since every request asks: building the same query takes Django ten times
    as long as the database needs to answer it.
    """
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [moment, moment])
        number, changed, passed, coming = cursor.fetchone()
    changed = changed and datetime.fromtimestamp(changed, UTC)
    return number or 0, changed, _from_database(passed), _from_database(coming)


def _from_database(moment):
    # SQLite keeps instants as text, in UTC.
    if isinstance(moment, str):
        return datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return moment


@cache
def release() -> str:
    """A short digest of the code, the templates and how the site is called."""
    names = [name for name in dir(settings) if name.startswith(PRINTED)]
    printed = [(name, getattr(settings, name)) for name in names]
    digest = hashlib.sha256(repr(printed).encode())
    for file in _sources():
        digest.update(str(file.relative_to(settings.BASE_DIR)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def released_at() -> datetime:
    """When the newest file of the code and the templates was written."""
    newest = max(file.stat().st_mtime for file in _sources())
    return datetime.fromtimestamp(int(newest), UTC)


def _sources():
    for folder in SOURCES:
        for file in sorted((settings.BASE_DIR / folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                yield file
