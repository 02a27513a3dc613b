"""Question and answer of a posting, as plain data: which person of which unit serves at which compound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]
    BoolArray = NDArray[np.bool_]
    FloatArray = NDArray[np.float64]

NOWHERE = -1
HOLE = 1_000_000
"""What one place without anybody weighs against all other costs; it is not part of a plan's cost."""
DETOUR = 1.3
"""Metres on the way per metre as the crow flies."""


@dataclass(frozen=True)
class Weights:
    """Price of each thing a county would rather avoid, in cost units; whole numbers, 0 or more."""

    minute: int  # per minute of travel
    split_unit: int  # per unit and compound at which anybody of it serves
    missing_skill: int  # per compound and person lacking with a skill
    too_far: int  # per protected person beyond the limit
    changed: int  # per person whose place differs from the published one


@dataclass(frozen=True)
class Problem:
    """Everything a posting is made from; all hard rules and all prices."""

    name: str
    compound_ids: tuple[str, ...]
    unit_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    skill_ids: tuple[str, ...]
    place_m: FloatArray  # [compound, 2] metres east and north
    home_m: FloatArray  # [person, 2] metres east and north
    speed_m_per_min: float
    near_home_min: float  # the farthest a protected person goes
    need: IntArray  # [compound] people, exactly
    wanted: IntArray  # [compound, skill] people who have it, at least
    unit: IntArray  # [person] the unit he comes from
    has: BoolArray  # [person, skill]
    near_home: BoolArray  # [person] protected: must serve near home
    free: BoolArray  # [person] may be posted at all
    barred: BoolArray  # [person, compound] may never serve there
    absence: tuple[str, ...]  # [person] why he may not be posted; information
    weights: Weights
    pinned: IntArray  # [person] compound at which he must stay, NOWHERE = not pinned
    published: IntArray | None = None  # [person] compound he has been told, NOWHERE = none

    @property
    def travel_min(self) -> IntArray:
        """Whole minutes from each home to each compound, begun ones counted, ``[person, compound]``."""
        apart = self.home_m[:, None, :] - self.place_m[None, :, :]
        metres = np.sqrt((apart**2).sum(axis=2))
        minutes: IntArray = np.ceil(DETOUR * metres / self.speed_m_per_min).astype(np.int64)
        return minutes


@dataclass(frozen=True)
class PostingPlan:
    """Who serves where, with what is needed to believe how good it is."""

    compound: IntArray  # [person] NOWHERE = unplaced
    cost: int  # without the holes
    bound: int  # least cost of any plan with as few holes
    prices: IntArray  # [person] thousandths: what one hour more of him is worth elsewhere; never negative

    @property
    def is_proven(self) -> bool:
        """Whether the prices prove that no plan costs less."""
        return self.cost <= self.bound
