"""Workbooks for tests, written by another library than the one that reads them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import openpyxl

from yixian.rules.identity import check_character
from yixian.sheets import Reading, Register, names, read

TODAY = date(2020, 2, 20)
CADRES = ("序号", "姓名", "身份证号码", "手机号", "派驻点位", "岗位职责", "到岗日期", "备注")
POSTS = Register(posts=names(["安平苑北门", "安平苑东门", "金穗小区南门"]))


def book(rows: Iterable[Sequence[Any]], *, name: str = "名单", merges: Iterable[str] = ()) -> bytes:
    """Return a workbook of one sheet."""
    return books({name: rows}, merges)


def books(sheets: Mapping[str, Iterable[Sequence[Any]]], merges: Iterable[str] = ()) -> bytes:
    """Return a workbook of several sheets; the merges are those of the first."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for one in merges:
        workbook.worksheets[0].merge_cells(one)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def cells(data: bytes) -> list[list[Any]]:
    """Return the values of the first sheet of a workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def id_number(order: int, born: str = "19850101") -> str:
    """Return a well-formed number of nobody; ``order`` makes its sequence."""
    first17 = f"419901{born}{order % 1000:03}"
    return first17 + check_character(first17)


def cadre(order: int = 1, **cells: Any) -> list[Any]:
    """Return a good row of a cadre list; keywords replace cells: name, id, phone, post, duty, day, note."""
    row = {"number": order, "name": "王秀兰", "id": id_number(order), "phone": f"138{order:08}"}
    row |= {"post": "安平苑北门", "duty": "宣传员", "day": "2020-02-10", "note": None}
    return list((row | cells).values())


def read_cadres(*rows: Sequence[Any], heading: Sequence[str] = CADRES, **options: Any) -> Reading:
    """Read a cadre list: the heading in row 1, the given rows from row 2."""
    return read("cadres", book([heading, *rows]), **({"register": POSTS, "year": 2020, "today": TODAY} | options))


def faults(reading: Reading) -> list[tuple[int, str, str]]:
    """Return ``(row, column, kind)`` of all errors."""
    return [(one.row, one.column, one.kind) for one in reading.errors]
