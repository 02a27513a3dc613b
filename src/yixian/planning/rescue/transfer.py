"""Moving a patient on from the first hospital to one that can give the care."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yixian.planning.rescue.search import search, seeds_at
from yixian.planning.rescue.tours import drive_from

if TYPE_CHECKING:
    from yixian.planning.rescue.field import Field
    from yixian.planning.rescue.neighbours import Neighbours
    from yixian.planning.rescue.tours import Tour


@dataclass(frozen=True, eq=False)
class Transfer:
    """Finds where to go on; each question is answered once."""

    neighbours: Neighbours

    @cached_property
    def able(self) -> tuple[int, ...]:
        """Hospitals with a bed that can give the care."""
        case = self.neighbours.case
        return tuple(
            i for i, one in enumerate(case.hospitals) if one.is_open and one.beds > 0 and case.patient.care <= one.can
        )

    def onward(self, field: Field, hospital: int) -> tuple[int, Tour] | None:
        """Return the nearest hospital that can give the care, and the way there; None: there is none."""
        asked = (field.need_cm, hospital)
        if asked not in self._known:
            self._known[asked] = self._find(field, hospital)
        return self._known[asked]

    @cached_property
    def _known(self) -> dict[tuple[int, int], tuple[int, Tour] | None]:
        return {}

    def _find(self, field: Field, hospital: int) -> tuple[int, Tour] | None:
        ground = self.neighbours.ground
        if not self.able:
            return None
        nodes = ground.places.hospitals[list(self.able)]
        reach = search(field.out, seeds_at([int(ground.places.hospitals[hospital])]), wanted=nodes, n_wanted=1)
        there = [(int(reach.ms[node]), i) for i, node in zip(self.able, nodes, strict=True) if reach.settled[node]]
        if not there:
            return None
        _, nearest = min(there)
        tour = drive_from(ground, reach, int(ground.places.hospitals[nearest]), self.neighbours.case.pace.drive)
        return nearest, tour
