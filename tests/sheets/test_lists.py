"""Plain lists as workbooks."""

from __future__ import annotations

from yixian.sheets.lists import write_list
from yixian.sheets.workbook import open_workbook


def cells(title: str, heads: list[str], rows: list[list[str]]) -> list[list[str]]:
    [sheet] = open_workbook(write_list(title, heads, rows))
    return [[str(cell) for cell in row] for row in sheet.cells]


def test_it_works():
    assert cells("名单", ["姓名", "小区"], [["孙一", "安平苑"]]) == [["名单", ""], ["姓名", "小区"], ["孙一", "安平苑"]]


def test_the_same_list_gives_the_same_bytes():
    assert write_list("名单", ["姓名"], [["孙一"]]) == write_list("名单", ["姓名"], [["孙一"]])


def test_without_rows_the_heads_stand_alone():
    assert cells("名单", ["姓名", "小区"], []) == [["名单", ""], ["姓名", "小区"]]


def test_what_a_spreadsheet_would_compute_is_a_text():
    assert cells("名单", ["姓名", "备注"], [["孙一", "=1+1"]])[2][1] == "'=1+1"
