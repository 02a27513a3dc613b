"""Which rows are records, and which are totals, footers, headings, sections and blanks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.sheets.books import CADRES, POSTS, TODAY, book, cadre, faults, read_cadres
from yixian.sheets import read


def test_it_works() -> None:
    reading = read_cadres(
        cadre(), (), ("", "", None), cadre(2), ("合计", "2人"), ("填表人：张三", None, "审核人：李四")
    )

    assert [row.sheet_row for row in reading.rows] == [2, 5]
    assert [(one.row, one.why) for one in reading.passed] == [(6, "total"), (7, "footer")]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("小计", None, "9人"), "total"),
        ((None, "小计", "9人"), "total"),
        ((None, "合　计", 120), "total"),
        (("总计：120人",), "total"),
        ((None, None, None, None, "柳河镇小计", "3人"), "total"),
        (("共120人",), "total"),
        (("填表人：某某", None, None, None, "审核人：某某", None, "联系电话："), "footer"),
        (("审核人:", "李四", None, "联系电话：13800000000"), "footer"),
        (("单位负责人签字：",), "footer"),
        ((None, None, None, None, "（单位盖章）", "2020年2月10日"), "footer"),
        (("注：以上人员已到岗",), "footer"),
        (("备注：李四",), "footer"),
        (CADRES, "heading"),
        (("一、县直单位",), "note"),
        ((7,), "note"),
        ((8, None, None, None, None, None, None, "机动"), "note"),
    ],
)
def test_what_is_no_record_is_passed_over_and_told(row: Sequence[Any], why: str) -> None:
    reading = read_cadres(cadre(), row, cadre(2))

    assert faults(reading) == []
    assert [(one.row, one.why) for one in reading.passed] == [(3, why)]
    assert len(reading.rows) == 2


def test_a_section_across_the_sheet_is_nobodys_name() -> None:
    heading = ("姓名", "身份证号码", "手机号", "派驻点位")
    rows = [heading, ("县水利局（2人）",), ("王秀兰", *cadre()[2:5])]

    reading = read("cadres", book(rows, merges=["A2:D2"]), register=POSTS, year=2020, today=TODAY)

    assert faults(reading) == []
    assert [row.values["name"] for row in reading.rows] == ["王秀兰"]


@pytest.mark.parametrize("cells", [{"note": "合计"}, {"note": "填表人：自己"}, {"name": "", "note": "小计"}])
def test_a_record_is_a_record_whatever_its_note_says(cells: dict[str, Any]) -> None:
    assert read_cadres(cadre(**cells)).people == 1


def test_a_name_alone_is_a_record_with_faults() -> None:
    assert [kind for _, _, kind in faults(read_cadres((1, "王秀兰")))] == [
        "id_blank",
        "phone_blank",
        "post_blank",
        "duty_blank",
        "date_blank",
    ]


def test_a_row_without_name_and_number_but_with_a_post_is_not_lost() -> None:
    assert faults(read_cadres((1, None, None, None, "安平苑北门", "宣传员")))[0] == (2, "B", "name_blank")


def test_what_a_person_skips_is_told() -> None:
    reading = read_cadres(cadre(name=""), cadre(2), skips=[2])

    assert faults(reading) == []
    assert [(one.row, one.why) for one in reading.passed] == [(2, "skipped")]


def test_a_mend_is_judged_like_any_cell() -> None:
    row = cadre(name="", day="2020-02-30")

    assert faults(read_cadres(row, mends={(2, "B"): "李建国"})) == [(2, "G", "date_bad")]
    assert faults(read_cadres(row, mends={(2, "B"): "李3", (2, "G"): "2月29日"})) == [(2, "B", "name_bad")]
    reading = read_cadres(row, mends={(2, "B"): "李建国", (2, "G"): "2月29日"})
    assert reading.rows[0].values["name"] == "李建国"
