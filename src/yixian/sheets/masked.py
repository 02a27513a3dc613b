"""Cells that show a value only in part: one that comes back so means that what is stored stays."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yixian.sheets.clean import Cell, tight

_MASK = re.compile(r"([0-9a-z]*)[*•]{3,}([0-9a-z]*)")
# What stands for a value of which nothing may be seen.
HIDDEN = "******"


@dataclass(frozen=True)
class Masked:
    """A value of which only the ends are seen; ``end`` is what stands behind the marks, "" where nothing does."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def end(self) -> str:
        """The last signs that are seen, in capitals."""
        found = _MASK.fullmatch(tight(self.text))
        return found[2].upper() if found else ""


def masked(cell: Cell) -> Masked | None:
    """Return a cell as a masked value, None for any other: ``138****0001``, ``•••• •••• •••• 002X``, ``******``."""
    if not isinstance(cell, str) or ("*" not in cell and "•" not in cell):
        return None
    return Masked(cell) if _MASK.fullmatch(tight(cell)) else None
