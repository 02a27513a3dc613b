"""Days in the spellings of paper and Excel."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.sheets.dates import ReadDate, han_number, read_date

FIGURES = "〇一二三四五六七八九"
DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31))


def han(number: int) -> str:
    """Return 1 to 31 as it is written on paper."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else FIGURES[tens]) + ("十" if tens else "") + (FIGURES[ones] if ones else "")


SPELLINGS = [
    lambda d: d,
    lambda d: datetime(d.year, d.month, d.day, 8, 30),
    lambda d: float((d - date(1899, 12, 30)).days),
    lambda d: str((d - date(1899, 12, 30)).days),
    lambda d: f"{d:%Y%m%d}",
    lambda d: float(f"{d:%Y%m%d}"),
    lambda d: d.isoformat(),
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 号",
    lambda d: f"{d.month}月{d.day}日",
    lambda d: f"{d.month}.{d.day}",
    lambda d: f"{d.month}/{d.day}",
    lambda d: f"{d.year % 100}.{d.month}.{d.day}",
    lambda d: f"{d.year}-{d.month}-{d.day} 8:00",
    lambda d: f"{d.isoformat()} 00:00:00",
    lambda d: f"{d.isoformat()}（周{'一二三四五六日'[d.weekday()]}）",
    lambda d: f"二〇二〇年{han(d.month)}月{han(d.day)}日",
    lambda d: f"{han(d.month)}月{han(d.day)}日",
    lambda d: f"'{d.isoformat()} ",
    lambda d: "".join(chr(ord(sign) + 0xFEE0) for sign in f"{d.year}.{d.month}.{d.day}"),
]


@given(DAYS, st.sampled_from(SPELLINGS))
def test_it_works(day: date, spell: object) -> None:
    assert read_date(spell(day), 2020) == ReadDate(day)  # type: ignore[operator]


@pytest.mark.parametrize(
    "cell",
    ["2020-02-30", "2020年13月1日", "2020-2", "待定", "正月初三", "昨天", "2月", "20200230", 20200230.0, "2019.2.29",
     1.0, 12.0, True, -5.0, 1e300, float("inf"), float("nan"), "", None, time(6), "12.2.3", "2020-02-10至2020-02-20",
     "36000", 2020.2, "0月0日", "二〇二〇年二月三十日"],
)  # fmt: skip
def test_what_is_no_day_has_none(cell: object) -> None:
    assert read_date(cell, 2020).day is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "may_mean"),
    [
        (2.1, ["2020-02-01", "2020-02-10"]),
        (2.3, ["2020-02-03"]),
        ("3/2/2020", ["2020-02-03", "2020-03-02"]),
        ("2/13/2020", ["2020-02-13"]),
    ],
)
def test_what_may_be_several_days_is_none_of_them(cell: object, may_mean: list[str]) -> None:
    read = read_date(cell, 2020)  # type: ignore[arg-type]

    assert read.day is None
    assert [day.isoformat() for day in read.may_mean] == may_mean


def test_a_year_left_out_is_the_one_given() -> None:
    assert read_date("2月29日", 2019).day is None
    assert read_date("2月28日", 2019).day == date(2019, 2, 28)


@given(st.text(max_size=12))
def test_no_text_breaks_it(text: str) -> None:
    read = read_date(text, 2020)

    assert read.day is None or isinstance(read.day, date)


@given(st.integers(1, 99))
def test_han_figures(number: int) -> None:
    assert han_number(han(number)) == number
