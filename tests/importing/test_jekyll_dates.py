from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from blog.importing.jekyll.dates import parse_date

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-12-14 02:31:52 +0000", "2025-12-14T11:31:52+09:00"),
        ("2025-12-14 02:31:52 +0900", "2025-12-14T02:31:52+09:00"),
        ("2025-12-14T02:31:52Z", "2025-12-14T11:31:52+09:00"),
        ("2025-12-14T02:31:52.123+05:30", "2025-12-14T06:01:52+09:00"),
        ("2025-12-14 02:31:52 -3", "2025-12-14T14:31:52+09:00"),
        ("2025-12-14 02:31:52 JST", "2025-12-14T02:31:52+09:00"),
        ("2025-12-14 23:30:00", "2025-12-15T08:30:00+09:00"),
        ("2025-12-14 23:30", "2025-12-14T23:30:00+09:00"),
        ("2025-12-14", "2025-12-14T00:00:00+09:00"),
        ("2025-1-2", "2025-01-02T00:00:00+09:00"),
        ("2025/01/02 10:00", "2025-01-02T10:00:00+09:00"),
    ],
)
def test_date_is_an_instant_in_the_zone_of_the_site(text, instant):
    date = parse_date(text, TOKYO)

    assert date == datetime.fromisoformat(instant)
    assert date.utcoffset() == datetime.fromisoformat(instant).utcoffset()


def test_quoted_time_without_an_offset_is_in_the_zone_of_the_site():
    date = parse_date("2025-12-14 23:30:00", TOKYO, quoted=True)

    assert date.isoformat() == "2025-12-14T23:30:00+09:00"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2025-02-30", "2025-01-01 25:00:00", "２０２５-01-01", "9" * 99],
)
def test_no_date_is_none(text):
    assert parse_date(text, TOKYO) is None
