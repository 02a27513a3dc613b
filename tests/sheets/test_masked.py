"""A masked cell that comes back leaves what is stored; it never becomes a value, and never a fault of its own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian import sheets
from yixian.sheets.masked import HIDDEN, Masked, masked

TODAY = date(2020, 2, 13)
PERSON = {"name": "王秀兰", "id_number": Masked("•••• •••• •••• 002X"), "phone": Masked("138****0001"), "key": 7}


def read(kind, *rows):
    content = b"".join(sheets.stream_table(kind, rows))
    return sheets.read(kind, content, register=sheets.Register(), year=2020, today=TODAY)


def test_it_works():
    (row,) = read("staff", PERSON).rows
    assert row.values["phone"] is None
    assert row.values["id_number"] == Masked("•••• •••• •••• 002X")
    assert (row.values["id_number"].end, row.values["key"]) == ("002X", 7)


@pytest.mark.parametrize(
    ("text", "end"),
    [("138****0001", "0001"), ("4199****002x", "002X"), (HIDDEN, ""), ("•••• •••• •••• 0028", "0028"), ("***", "")],
)
def test_what_masks_look_like(text, end):
    assert masked(text).end == end


@pytest.mark.parametrize("cell", ["", None, 3.0, "王**", "**", "13800000001", "★★★", "a*b", "3*4=12****x=", "*重点*"])
def test_what_is_no_mask(cell):
    assert masked(cell) is None


def test_two_people_of_one_mask_are_two():
    reading = read("staff", PERSON, PERSON | {"key": 8})
    assert len(reading.rows) == 2
    assert reading.errors == ()


def test_the_same_row_twice_is_one():
    assert [one.kind for one in read("staff", PERSON, PERSON).errors] == ["dup_row"]


def test_any_cell_may_be_masked():
    hidden = Masked(HIDDEN)
    (row,) = read("staff", PERSON | {"town": hidden, "place": hidden, "condition": hidden, "kind": hidden}).rows
    assert {row.values[name] for name in ("town", "place", "condition", "kind")} == {None}


def test_a_list_that_comes_from_elsewhere_names_the_mask_as_a_fault():
    content = sheets.write_table("cadres", [{"name": "王秀兰", "id_number": "4199****0028", "unit": "县水利局"}])
    reading = sheets.read("cadres", content, register=sheets.Register(), year=2020, today=TODAY)
    assert "id_length" in {one.kind for one in reading.errors}


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"))
def test_no_phone_is_taken_for_a_mask(number):
    assert masked(number) is None
    assert masked(f"{number[:3]}****{number[-4:]}").end == number[-4:]
