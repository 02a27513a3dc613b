"""What reading one file has cost already, so that mending a cell of 20,000 rows does not cost it again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yixian.sheets.workbook import Sheet, open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.sheets.records import Record


@dataclass
class Memory:
    """The opened sheets and judged records of one file, for one register, year and day.

    Whoever reads the same file again with other mends or skips hands the same memory in. A record whose cells
    did not change keeps its very values (the same object), which also tells the reader what did not change.
    """

    _sheets: list[Sheet] | None = None
    _ground: object = None
    _judged: dict[int, tuple[Record, Any]] = field(default_factory=dict)

    def sheets(self, data: bytes) -> list[Sheet]:
        """Return the sheets of the file, opened once."""
        if self._sheets is None:
            self._sheets = open_workbook(data)
        return self._sheets

    def stand_on(self, ground: object) -> None:
        """Forget all judgements unless they were made on equal ground: columns and what the title gives."""
        if ground != self._ground:
            self._judged.clear()
            self._ground = ground

    def judged(self, record: Record, judge: Callable[[Record], Any]) -> Any:
        """Return the judgement of a record, made anew only if its cells have changed."""
        known = self._judged.get(record.row)
        if known is None or known[0] != record:
            known = self._judged[record.row] = (record, judge(record))
        return known[1]
