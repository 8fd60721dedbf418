"""Dates as Jekyll reads them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

DATE = re.compile(
    r"""(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})
        (?:[Tt\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})
           (?::(?P<second>\d{2})(?:\.\d*)?)?
           \s*(?P<zone>Z|UTC|JST|[-+]\d{1,2}(?::?\d{2})?)?
        )?$""",
    re.VERBOSE | re.ASCII,
)


def parse_date(text: str, zone: ZoneInfo, *, quoted: bool = False) -> datetime | None:
    """The instant of a front matter date; None when it is no date.

    A full time without an offset is UTC, as in YAML, unless it was quoted; a day alone,
    or a time without seconds, is in the site's zone.
    """
    match = DATE.match(text.strip())
    if not match:
        return None
    numbers = [match[part] for part in ("year", "month", "day")]
    numbers += [match[part] or 0 for part in ("hour", "minute", "second")]
    is_yaml_time = match["second"] and not quoted
    offset = _offset(match["zone"]) if match["zone"] else UTC if is_yaml_time else zone
    try:
        return datetime(*map(int, numbers), tzinfo=offset).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _offset(text: str) -> timezone:
    if text in ("Z", "UTC"):
        return UTC
    if text == "JST":
        return timezone(timedelta(hours=9))
    sign = -1 if text[0] == "-" else 1
    hours, minutes = re.match(r"(\d{1,2}):?(\d{2})?", text[1:]).groups()
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes or 0)))
