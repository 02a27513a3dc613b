"""Read a duty grid: posts and shifts down, days across, names in the cells."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.sheets.books import POSTS, TODAY, book, faults
from yixian.sheets import Reading, read

SAMPLE = Path("tests/data/systems")
HEAD = ("卡点", "班次", "2.17（周一）", "2.18（周二）")
EARLY, LATE, NIGHT = "早班 06:00-14:00", "中班 14:00-22:00", "夜班 22:00－次日6:00"


def roster(*rows: Sequence[Any], merges: Sequence[str] = (), **options: Any) -> Reading:
    """Read a grid of the given rows."""
    return read("roster", book(rows, merges=merges), **({"year": 2020, "today": TODAY} | options))


def who(reading: Reading) -> list[tuple[str, str, str]]:
    """Return ``(post, start, name)`` of all assignments."""
    values = [row.values for row in reading.rows]
    return [(one["post"], one["start"].strftime("%m-%dT%H"), one["name"]) for one in values]


def test_it_works() -> None:
    reading = roster(HEAD, ("安平苑北门", NIGHT, "王秀兰（带班）、李建国", ""))

    assert reading.rows[0].values == {
        "column": "C",
        "post": "安平苑北门",
        "start": datetime(2020, 2, 17, 22),
        "end": datetime(2020, 2, 18, 6),
        "name": "王秀兰",
        "leads": True,
    }
    assert reading.slots is not None
    assert reading.slots.required_per_shift == 2
    assert reading.slots.below_required == (("安平苑北门", "2020-02-18", "22:00"),)


def test_the_sample_grid_is_read_as_expected() -> None:
    expected = json.loads((SAMPLE / "roster_example.expected.json").read_text(encoding="utf-8"))

    reading = read("roster", (SAMPLE / "roster_example.xlsx").read_bytes(), year=2020, today=TODAY)

    got = [
        [one["post"], f"{one['start']:%Y-%m-%dT%H:%M}", f"{one['end']:%Y-%m-%dT%H:%M}", one["name"]]
        for one in (row.values for row in reading.rows)
    ]
    assert got == expected["assignments"]
    assert reading.slots is not None
    assert reading.slots.required_per_shift == expected["required_per_shift"]
    assert [list(one) for one in reading.slots.below_required] == expected["slots_below_2"]
    assert reading.errors == ()


@pytest.mark.parametrize("post_cells", [("安平苑北门", None, None), ("安平苑北门", "同上", "〃"), ("安平苑北门",) * 3])
def test_a_post_goes_on_below(post_cells: tuple[str | None, ...]) -> None:
    shifts = zip(post_cells, (EARLY, LATE, NIGHT), strict=True)

    reading = roster(HEAD, *((post, shift, "王秀兰", "李建国") for post, shift in shifts))

    assert {row.values["post"] for row in reading.rows} == {"安平苑北门"}
    assert len(reading.rows) == 6


def test_a_merged_post_goes_on_and_a_merged_man_stands_all_week() -> None:
    rows = (("值班表", None, None, None), HEAD, ("安平苑北门", EARLY, "王秀兰", None), (None, LATE, "李建国", "张涛"))

    reading = roster(*rows, merges=["A1:D1", "A3:A4", "C3:D3"])

    assert who(reading)[:2] == [("安平苑北门", "02-17T06", "王秀兰"), ("安平苑北门", "02-18T06", "王秀兰")]
    assert who(reading)[2:] == [("安平苑北门", "02-17T14", "李建国"), ("安平苑北门", "02-18T14", "张涛")]


def test_a_blank_post_is_a_fault_when_a_shift_comes_again() -> None:
    reading = roster(HEAD, ("安平苑北门", EARLY, "王秀兰", "李建国"), (None, EARLY, "张涛", "刘芳"))

    assert faults(reading) == [(3, "A", "post_blank")]
    assert len(reading.rows) == 2


def test_one_man_a_row_fills_one_slot_together() -> None:
    rows = (HEAD, ("安平苑北门", EARLY, "王秀兰", "李建国"), (None, None, "张涛", None))

    reading = roster(*rows, merges=["A2:A3", "B2:B3"])

    assert len(reading.rows) == 3
    assert reading.slots is not None
    assert reading.slots.required_per_shift == 2
    assert reading.slots.below_required == (("安平苑北门", "2020-02-18", "06:00"),)


@pytest.mark.parametrize(
    "days",
    [
        ("2.28", "2.29", "3.1"),
        (2.28, 2.29, 3.1),
        (date(2020, 2, 28), date(2020, 2, 29), date(2020, 3, 1)),
        (43889, 43890, 43891),
        ("2月28日", "2月29日", "3月1日"),
        ("2020-02-28", "2020-02-29", "2020-03-01"),
        ("2/28\n周五", "2/29\n周六", "3/1\n周日"),
        ("28日", "29日", "1日"),
        ("周五", "周六", "周日"),
        ("星期五", "星期六", "星期天"),
    ],
)
def test_a_week_may_run_over_the_end_of_a_month(days: tuple[Any, ...]) -> None:
    title = ("值班安排表（2月28日—3月1日）",)

    reading = roster(title, ("卡点", "班次", *days), ("安平苑北门", EARLY, "王秀兰", "李建国", "张涛"))

    assert [start for _, start, _ in who(reading)] == ["02-28T06", "02-29T06", "03-01T06"]
    assert faults(reading) == []


def test_a_number_that_lost_its_nought_is_the_day_between() -> None:
    reading = roster(("卡点", "班次", 2.19, 2.2, 2.21), ("安平苑北门", EARLY, "王秀兰", "李建国", "张涛"))

    assert [start for _, start, _ in who(reading)] == ["02-19T06", "02-20T06", "02-21T06"]


def test_a_week_may_run_over_the_end_of_a_year() -> None:
    reading = roster(("卡点", "班次", "12.31", "1.1"), ("安平苑北门", EARLY, "王秀兰", "李建国"))

    assert [row.values["start"].year for row in reading.rows] == [2020, 2021]


def test_the_weekdays_may_have_a_row_of_their_own() -> None:
    rows = (("卡点", "班次", "2.17", "2.18"), (None, None, "周一", "周二"), ("安平苑北门", EARLY, "王秀兰", "李建国"))

    assert len(roster(*rows).rows) == 2
    assert len(roster(*rows, merges=["A1:A2", "B1:B2"]).rows) == 2


def test_the_next_week_may_stand_below() -> None:
    week = ("安平苑北门", EARLY, "王秀兰", "李建国")

    reading = roster(HEAD, week, (), ("卡点", "班次", "2.24", "2.25"), week)

    assert [start for _, start, _ in who(reading)] == ["02-17T06", "02-18T06", "02-24T06", "02-25T06"]


def test_other_columns_and_notes_are_not_people() -> None:
    rows = (
        ("序号", "卡点", "责任人", "班次", "2.17", "备注"),
        (1, "安平苑北门", "刘主任", EARLY, "王秀兰", "雨天加一人"),
        ("注：每班3人，夜班由党员带队",),
        ("值班电话：0375-0000000",),
    )

    reading = roster(*rows)

    assert who(reading) == [("安平苑北门", "02-17T06", "王秀兰")]
    assert reading.slots is not None
    assert reading.slots.required_per_shift == 3
    assert [one.why for one in reading.passed] == ["note", "note"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("不存在的岗", EARLY, "王秀兰", ""), (2, "A", "post_unknown")),
        ((None, EARLY, "王秀兰", ""), (2, "A", "post_blank")),
        (("安平苑北门", "白班", "王秀兰", ""), (2, "B", "shift_unknown")),
        (("安平苑北门", None, "王秀兰", "李建国"), (2, "B", "shift_blank")),
        (("安平苑北门", EARLY, "同上", ""), (2, "C", "crew_unclear")),
        (("安平苑北门", EARLY, "", "物业负责"), (2, "D", "crew_unclear")),
        (("安平苑北门", EARLY, "王秀兰、王秀兰", ""), (2, "C", "name_twice")),
    ],
)
def test_a_fault_is_named_by_its_cell(row: tuple[Any, ...], fault: tuple[int, str, str]) -> None:
    if fault[2] == "crew_unclear" and row[3]:
        row = (*row[:3], "王秀兰、物业公司派两人")

    assert fault in faults(roster(HEAD, row, register=POSTS))


def test_a_day_that_is_none_is_named_and_nobody_of_it_is_taken() -> None:
    reading = roster(("卡点", "班次", "2.29", "2.30"), ("安平苑北门", EARLY, "王秀兰", "李建国"))

    assert faults(reading) == [(1, "D", "date_bad")]
    assert [name for _, _, name in who(reading)] == ["王秀兰"]


def test_a_day_with_two_columns_is_named() -> None:
    assert faults(roster(("卡点", "班次", "2.17", "2.17"), ("安平苑北门", EARLY, "王秀兰", "李建国"))) == [
        (1, "D", "day_twice")
    ]


def test_a_doubt_is_told_and_taken() -> None:
    rows = (("卡点", "班次", "2.17（周二）"), ("安平苑北门", EARLY, "王秀兰"), ("安平苑东门", EARLY, "王秀兰"))

    reading = roster(*rows)

    assert [one.kind for one in reading.doubts] == ["weekday_differs", "two_posts_at_once"]
    assert len(reading.rows) == 2


def test_a_mend_is_judged_afresh() -> None:
    rows = (HEAD, ("安平苑北门", "白班", "王秀兰", "李建国、"))

    reading = roster(*rows, mends={(2, "B"): EARLY, (2, "C"): "张涛"})

    assert faults(reading) == []
    assert [name for _, _, name in who(reading)] == ["张涛", "李建国"]
    assert roster(*rows, skips={2}).rows == ()
