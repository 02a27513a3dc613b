"""Read a list of staff by unit, village staff, volunteers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.sheets.books import TODAY, book, faults, id_number
from yixian.sheets import Entry, Reading, Register, names, read
from yixian.sheets.kinds.staff import Condition

HEAD = ("序号", "姓名", "性别", "身份证号", "手机号", "人员类别", "政治面貌", "特殊情况", "每周可值班次")
UNITS = Register(units=names([Entry("县水利局", ("水利局",)), Entry("县教体局")]))


def person(order: int = 1, **cells: Any) -> list[Any]:
    """Return a good row; keywords replace cells."""
    row = {"number": order, "name": "王秀兰", "sex": "女", "id": id_number(order), "phone": f"138{order:08}"}
    row |= {"kind": "志愿者", "member": "群众", "condition": None, "shifts": 3}
    return list((row | cells).values())


def staff(*rows: Sequence[Any], title: str = "县水利局人员名册", **options: Any) -> Reading:
    """Read a list with a title in row 1 and the headings in row 2."""
    return read("staff", book([(title,), HEAD, *rows], merges=["A1:I1"]), **({"year": 2020, "today": TODAY} | options))


def test_it_works() -> None:
    reading = staff(person(member="中共党员"))

    assert faults(reading) == []
    assert reading.rows[0].values["kind"] == "volunteer"
    assert reading.rows[0].values["is_member"] is True
    assert reading.rows[0].values["unit"] == "县水利局"


@pytest.mark.parametrize(
    "title",
    [
        "县水利局人员名册",
        "水利局干部职工花名册",
        "县水利局2020年疫情防控志愿者名单",
        "单位：县水利局",
        "县 水 利 局 人员名册",
        "填报单位：县水利局   填报时间：2020年2月10日",
        "县水利局全体在职人员信息表",
    ],
)
def test_the_title_may_name_the_unit_of_all(title: str) -> None:
    reading = staff(person(), title=title, register=UNITS)

    assert reading.title is not None
    assert (reading.title.value, reading.title.row, reading.title.column) == ("县水利局", 1, "A")
    assert reading.rows[0].values["unit"] == "县水利局"


@pytest.mark.parametrize("title", ["人员名册", "全县志愿者名单", "2020年2月"])
def test_a_title_without_a_unit_gives_none(title: str) -> None:
    assert staff(person(), title=title).title is None
    assert staff(person(), title="县水务局人员名册", register=UNITS).title is None


def test_the_unit_of_the_title_can_be_corrected() -> None:
    reading = staff(person(), title="县水务局人员名册", register=UNITS, mends={(1, "A"): "水利局"})

    assert reading.rows[0].values["unit"] == "县水利局"


def test_a_column_of_its_own_wins() -> None:
    data = book([("县水利局人员名册",), ("姓名", "身份证号", "单位"), ("王秀兰", id_number(1), "教体局")])

    reading = read("staff", data, year=2020, today=TODAY, register=UNITS)

    assert (faults(reading), reading.errors[0].proposal) == ([(3, "C", "unit_unknown")], "县教体局")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("怀孕30周", Condition("pregnant", "30")),
        ("怀孕 30 周", Condition("pregnant", "30")),
        ("哺乳期至2020-06-01", Condition("nursing", "2020-06-01")),
        ("哺乳期至6月1日", Condition("nursing", "2020-06-01")),
        ("发热", Condition("ill")),
        ("居家观察", Condition("under_observation")),
        ("无", None),
    ],
)
def test_conditions(text: str, condition: Condition | None) -> None:
    assert staff(person(condition=text)).rows[0].values["condition"] == condition


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"condition": "身体不适"}, (3, "H", "condition_unknown")),
        ({"condition": "哺乳期至2020-06-31"}, (3, "H", "condition_unknown")),
        ({"kind": "其它"}, (3, "F", "kind_unknown")),
        ({"member": "待查"}, (3, "G", "member_unknown")),
        ({"sex": "不详"}, (3, "C", "sex_unknown")),
        ({"shifts": "不定"}, (3, "I", "shifts_bad")),
        ({"shifts": 22}, (3, "I", "shifts_bad")),
        ({"id": "1"}, (3, "D", "id_length")),
    ],
)
def test_a_bad_cell_is_named(cells: dict[str, Any], fault: tuple[int, str, str]) -> None:
    assert faults(staff(person(**cells))) == [fault]


def test_a_probationary_member_is_one_and_a_league_member_is_none() -> None:
    reading = staff(person(member="预备党员"), person(2, member="共青团员"), person(3, member=None))

    assert [row.values["is_member"] for row in reading.rows] == [True, False, None]
