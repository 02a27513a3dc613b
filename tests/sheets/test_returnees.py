"""Read a register of people who came back: they are really there, so a doubtful row is imported with flags."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sheets.books import TODAY, book, id_number
from yixian.sheets import Entry, Reading, Register, names, read

SAMPLE = Path("tests/data/systems")
TOP = ("序号", "姓名", "身份证号", "联系电话", "现住址", None, "返回日期", "从何地返回", "是否有发热咳嗽")
BELOW = (None, None, None, None, "乡镇", "村（社区）", None, None, None)
MERGES = ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3", "H2:H3", "I2:I3")


def back(order: int = 1, **cells: Any) -> list[Any]:
    """Return a good row; keywords replace cells."""
    row = {"number": order, "name": "王秀兰", "id": id_number(order), "phone": f"138{order:08}", "town": "柳河镇"}
    row |= {"village": "下湾村", "day": "2020-02-03", "origin": "湖北武汉", "fever": "否"}
    return list((row | cells).values())


def returnees(*rows: Sequence[Any], merges: Sequence[str] = (), **options: Any) -> Reading:
    """Read a register: a title, two heading rows, the given rows from row 4."""
    data = book([("外出返乡人员排查登记表",), TOP, BELOW, *rows], merges=[*MERGES, *merges])
    return read("returnees", data, **({"year": 2020, "today": TODAY} | options))


def test_it_works() -> None:
    row = returnees(back(fever="是")).rows[0]

    assert row.sheet_row == 4
    assert row.flags == ()
    assert row.values["town"] == "柳河镇"
    assert row.values["village"] == "下湾村"
    assert row.values["return_date"] == date(2020, 2, 3)
    assert row.values["fever"] is True


def test_the_sample_register_is_read_as_expected() -> None:
    expected = json.loads((SAMPLE / "returnees_example.expected.json").read_text(encoding="utf-8"))

    reading = read("returnees", (SAMPLE / "returnees_example.xlsx").read_bytes(), year=2020, today=TODAY)

    assert (reading.people, reading.distinct_people) == (expected["people"], expected["distinct_people"])
    assert reading.errors == ()
    for row, wanted in zip(reading.rows, expected["rows"], strict=True):
        got = row.values | {"sheet_row": row.sheet_row, "flags": list(row.flags)}
        got["return_date"] = got["return_date"].isoformat()
        assert {key: got[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    ("cells", "flag", "field", "kept"),
    [
        ({"id": id_number(1)[:-1] + "0"}, "id_bad_check", "id_number", id_number(1)[:-1] + "0"),
        ({"id": 419901198501010017.0}, "id_precision_lost", "id_number", None),
        ({"id": "4.19901E+17"}, "id_precision_lost", "id_number", None),
        ({"id": "41990119850101001"}, "id_bad_length", "id_number", None),
        ({"id": "419901850101001"}, "id_15", "id_number", "419901850101001"),
        ({"phone": "1380000000"}, "phone_short", "phone", None),
        ({"day": "2020-02-30"}, "date_bad", "return_date", None),
        ({"day": "2020-02-25"}, "date_future", "return_date", None),
        ({"fever": "有点"}, "fever_unclear", "fever", None),
    ],
)
def test_a_doubtful_cell_is_a_flag(cells: dict[str, Any], flag: str, field: str, kept: object) -> None:
    reading = returnees(back(**cells))

    assert reading.errors == ()
    assert reading.rows[0].flags == (flag,)
    assert reading.rows[0].values[field] == kept
    assert [one.row for one in reading.doubts] == [4]


def test_nobody_without_a_name_is_imported() -> None:
    reading = returnees(back(name=""))

    assert [(one.row, one.column, one.kind) for one in reading.errors] == [(4, "B", "name_blank")]
    assert reading.rows == ()


def test_the_second_time_of_a_man_is_a_flag() -> None:
    reading = returnees(back(), back(2), back(1, phone="13900000000"))

    assert reading.rows[2].flags == ("duplicate_of_row_4",)
    assert (reading.people, reading.distinct_people) == (3, 2)


def test_a_bad_number_means_one_man_only_with_one_name() -> None:
    wrong = id_number(1)[:-1] + "0"

    reading = returnees(back(id=wrong), back(2, id=wrong), back(3, id=wrong, name="李建国"))

    assert reading.rows[1].flags == ("duplicate_of_row_4", "id_bad_check")
    assert reading.rows[2].flags == ("id_bad_check",)


@pytest.mark.parametrize("mark", ["同上", "〃", '"', " 同 上 ", "″"])
def test_a_ditto_mark_takes_the_person_before(mark: str) -> None:
    rows = (back(origin="浙江温州"), (), ("小计", "1人"), back(2, origin=mark), back(3, origin=mark))

    assert [row.values["from"] for row in returnees(*rows).rows] == ["浙江温州"] * 3


def test_a_ditto_mark_below_nothing_is_a_doubt() -> None:
    row = returnees(back(origin="同上")).rows[0]

    assert row.values["from"] is None
    assert row.flags == ("ditto_alone",)


def test_merged_cells_fill_down_but_make_no_people() -> None:
    reading = returnees(back(), (None,) * 9, back(2, town=None), back(3, town=None), merges=["E4:E6"])

    assert [row.values["town"] for row in reading.rows] == ["柳河镇", "柳河镇", None]
    assert reading.people == 3


@pytest.mark.parametrize("word", ["否", "无", "没有", "×", "正常"])
def test_words_for_no(word: str) -> None:
    assert returnees(back(fever=word)).rows[0].values["fever"] is False


def test_a_village_is_looked_up_below_its_township() -> None:
    places = [Entry("柳河镇"), Entry("城关镇"), Entry("下湾村", parent="柳河镇"), Entry("下湾村", parent="城关镇")]

    reading = returnees(
        back(),
        back(2, town="城关镇"),
        back(3, town=None),
        back(4, village="下弯村"),
        register=Register(places=names(places)),
    )

    assert [row.flags for row in reading.rows] == [(), (), ("place_unknown",), ("place_unknown",)]
    assert reading.doubts[0].proposals == ("柳河镇 下湾村", "城关镇 下湾村")
    assert reading.doubts[1].proposal == "下湾村"
