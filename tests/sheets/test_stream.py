"""A list written while it is sent reads back the same, begins at once, and holds no formula."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from itertools import count, islice

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian import sheets
from yixian.rules import identity

TODAY = date(2020, 2, 13)
POST = {
    "number": 231, "name": "安平苑东门", "kind": "main_gate", "town": "柳河镇", "place": "安平苑", "entrance": "东门",
    "phone": "0375-1234567", "lon": 113.08, "lat": 33.85, "need_early": 2, "need_night": 0, "needs_leader": False,
    "leader": "李建国", "leader_phone": "13800000001",
}  # fmt: skip
NUMBER = "41990119650612002" + identity.check_character("41990119650612002")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


def book(kind, rows):
    return b"".join(sheets.stream_table(kind, rows))


def read(kind, rows):
    return sheets.read(kind, book(kind, rows), register=sheets.Register(), year=2020, today=TODAY)


def test_it_works():
    reading = read("posts", [POST])
    assert reading.errors == ()
    assert {name: value for name, value in reading.rows[0].values.items() if value is not None} == POST


def test_it_is_the_workbook_that_is_written_at_once():
    ours, theirs = (openpyxl.load_workbook(io.BytesIO(data)).active for data in (book("posts", [POST]), at_once()))
    assert [[cell.value for cell in row] for row in ours] == [[cell.value for cell in row] for row in theirs]
    assert ours.freeze_panes == theirs.freeze_panes
    assert {cell.number_format for row in ours for cell in row if cell.value} == {"@"}


def at_once():
    return sheets.write_table("posts", [POST])


def test_the_same_rows_give_the_same_bytes():
    assert book("posts", [POST]) == book("posts", [POST])


def test_it_begins_before_the_last_row_is_known():
    endless = ({**POST, "number": number} for number in count(1))
    parts = list(islice(sheets.stream_table("posts", endless), 5))
    assert sum(map(len, parts)) > 1000


def test_an_empty_list_has_its_headings():
    rows = list(openpyxl.load_workbook(io.BytesIO(book("units", []))).active.values)
    assert rows[1][0] == "单位名称"
    assert len(rows) == 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", '=HYPERLINK("http://x")'])
def test_no_text_is_a_formula(text):
    content = book("places", [{"name": text, "kind": "village"}])
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert set(re.findall(r' t="(\w+)"', sheet)) == {"inlineStr"}
    shown = openpyxl.load_workbook(io.BytesIO(content)).active["A3"].value
    assert not shown.startswith(("=", "+", "-", "@", "\t"))


@given(TEXTS)
def test_every_text_comes_back_as_it_is_read(text):
    written = read("staff", [{"name": "王秀兰", "id_number": NUMBER, "phone": "13800000001", "note": text}])
    again = read("staff", [written.rows[0].values])
    assert again.rows[0].values["note"] == written.rows[0].values["note"]


@pytest.mark.parametrize("text", ["a\x00b", "a\x1fb", "a\ufffeb", "_x0041_", "<&>"])
def test_signs_that_a_workbook_has_no_room_for_do_not_damage_it(text):
    shown = openpyxl.load_workbook(io.BytesIO(book("places", [{"name": text, "kind": "village"}]))).active["A3"].value
    assert shown in (text, text.replace("\x00", "").replace("\x1f", "").replace("\ufffe", ""), "_x005F_x0041_")
