"""Workbooks that are only read: numbers as numbers, texts as texts."""

from __future__ import annotations

import io

from python_calamine import CalamineWorkbook

from yixian.sheets.report import Sheet, write_report

SHEETS = [
    Sheet("人员", ("姓名", "实际小时"), [("王建军", 7.5), ("=1+1", 0)]),
    Sheet("卡点", ("卡点", "无人分钟"), []),
]


def read(data: bytes, sheet: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(sheet).to_python()


def test_it_works() -> None:
    assert read(write_report(SHEETS))[:2] == [["姓名", "实际小时"], ["王建军", 7.5]]


def test_a_formula_stays_a_text() -> None:
    assert read(write_report(SHEETS))[2] == ["'=1+1", 0]


def test_a_sheet_without_rows_has_its_heads() -> None:
    assert read(write_report(SHEETS), 1) == [["卡点", "无人分钟"]]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert write_report(SHEETS) == write_report(SHEETS)
