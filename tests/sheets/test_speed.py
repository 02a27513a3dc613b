"""A dry run of 20,000 rows with every fault stays below three seconds."""

from __future__ import annotations

import io
import time

import xlsxwriter

from tests.sheets.books import CADRES, POSTS, TODAY, cadre, id_number
from yixian.sheets import bad_rows_workbook, groups, read

ROWS = 20_000


def long_list() -> bytes:
    """Return a list in which every tenth row has five faults."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet()
        for at in range(ROWS + 1):
            born = f"{1960 + at // 1000}{1 + at % 12:02}{1 + at % 28:02}"
            row = cadre(at, id=id_number(at % 1000, born), phone=f"138{at:08}")
            if at % 10 == 0:
                row[2:7] = [row[2] + "1", "138", f"无此岗{at}", "保洁", "2020-02-30"]
            sheet.write_row(at, 0, CADRES if at == 0 else row)
    return buffer.getvalue()


def test_it_works() -> None:
    data = long_list()
    began = time.process_time()

    reading = read("cadres", data, register=POSTS, year=2020, today=TODAY)

    assert time.process_time() - began < 3
    assert len(reading.rows) == ROWS * 9 // 10
    assert [group.n for group in groups(reading.errors)] == [ROWS // 10] * 5
    began = time.process_time()
    assert bad_rows_workbook(reading, "zh").startswith(b"PK")
    assert time.process_time() - began < 2
