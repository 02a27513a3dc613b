"""A CSV file with a column ``id_number``, as text or as a spreadsheet of a Chinese office saves it."""

from __future__ import annotations

import csv
import io

from yixian.faults import BadInput, Fault

COLUMN = "id_number"


def read_numbers(data: bytes, source: str) -> list[str]:
    """Return the column of identity numbers as it stands there; blank lines are left out.

    Raises
    ------
    BadInput
        If the file is neither UTF-8 nor GB 18030, is no CSV, or has no such column.
    """
    lines = csv.reader(io.StringIO(_decode(data, source), newline=""), strict=True)
    try:
        heading = [cell.strip().lower() for cell in next(lines, [])]
        rows = [row for row in lines if row]
    except csv.Error as error:
        place = f"{source}:{lines.line_num}"
        raise BadInput([Fault(place, "csv", "comma-separated values", str(error))]) from error
    if COLUMN not in heading:
        got = ", ".join(heading) or "an empty line"
        raise BadInput([Fault(f"{source}:1", "heading", f"a column {COLUMN}", got)])
    at = heading.index(COLUMN)
    return [row[at] if at < len(row) else "" for row in rows]


def _decode(data: bytes, source: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput([Fault(source, "encoding", "UTF-8 or GB 18030", "other bytes")])
