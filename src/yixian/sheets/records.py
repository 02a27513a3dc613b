"""Records: rows with everything filled in that a person sees in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, is_blank
from yixian.sheets.dittos import is_ditto
from yixian.sheets.workbook import letter

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Record:
    """A row that should be a record; ``cells`` by column from 0, merged cells and ditto marks filled in."""

    row: int
    cells: Mapping[int, Cell]
    lone_dittos: frozenset[int] = frozenset()


def record_of(at: int, own: dict[int, Cell], fill: Mapping[int, Cell], last: Mapping[int, Cell]) -> Record:
    """Return the record of a row: its own cells, what merged ones fill in, and the last ones for ditto marks."""
    cells = own | {column: cell for column, cell in fill.items() if is_blank(own.get(column))}
    lone = set()
    for column, cell in cells.items():
        if isinstance(cell, str) and len(cell) < 8 and is_ditto(cell):
            cells[column] = last.get(column, "")
            if is_blank(cells[column]):
                cells[column] = cell
                lone.add(column)
    return Record(at + 1, cells, frozenset(lone))


def by_letter(cells: Mapping[int, Cell]) -> dict[str, Cell]:
    """Return the filled cells of a row, ``{letter: cell}``."""
    return {letter(column): cells[column] for column in sorted(cells) if not is_blank(cells[column])}
