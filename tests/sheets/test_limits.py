"""What is no workbook, or too much of one, is refused before it is parsed."""

from __future__ import annotations

import io
import time
import zipfile

import openpyxl
import pytest
import xlsxwriter

from tests.sheets.books import TODAY, book, saved
from yixian.faults import BadInput
from yixian.sheets import LIMITS, Unreadable, look, read
from yixian.sheets.limits import refuse_early

GOOD = book([["姓名", "身份证号码"], ["王秀兰", "x"]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip of the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_it_works() -> None:
    refuse_early(GOOD)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\n\n", "file_empty"),
        (OLE + bytes(600), "file_xls"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file_locked"),
        ("姓名,身份证号码\n王秀兰,1\n".encode(), "file_not_xlsx"),
        ("姓名,身份证号码\n".encode("gbk"), "file_not_xlsx"),
        (b"%PDF-1.7", "file_not_xlsx"),
        (b"<html><table></table></html>", "file_not_xlsx"),
        (packed({"word/document.xml": b"<w/>"}), "file_not_xlsx"),
        (packed({"xl/workbook.bin": b""}), "file_not_xlsx"),
        (packed({"content.xml": b"<office/>"}), "file_not_xlsx"),
        (packed({"xl/workbook.xml": b"<nothing"}), "file_damaged"),
        (GOOD[: len(GOOD) // 2], "file_damaged"),
        (GOOD[:100] + b"\0\0\0\0" + GOOD[104:], "file_damaged"),
        (packed({"xl/workbook.xml": b"", "xl/media/a": bytes(300 * 2**20)}), "file_bomb"),
        (book([[]]), "sheet_empty"),
        (book([["张三"]]), "headings_missing"),
        (book([["姓名", "年龄"], ["张三", 3]]), "headings_missing"),
    ],
)  # fmt: skip
def test_another_thing_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read("cadres", data, year=2020, today=TODAY)

    assert refused.value.code == code
    assert isinstance(refused.value, BadInput)
    assert refused.value.faults[0].expected
    assert "应为" in refused.value.sentence("zh")
    assert "expected" in refused.value.sentence("en")


def test_a_large_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="at most 20 MB"):
        refuse_early(bytes(5) + b"x" * LIMITS.file_bytes)


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD1"])
def test_a_far_cell_is_refused_before_it_takes_all_memory(cell: str) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "姓名"
    workbook.active[cell] = "x"

    with pytest.raises(Unreadable) as refused:
        look("cadres", saved(workbook))
    assert refused.value.code == "sheet_too_large"


def test_a_far_cell_that_is_only_formatted_does_no_harm() -> None:
    parts = parts_of(GOOD)
    sheet = parts["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", far).replace(b"A1:B2", b"A1:XFD1048576")

    assert look("cadres", packed(parts)).header_rows == (1, 1)


def test_one_long_text_in_many_cells_is_refused() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(200):
            sheet.write_row(row, 0, ["x" * 30_000] * 200)

    with pytest.raises(Unreadable) as refused:
        refuse_early(buffer.getvalue())
    assert refused.value.code == "file_bomb"


def test_a_part_given_twice_is_refused() -> None:
    buffer = io.BytesIO(GOOD)
    with pytest.warns(UserWarning), zipfile.ZipFile(buffer, "a") as package:
        package.writestr("xl/workbook.xml", b"<again/>")

    with pytest.raises(Unreadable) as refused:
        refuse_early(buffer.getvalue())
    assert refused.value.code == "file_damaged"


@pytest.mark.parametrize("tag", [b"<c ", b"<c r=", b'<c r="A1" ', b"<x:c\t"])
def test_a_sheet_of_broken_tags_takes_no_time(tag: bytes) -> None:
    parts = parts_of(GOOD)
    parts["xl/worksheets/sheet1.xml"] = tag * 300_000
    parts["xl/sharedStrings.xml"] = b"<t " * 300_000
    began = time.process_time()

    with pytest.raises(Unreadable):
        look("cadres", packed(parts))
    assert time.process_time() - began < 2


def test_more_cells_than_a_list_has_are_refused() -> None:
    parts = parts_of(GOOD)
    parts["xl/worksheets/sheet1.xml"] = b"".join(b'<c r="A1">%d</c>' % n for n in range(LIMITS.cells + 1))

    with pytest.raises(Unreadable) as refused:
        look("cadres", packed(parts))
    assert refused.value.code == "sheet_too_large"


def test_a_sheet_under_another_name_is_looked_at_too() -> None:
    parts = parts_of(GOOD)
    sheet = parts.pop("xl/worksheets/sheet1.xml").replace(b'r="B2"', b"r='XFD1048576'")
    parts["xl/elsewhere.bin"] = sheet
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"/xl/worksheets/sheet1.xml", b"/xl/elsewhere.bin"
    )

    with pytest.raises(Unreadable) as refused:
        look("cadres", packed(parts))
    assert refused.value.code == "sheet_too_large"


def test_a_part_in_another_encoding_is_refused() -> None:
    parts = parts_of(GOOD)
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].decode().encode("utf-16")

    with pytest.raises(Unreadable) as refused:
        look("cadres", packed(parts))
    assert refused.value.code == "file_damaged"
