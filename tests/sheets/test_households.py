"""The list of households: the doors of compounds and villages."""

from __future__ import annotations

from datetime import date

from yixian import sheets

TODAY = date(2020, 2, 13)
DOOR = {
    "number": 1, "town": "柳河镇", "place": "安平苑", "building": "3号楼", "stairwell": "2单元", "flat": "301",
    "persons": 4, "contact": "王秀兰", "phone": "13800000001", "note": "独居",
}  # fmt: skip


def read(*rows, register=None):
    content = sheets.write_table("households", rows)
    return sheets.read("households", content, register=register or sheets.Register(), year=2020, today=TODAY)


def test_it_works():
    reading = read(DOOR)
    assert reading.errors == ()
    assert dict(reading.rows[0].values) == DOOR


def test_it_is_recognised_by_its_headings():
    kinds = ("places", "units", "posts", "staff", "cadres", "households")
    assert sheets.guess_kind(sheets.write_table("households", [DOOR]), kinds) == "households"


def test_a_door_that_stands_twice_is_named():
    (error,) = read(DOOR, DOOR | {"persons": 2}).errors
    assert (error.kind, error.params["first_row"]) == ("dup_flat", 3)
    assert "第 3 行" in error.message("zh")


def test_flats_of_one_number_in_two_stairwells_are_two():
    assert len(read(DOOR, DOOR | {"stairwell": "3单元"}).rows) == 2


def test_what_is_missing_or_odd_is_named():
    kinds = [one.kind for one in read(DOOR | {"flat": None}, DOOR | {"persons": 100, "place": None}).errors]
    assert kinds == ["flat_blank", "place_blank", "persons_bad"]


def test_a_compound_that_is_not_registered_is_asked_about():
    register = sheets.Register(places=sheets.names(["柳河镇", "安平园"]))
    (error,) = read(DOOR, register=register).errors
    assert (error.kind, error.proposals) == ("place_unknown", ("安平园",))
