"""Read a list of seconded cadres: strict, for an office made it."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.sheets.books import CADRES, POSTS, TODAY, book, cadre, faults, id_number, read_cadres
from yixian.sheets import Entry, Register, names, read

SAMPLE = Path("tests/data/web")


def test_it_works() -> None:
    row = read_cadres(cadre(duty="摸排员")).rows[0]

    assert row.sheet_row == 2
    assert row.flags == ()
    assert {key: value for key, value in row.values.items() if value is not None} == {
        "number": 1,
        "name": "王秀兰",
        "id_number": id_number(1),
        "phone": "13800000001",
        "post": "安平苑北门",
        "duty": "排查员",
        "arrives_on": date(2020, 2, 10),
    }


def test_the_sample_list_is_read_as_expected() -> None:
    expected = json.loads((SAMPLE / "cadres_small.expected.json").read_text(encoding="utf-8"))
    register = Register(posts=names((SAMPLE / "posts.csv").read_text(encoding="utf-8").splitlines()[1:]))

    reading = read("cadres", (SAMPLE / "cadres_small.xlsx").read_bytes(), register=register, year=2020, today=TODAY)

    assert sorted(faults(reading)) == sorted(tuple(one.values()) for one in expected["rows_with_errors"])
    assert len(reading.rows) == expected["accepted"]
    accepted = {row.sheet_row for row in reading.rows}
    assert {one["row"] for one in expected["rows_that_must_be_accepted_after_normalising"]} <= accepted


@pytest.mark.parametrize(
    ("cells", "column", "kind"),
    [
        ({"name": None}, "B", "name_blank"),
        ({"name": "　"}, "B", "name_blank"),
        ({"name": "张3"}, "B", "name_bad"),
        ({"name": "张三、李四"}, "B", "name_bad"),
        ({"id": None}, "C", "id_blank"),
        ({"id": id_number(1)[:-1] + "0"}, "C", "id_checksum"),
        ({"id": 419901198501010017.0}, "C", "id_float"),
        ({"id": "4.19901E+17"}, "C", "id_float"),
        ({"id": "419901850101001"}, "C", "id_15"),
        ({"id": 419901850101001}, "C", "id_15"),
        ({"id": id_number(1)[:-1]}, "C", "id_length"),
        ({"id": id_number(1) + "1"}, "C", "id_length"),
        ({"id": "无"}, "C", "id_length"),
        ({"id": id_number(1, "19850230")}, "C", "id_date"),
        ({"id": id_number(1, "20850201")}, "C", "id_date"),
        ({"phone": None}, "D", "phone_blank"),
        ({"phone": "1380000000"}, "D", "phone_short"),
        ({"phone": 1380000000}, "D", "phone_short"),
        ({"phone": "138000000000"}, "D", "phone_long"),
        ({"phone": "12800000000"}, "D", "phone_bad"),
        ({"phone": "1.38E+10"}, "D", "phone_bad"),
        ({"phone": "没有"}, "D", "phone_bad"),
        ({"phone": "13800000000/13900000000"}, "D", "phone_two"),
        ({"post": None}, "E", "post_blank"),
        ({"post": "不存在小区9号岗"}, "E", "post_unknown"),
        ({"duty": None}, "F", "duty_blank"),
        ({"duty": "巡逻员"}, "F", "duty_unknown"),
        ({"duty": "宣传员、服务员"}, "F", "duty_unknown"),
        ({"day": None}, "G", "date_blank"),
        ({"day": "2020-02-30"}, "G", "date_bad"),
        ({"day": "待定"}, "G", "date_bad"),
        ({"day": 2.1}, "G", "date_bad"),
        ({"day": "1920-02-10"}, "G", "date_bad"),
        ({"day": "2920-02-10"}, "G", "date_future"),
        ({"day": datetime(2920, 2, 10)}, "G", "date_future"),
        ({"day": "2021-02-10"}, "G", "date_future"),
    ],
)
def test_a_bad_cell_is_named_and_its_row_goes_back(cells: dict[str, Any], column: str, kind: str) -> None:
    reading = read_cadres(cadre(**cells), cadre(2))

    assert faults(reading) == [(2, column, kind)]
    assert [row.sheet_row for row in reading.rows] == [3]


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({"name": "王　兰"}, "name", "王兰"),
        ({"name": " 王 秀 兰 "}, "name", "王秀兰"),
        ({"name": "阿依古丽·买买提"}, "name", "阿依古丽·买买提"),
        ({"id": f" '{id_number(1)}"}, "id_number", id_number(1)),
        ({"id": " ".join((id_number(1)[:6], id_number(1)[6:14], id_number(1)[14:]))}, "id_number", id_number(1)),
        ({"id": id_number(3).lower()}, "id_number", id_number(3)),
        ({"id": "\u200b" + id_number(1)}, "id_number", id_number(1)),
        ({"phone": 13800000001}, "phone", "13800000001"),
        ({"phone": "13800000001.0"}, "phone", "13800000001"),
        ({"phone": "138 0000 0001"}, "phone", "13800000001"),
        ({"phone": "138-0000-0001"}, "phone", "13800000001"),
        ({"phone": "＋86 13800000001"}, "phone", "13800000001"),
        ({"phone": "008613800000001"}, "phone", "13800000001"),
        ({"phone": "１３８００００００１１"}, "phone", "13800000011"),
        ({"post": " 安平苑 北门 "}, "post", "安平苑北门"),
        ({"duty": "服务员 "}, "duty", "服务员"),
        ({"day": datetime(2020, 2, 3)}, "arrives_on", date(2020, 2, 3)),
        ({"day": 43864}, "arrives_on", date(2020, 2, 3)),
        ({"day": "2020年2月3日"}, "arrives_on", date(2020, 2, 3)),
        ({"day": "2月3日"}, "arrives_on", date(2020, 2, 3)),
    ],
)
def test_an_odd_spelling_is_taken_without_a_word(cells: dict[str, Any], field: str, value: Any) -> None:
    reading = read_cadres(cadre(**cells))

    assert faults(reading) == []
    assert reading.rows[0].values[field] == value


def test_all_faults_of_a_row_are_named() -> None:
    reading = read_cadres(cadre(name="", id="1", phone="138", post="无此岗", duty="保洁", day="2020-02-31"))

    assert [kind for _, _, kind in faults(reading)] == [
        "name_blank",
        "id_length",
        "phone_short",
        "post_unknown",
        "duty_unknown",
        "date_bad",
    ]


def test_a_letter_among_the_digits_is_mended_only_if_the_check_then_fits() -> None:
    good, wrong = id_number(30), id_number(30)[:-1] + ("1" if id_number(30)[-1] != "1" else "2")

    reading = read_cadres(cadre(id=good.replace("0", "O", 1)), cadre(id=wrong.replace("0", "O", 1)), cadre(id=wrong))

    assert [one.proposal for one in reading.errors] == [good, None, None]
    assert {one.kind for one in reading.errors} == {"id_checksum"}


@pytest.mark.parametrize(("digit", "sign"), [("1", "l"), ("1", "I"), ("0", "o"), ("0", "Ｏ"), ("X", "×"), ("X", "*")])
def test_what_looks_like_a_figure_is_proposed_as_one(digit: str, sign: str) -> None:
    good = next(number for number in map(id_number, range(1000)) if number.endswith("X"))

    assert read_cadres(cadre(id=good.replace(digit, sign, 1))).errors[0].proposal == good


def test_a_year_with_one_wrong_figure_is_proposed() -> None:
    reading = read_cadres(cadre(day="2920-02-10"), cadre(2, day="2002-02-10"), cadre(3, day="1920-02-30"))

    assert [one.proposal for one in reading.errors] == ["2020-02-10", "2020-02-10", None]


def test_a_number_that_lost_its_nought_may_mean_two_days() -> None:
    finding = read_cadres(cadre(day=2.1)).errors[0]

    assert finding.proposals == ("2020-02-01", "2020-02-10")
    assert finding.proposal is None


def test_a_near_post_is_proposed_and_an_alias_is_taken() -> None:
    register = Register(posts=names([Entry("安平苑北门", ("安萍苑北门",)), Entry("金穗小区南门")]))

    reading = read_cadres(cadre(post="安萍苑北门"), cadre(2, post="金稳小区南门"), register=register)

    assert reading.rows[0].values["post"] == "安平苑北门"
    assert reading.errors[0].proposal == "金穗小区南门"


def test_without_a_register_every_post_stands() -> None:
    assert read_cadres(cadre(post="随便 一岗"), register=Register()).rows[0].values["post"] == "随便一岗"


def test_columns_may_stand_anywhere_and_more_of_them() -> None:
    heading = ("备注", "联系电话", "单位", "点位", "姓　名", "职责", "上岗时间", "身份证号", "血型")
    row = ("", "13800000001", "县水利局", "安平苑东门", "李建国", "服务员", "2020.2.3", id_number(1), "A")

    reading = read_cadres(row, heading=heading)

    assert faults(reading) == []
    assert reading.rows[0].values["unit"] == "县水利局"
    assert reading.rows[0].values["post"] == "安平苑东门"
    assert [one.heading for one in reading.columns if one.field is None] == ["血型"]


def test_two_people_may_share_a_phone() -> None:
    assert faults(read_cadres(cadre(phone="13800000009"), cadre(2, phone="13800000009"))) == []


def test_a_missing_column_leaves_its_field_empty() -> None:
    data = book([[name for name in CADRES if name != "到岗日期"], [*cadre()[:6], None]])

    reading = read("cadres", data, register=POSTS, year=2020, today=TODAY)

    assert reading.rows[0].values["arrives_on"] is None
    assert "arrives_on" in reading.missing
