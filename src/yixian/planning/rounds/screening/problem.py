"""Question and answer of a screening round, as plain data: which worker knocks where, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]
    BoolArray = NDArray[np.bool_]
    FloatArray = NDArray[np.float64]

NOBODY = -1
NO_WAY_S = 1 << 40


@dataclass(frozen=True)
class Problem:
    """Everything a round is divided from."""

    name: str
    building_ids: tuple[str, ...]
    worker_ids: tuple[str, ...]
    place_m: FloatArray  # [building, 2] metres east and north
    doors: IntArray  # [building] doors to knock at
    visit_s: IntArray  # [building] seconds at its doors
    edges: IntArray  # [edge, 2] buildings between which one walks straight
    edge_s: IntArray  # [edge] seconds on that walk
    walk_s: IntArray  # [building, building] seconds on the shortest way; NO_WAY_S = there is none

    @property
    def part_of(self) -> IntArray:
        """Number of the part of the town each building is in; no way joins two parts, ``[building]``."""
        first = (self.walk_s < NO_WAY_S).argmax(axis=1)
        _, part = np.unique(first, return_inverse=True)
        return part.astype(np.int64)


@dataclass(frozen=True)
class RoundPlan:
    """Who walks where, with what is needed to believe how good it is."""

    tours: tuple[tuple[int, ...], ...]  # [worker] buildings in the order of the walk
    longest_s: int  # the heaviest load: seconds at doors and between them
    bound_s: int  # no division has a lighter heaviest load
    prices: IntArray  # [building] thousandths of a second: what it is worth that no walk branches there

    @property
    def is_proven(self) -> bool:
        """Whether the bound proves that no division is better."""
        return self.longest_s <= self.bound_s
