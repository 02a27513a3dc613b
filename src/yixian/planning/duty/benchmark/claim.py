"""What the plan file of a benchmark roster claims, read with suspicion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.duty.benchmark.problem import nobody
from yixian.planning.duty.claim import Suspicion, is_count, number_table
from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.planning.duty.claim import Head
    from yixian.planning.duty.problem import FloatArray, IntArray
    from yixian.planning.plan import Reason


@dataclass(frozen=True)
class WardClaim:
    """A plan file, as far as it can be read; ``refusals`` say what cannot."""

    head: Head
    shift: IntArray  # [person, day]
    lines: Mapping[tuple[int, int], str]  # (person, day): its place in the file
    holes: Mapping[tuple[int, int], int]  # (day, shift): people too few
    pi: FloatArray | None
    refusals: tuple[Reason, ...]


class WardClaimReader(Suspicion):
    """Reads one plan file against the ids of its ward."""

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self._ward = ward
        self._people = {name: i for i, name in enumerate(ward.person_ids)}
        self._shifts = {name: i for i, name in enumerate(ward.shift_ids)}

    def read(self, document: Mapping[str, Any], problem_sha256: str | None) -> WardClaim:
        """Return the claim of a document; everything that cannot be read becomes a refusal."""
        head = self.head(document, problem_sha256)
        shift, lines = self._roster(document.get("assignments"))
        return WardClaim(
            head=head,
            shift=shift,
            lines=lines,
            holes=self._holes(document.get("holes")),
            pi=self._prices(document.get("prices")),
            refusals=tuple(self.refusals),
        )

    def _roster(self, rows: Any) -> tuple[IntArray, dict[tuple[int, int], str]]:
        roster = nobody(self._ward)
        lines: dict[tuple[int, int], str] = {}
        for place, row in self.rows("assignments", rows, "person, day, shift"):
            person = self.known(place, "person", row[0], self._people)
            slot = self._slot(place, row[1], row[2])
            if person is None or slot is None:
                continue
            day, shift = slot
            if roster[person, day] != OFF:
                self.refuse("one_shift_a_day", place, person=row[0], day=day, other=lines[person, day])
                continue
            lines[person, day] = place
            roster[person, day] = shift
        return roster, lines

    def _holes(self, rows: Any) -> dict[tuple[int, int], int]:
        holes: dict[tuple[int, int], int] = {}
        for place, row in self.rows("holes", rows, "day, shift, people"):
            slot = self._slot(place, row[0], row[1])
            if slot is None:
                continue
            if slot in holes or not is_count(row[2]):
                self.refuse("hole_twice" if slot in holes else "not_a_number", place, got=row[2])
                continue
            holes[slot] = row[2]
        return holes

    def _slot(self, place: str, day: Any, shift: Any) -> tuple[int, int] | None:
        known = self.known(place, "shift", shift, self._shifts)
        if not is_count(day) or day >= self._ward.n_days:
            self.refuse("unknown_id", place, field="day", got=day)
            return None
        return None if known is None else (day, known)

    def _prices(self, value: Any) -> FloatArray | None:
        if not isinstance(value, dict) or not value.get("pi"):
            self.refuse("no_certificate", "prices")
            return None
        table = number_table(value["pi"], self._ward.need.shape)
        if table is None:
            self.refuse("price_table", "prices.pi", shape=" x ".join(map(str, self._ward.need.shape)))
            return None
        outside = np.argwhere((table < -self._ward.over) | (table > self._ward.under))
        if len(outside):
            day, shift = outside[0].tolist()
            most = int(self._ward.under[day, shift])
            self.refuse("price_range", f"prices.pi[{day}][{shift}]", got=float(table[day, shift]), most=most)
            return None
        return table
