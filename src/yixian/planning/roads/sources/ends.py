"""A road table without shapes: rows of a sheet with the coordinates of both ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from yixian.faults import BadInput, Fault
from yixian.planning.roads.sources.headings import ENDS, column_of
from yixian.planning.roads.sources.rows import Rows, text_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOK_AT_ROWS: Final = 40
"""Headings stand below titles and notes, but not deeper."""


def read_rows(path: str, cells: Sequence[Sequence[Any]]) -> Rows:
    """Return the roads of a sheet's cells, straight from end to end.

    Raises
    ------
    BadInput
        If no row holds the headings of both ends, with every cell that is no coordinate, and if no road is left.
    """
    header = next((k for k, row in enumerate(cells[:LOOK_AT_ROWS]) if _is_header(row)), None)
    if header is None:
        expected = "headings 起点经度, 起点纬度, 终点经度, 终点纬度 in one row"
        raise BadInput([Fault(path, "headings", expected, "none")])
    columns = [str(cell) for cell in cells[header]]
    rows, faults = Rows(has_shapes=False), list[Fault]()
    for number, row in enumerate(cells[header + 1 :], header + 2):
        words = words_of(columns, row)
        if not words:
            continue
        ends = [_degrees(words.get(name, "")) for name in ENDS]
        place = f"{path}:{number}"
        faults += [
            Fault(place, name, "degrees", repr(words.get(name, "")))
            for name, value in zip(ENDS, ends, strict=True)
            if value is None
        ]
        rows.lines.append(np.array([end or 0.0 for end in ends]).reshape(2, 2))
        rows.words.append(words)
        rows.places.append(f"row {number}")
    if not rows.lines:
        faults.append(Fault(path, "rows", "at least one road", "none"))
    if faults:
        raise BadInput(faults)
    return rows


def _is_header(row: Sequence[Any]) -> bool:
    return set(ENDS) <= {column_of(text_of(cell)) for cell in row}


def _degrees(text: str) -> float | None:
    try:
        value = float(text.rstrip("°EN "))
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= 180 else None
