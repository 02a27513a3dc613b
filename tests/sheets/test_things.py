"""Read lists of posts, places and units."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sheets.books import TODAY, book, faults
from yixian.sheets import read

POSTS = ("编号", "卡点名称", "类别", "乡镇", "经度", "纬度", "坐标系", "早班人数", "须党员带班", "值守电话")


def posts(*row: Any) -> Any:
    """Read a list of one post."""
    return read("posts", book([POSTS, row]), year=2020, today=TODAY)


def test_it_works() -> None:
    values = (
        posts("卡点0231", "安平苑北门", "小区主门", "柳河镇", 113.05, "33.866", "高德", "2人", "是", "0375-6512345")
        .rows[0]
        .values
    )

    assert (values["number"], values["kind"], values["need_early"], values["needs_leader"]) == (
        231,
        "main_gate",
        2,
        True,
    )
    assert (values["lon"], values["lat"], values["datum"]) == (113.05, 33.866, "GCJ-02")
    assert values["phone"] == "0375-6512345"


@pytest.mark.parametrize("number", ["卡点0231", "231", "0231", 231, "231号", "卡点０２３１"])
def test_a_number_may_carry_words(number: object) -> None:
    assert posts(number, "安平苑北门").rows[0].values["number"] == 231


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        (0, "东门", "number_bad"),
        (0, "3-2", "number_bad"),
        (1, None, "name_blank"),
        (2, "大棚", "kind_unknown"),
        (4, 33.9, "coordinate_bad"),
        (4, "东边", "coordinate_bad"),
        (5, 113.05, "coordinate_bad"),
        (6, "北京54", "datum_unknown"),
        (7, "若干", "need_bad"),
        (7, 100, "need_bad"),
        (8, "看情况", "leader_unclear"),
        (9, "12345", "phone_short"),
    ],
)
def test_a_bad_cell_is_named(column: int, cell: object, kind: str) -> None:
    row: list[object] = [231, "安平苑北门", "路口", "柳河镇", 113.05, 33.9, "WGS-84", 2, "否", "13800000001"]
    row[column] = cell

    assert faults(posts(*row)) == [(2, "ABCDEFGHIJ"[column], kind)]


def test_degrees_may_have_minutes() -> None:
    values = posts(1, "安平苑北门", None, None, "113°3′36″", "33°51.6'").rows[0].values

    assert (values["lon"], values["lat"]) == (113.06, 33.86)


def test_a_running_number_is_not_the_number_of_a_post() -> None:
    reading = read("posts", book([("序号", "卡点名称", "类别"), (1, "安平苑北门", "路口")]), year=2020, today=TODAY)

    assert reading.rows[0].values["number"] is None


def test_places() -> None:
    head = ("名称", "类别", "上级", "区划代码", "户数", "曾用名", "包保责任人", "责任人电话")
    rows = [head, ("安平苑", "小区", "柳河镇", "419901100", "320户", "安平小区、安苹苑", "李建国", 13800000001)]

    values = read("places", book(rows), year=2020, today=TODAY).rows[0].values

    assert (values["kind"], values["code"], values["households"]) == ("compound", "419901100000", 320)
    assert values["aliases"] == ("安平小区", "安苹苑")
    assert values["leader_phone"] == "13800000001"


@pytest.mark.parametrize("code", ["4199011000", "41990110000X", 41990110000])
def test_a_place_code_has_twelve_digits(code: object) -> None:
    rows = [("名称", "类别", "区划代码"), ("安平苑", "小区", code)]

    assert faults(read("places", book(rows), year=2020, today=TODAY)) == [(2, "C", "code_bad")]


def test_units() -> None:
    rows = [
        ("单位名称", "单位性质", "下沉名额", "联系电话"),
        ("县水利局", "县直", "12人", "(0375)6512345"),
        ("某厂", "企业", "若干", ""),
    ]

    reading = read("units", book(rows), year=2020, today=TODAY)

    assert (reading.rows[0].values["kind"], reading.rows[0].values["quota"]) == ("bureau", 12)
    assert reading.rows[0].values["phone"] == "0375-6512345"
    assert faults(reading) == [(3, "C", "quota_bad")]
