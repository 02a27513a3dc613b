from __future__ import annotations

from datetime import date, datetime, time

import pytest

from yixian.web.ui.paper.calendar_words import full_date, hour, minute, month_day, period, weekday

THURSDAY = date(2020, 2, 13)


def test_it_works():
    assert full_date(THURSDAY, "zh") == "2020年2月13日"
    assert full_date(THURSDAY, "en") == "13 Feb 2020"
    assert month_day(THURSDAY, "zh") == "2月13日"
    assert weekday(THURSDAY, "zh") == "周四"
    assert weekday(THURSDAY, "en") == "Thu"
    assert minute(datetime(2020, 2, 13, 9, 5), "zh") == "2月13日 09:05"


def test_a_full_hour_has_no_minutes():
    assert hour(time(6)) == "06"
    assert hour(time(6, 30)) == "06:30"


@pytest.mark.parametrize(
    ("last", "zh", "en"),
    [
        (THURSDAY, "2020年2月13日", "13 Feb 2020"),
        (date(2020, 3, 4), "2020年2月13日至3月4日", "13 Feb to 4 Mar 2020"),
        (date(2021, 1, 2), "2020年2月13日至2021年1月2日", "13 Feb 2020 to 2 Jan 2021"),
    ],
)
def test_a_period_says_the_year_once_where_it_can(last, zh, en):
    assert period(THURSDAY, last, "zh") == zh
    assert period(THURSDAY, last, "en") == en
