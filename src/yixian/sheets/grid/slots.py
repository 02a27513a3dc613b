"""The slots of a grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from yixian.sheets.shifts import Shift


@dataclass(frozen=True)
class Slot:
    """A post, a shift and a day; the same slot may have several rows, one for each man."""

    post: str
    shift: Shift
    day: date
    row: int = field(compare=False)
    column: int = field(compare=False)

    @property
    def named(self) -> tuple[str, str, str]:
        """``(post, date, HH:MM)``, as a reading names its slots."""
        start, _ = self.shift.on(self.day)
        return self.post, self.day.isoformat(), start.strftime("%H:%M")
