"""Where vehicles of one width can stand and be met, and how far it is from there to a hospital."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rescue.offers import Meetings
from yixian.planning.rescue.problem import EMERGENCY
from yixian.planning.rescue.search import FAR, Seeds, search, seeds_at

if TYPE_CHECKING:
    from yixian.planning.rescue.arcs import IntArray, Ways
    from yixian.planning.rescue.neighbours import Neighbours
    from yixian.planning.rescue.problem import Case, Hospital
    from yixian.planning.rescue.roads import BoolArray, Core
    from yixian.planning.rescue.search import Reach


@dataclass(frozen=True, eq=False)
class Field:
    """The vehicle layer for one width, around one patient."""

    neighbours: Neighbours
    need_cm: int
    units: tuple[int, ...]  # units of this width

    @cached_property
    def out(self) -> Ways:
        """Ways for a search in the direction of driving."""
        return self.neighbours.ground.drive_ways(self.need_cm, is_out=True)

    @cached_property
    def into(self) -> Ways:
        """Ways for a search against the direction of driving."""
        return self.neighbours.ground.drive_ways(self.need_cm, is_out=False)

    @cached_property
    def near(self) -> IntArray:
        """Nodes within reach on foot, there and back, that may matter for these units."""
        there = self.neighbours.from_patient.ms
        back = self.neighbours.to_patient.ms
        is_near = (there <= self.neighbours.limit_ms) & (back <= self.neighbours.limit_ms)
        # A place between an ambulance in the core and a hospital in it is in the core as well.
        is_near &= self.core.is_inside if self.is_inside else self.reached
        return np.flatnonzero(is_near).astype(np.int32)

    @cached_property
    def reached(self) -> BoolArray:
        """[node] whether any of the ambulances gets there."""
        if self.is_inside:
            return self.core.is_reached
        nodes = self.neighbours.ground.places.units[list(self.units)]
        return search(self.out, seeds_at(nodes)).settled

    @cached_property
    def home(self) -> Reach:
        """Every node's drive to the hospital that is best for it; one that lacks the care counts as farther."""
        case, places = self.neighbours.case, self.neighbours.ground.places
        able = receiving(case)
        nodes = places.hospitals[able]
        seeds = Seeds(nodes, np.array([lacking_ms(case, case.hospitals[i]) for i in able], dtype=np.int64))
        return search(self.into, seeds, wanted=self.near)

    @cached_property
    def meetings(self) -> Meetings:
        """Where this width can be met and from where it reaches a hospital."""
        nodes = self.near[self.home.ms[self.near] < FAR]
        there = self.neighbours.from_patient.ms
        return Meetings(nodes=nodes, out_ms=there[nodes], in_ms=self.neighbours.to_patient.ms[nodes])

    @cached_property
    def core(self) -> Core:
        """Where one gets from anywhere to anywhere."""
        return self.neighbours.ground.core(self.need_cm)

    @cached_property
    def is_inside(self) -> bool:
        """Whether the ambulances, and all hospitals that can be reached from the core, lie in the core."""
        places, case = self.neighbours.ground.places, self.neighbours.case
        hospitals = places.hospitals[receiving(case)]
        hospitals = hospitals[self.core.is_reached[hospitals]]
        inside = self.core.is_inside
        return bool(len(hospitals) and inside[hospitals].all() and inside[places.units[list(self.units)]].all())


def receiving(case: Case) -> list[int]:
    """Return the hospitals that can take an emergency now."""
    return [i for i, one in enumerate(case.hospitals) if one.is_open and one.beds > 0 and EMERGENCY in one.can]


def lacking_ms(case: Case, hospital: Hospital) -> int:
    """Return what it counts that the patient would have to be moved on from a hospital."""
    return 0 if case.patient.care <= hospital.can else case.pace.lacking_ms
