"""Which shift a note is about: the one it names, else the one whose hours fit, never a guess between two."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.simulate.day.world import Holder, Shift

REACH = timedelta(hours=2)


class Book:
    """The shifts that the phones were told of."""

    def __init__(self, shifts: Iterable[Shift]) -> None:
        self.by_key = {shift.key: shift for shift in shifts}
        self._at_place: dict[int, list[Shift]] = defaultdict(list)
        for shift in self.by_key.values():
            self._at_place[shift.place].append(shift)

    def named(self, key: str, place: int, holder: Holder) -> Shift | None:
        """Return the shift of a key, if it is at that place and the phone may move it."""
        shift = self.by_key.get(key)
        return shift if shift and shift.place == place and _may_move(shift, holder) else None

    def fitting(self, kind: str, at: datetime, place: int, holder: Holder) -> Shift | None:
        """Return the one shift whose begin (or end, for a check-out) is nearest; None where two are as near."""
        near = [
            (abs(at - (shift.starts_at if kind == "checkin" else shift.ends_at)), shift.key)
            for shift in self._at_place[place]
            if shift.starts_at - REACH <= at <= shift.ends_at + REACH
            and holder.person in (0, shift.person)
            and _may_move(shift, holder)
        ]
        nearest = [key for far, key in near if far == min(near)[0]]
        return self.by_key[nearest[0]] if len(nearest) == 1 else None


def _may_move(shift: Shift, holder: Holder) -> bool:
    return shift.place == holder.place or (holder.person != 0 and holder.person == shift.person)
