"""Whether a shift touches the night."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.rules.night import touches_night

NIGHT = (time(22), time(6))


def touches(start: str, end: str) -> bool:
    return touches_night(datetime.fromisoformat(start), datetime.fromisoformat(end), NIGHT)


def test_it_works() -> None:
    assert touches("2020-02-24T22:00", "2020-02-25T06:00")
    assert not touches("2020-02-24T08:00", "2020-02-24T17:00")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020-02-24T06:00", "2020-02-24T22:00", False),
        ("2020-02-24T05:59", "2020-02-24T14:00", True),
        ("2020-02-24T14:00", "2020-02-24T22:01", True),
        ("2020-02-24T00:00", "2020-02-24T08:00", True),
        ("2020-02-24T16:00", "2020-02-25T00:00", True),
        ("2020-02-24T23:00", "2020-02-24T23:30", True),
        ("2020-02-24T05:59:59", "2020-02-24T06:00", True),
        ("2020-02-24T08:00", "2020-02-25T09:00", True),
        ("2020-02-24T08:00", "2020-02-27T09:00", True),
        ("2020-02-29T22:30", "2020-03-01T08:30", True),
    ],
)
def test_the_edges_are_half_open(start: str, end: str, expected: bool) -> None:
    assert touches(start, end) is expected


@given(st.datetimes(datetime(2020, 1, 1), datetime(2020, 3, 31)), st.integers(1, 60 * 50))
def test_minute_by_minute_it_is_the_same(start: datetime, minutes: int) -> None:
    start = start.replace(second=0, microsecond=0)
    each = (start + timedelta(minutes=minute) for minute in range(minutes))
    expected = any(at.hour >= 22 or at.hour < 6 for at in each)
    assert touches_night(start, start + timedelta(minutes=minutes), NIGHT) is expected


@given(st.times(), st.integers(1, 24 * 60))
def test_a_night_within_one_day_works_too(at: time, minutes: int) -> None:
    start = datetime.combine(datetime(2020, 2, 1), at.replace(second=0, microsecond=0))
    each = (start + timedelta(minutes=minute) for minute in range(minutes))
    expected = any(1 <= moment.hour < 5 for moment in each)
    assert touches_night(start, start + timedelta(minutes=minutes), (time(1), time(5))) is expected
