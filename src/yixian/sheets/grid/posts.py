"""The posts of a grid: one cell names the post of the rows below it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, is_blank, text_of, tight
from yixian.sheets.dittos import DITTO
from yixian.sheets.table import Field, Setting, Wrong

if TYPE_CHECKING:
    from yixian.sheets.grid.findings import Findings
    from yixian.sheets.shifts import Shift


class PostReader:
    """Reads the column of posts downwards, each row once."""

    def __init__(self, column: int, field: Field, setting: Setting, findings: Findings) -> None:
        self._column, self._field, self._setting, self._findings = column, field, setting, findings
        self._post: str | None = None
        self._text = ""
        self._seen: set[Shift] = set()

    def read(self, at: int, cell: Cell, shift: Shift | None) -> str | None:
        """Return the post of a row, None if nobody can know it."""
        text = tight(text_of(cell))
        if text in DITTO or text == self._text:
            cell = ""
        if not is_blank(cell):
            self._begin(at, cell)
        # A blank below a post goes on with it, until a shift comes a second time.
        elif not self._text or (shift in self._seen and not text):
            self._findings.add(at, self._column, Wrong("post_blank"))
            return None
        elif self._post is None:
            self._findings.add(at, self._column, Wrong("post_unknown", {"text": self._text, "n": 0}))
        if shift:
            self._seen.add(shift)
        return self._post

    def _begin(self, at: int, cell: Cell) -> None:
        self._text, self._seen = tight(text_of(cell)), set()
        value = self._field.judge(cell, {}, self._setting)
        self._post = None if isinstance(value, Wrong) else str(value)
        if isinstance(value, Wrong):
            self._findings.add(at, self._column, value)
