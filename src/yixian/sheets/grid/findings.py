"""What is found in a grid, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, text_of
from yixian.sheets.reading import Finding
from yixian.sheets.workbook import letter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.sheets.table import Wrong


class Findings:
    """Errors and doubts in the order in which they are met; ``fields`` names the columns that hold no crew."""

    def __init__(self, cells: list[list[Cell]], fields: Mapping[int, str]) -> None:
        self.errors: list[Finding] = []
        self.doubts: list[Finding] = []
        self._cells, self._fields = cells, fields

    def add(self, row: int, column: int, wrong: Wrong) -> None:
        """Keep an error; rows and columns count from 0."""
        text = text_of(self._cells[row][column])
        name = self._fields.get(column, "name")
        self.errors.append(Finding(row + 1, letter(column), name, wrong.kind, wrong.params, text, wrong.proposals))
