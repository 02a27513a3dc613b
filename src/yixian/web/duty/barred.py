"""The law on protected people, turned into the shifts that nobody may ask of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yixian.rules.protection import Shift, blocks
from yixian.web.register.protected import as_the_law_sees

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.web.duty.window import Cell, Window
    from yixian.web.register.models import PersonCondition


def barred(born_on: date | None, conditions: Iterable[PersonCondition], window: Window) -> set[Cell]:
    """Return the cells that the law forbids somebody; a condition counts on the days on which it holds."""
    rows = list(conditions)
    found: set[Cell] = set()
    for cell, (starts_at, ends_at) in window.hours.items():
        on = window.starts_on + timedelta(days=cell[0])
        person = as_the_law_sees(born_on, rows, on)
        if blocks(person, Shift(starts_at.replace(tzinfo=None), ends_at.replace(tzinfo=None))):
            found.add(cell)
    return found
