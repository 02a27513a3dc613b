"""Where stations should stand: the question and its answer as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

COVER: Final = "cover"
FEWEST: Final = "fewest"
NEAREST: Final = "nearest"
BUSY: Final = "busy"
QUESTIONS: Final = (COVER, FEWEST, NEAREST, BUSY)
"""MCLP: most residents within the limit. LSCP: fewest sites for everybody. p-median: least time in all. MEXCLP: as
MCLP, but every unit is away for a part of the time."""

IS_MOST: Final = {COVER: True, FEWEST: False, NEAREST: False, BUSY: True}
"""Whether the larger value is the better one."""

CLOSE: Final = 1e-6
"""Values of ``busy`` are no whole numbers; what differs by this part is equal."""


@dataclass(frozen=True, eq=False)
class Siting:
    """Sites that may be chosen and demand that waits to be reached."""

    question: str
    sites: tuple[str, ...]
    demand: tuple[str, ...]
    seconds: FloatArray  # [site, demand] travel time; inf = no way
    residents: IntArray  # [demand]
    p: int  # units to place; of no effect on ``fewest``
    limit_s: float  # within which somebody is covered; of no effect on ``nearest``
    busy: float  # part of the time that a unit is away; 0 unless ``busy`` is asked
    least: IntArray  # [site] units that stay there
    most: IntArray  # [site] units that may stand there

    @cached_property
    def covers(self) -> BoolArray:
        """[site, demand] whether a unit there comes in time."""
        return self.seconds <= self.limit_s

    @cached_property
    def reach(self) -> FloatArray:
        """[site, demand] ``covers`` as numbers to count with."""
        return self.covers.astype(np.float64)

    @cached_property
    def whole_s(self) -> IntArray:
        """[site, demand] whole seconds, ``unreached_s`` where there is no way."""
        is_way = np.isfinite(self.seconds)
        return np.where(is_way, np.rint(np.where(is_way, self.seconds, 0)), self.unreached_s).astype(np.int64)

    @cached_property
    def unreached_s(self) -> int:
        """What counts as the time of somebody whom nobody reaches: an hour more than twice the longest trip."""
        finite = self.seconds[np.isfinite(self.seconds)]
        return int(np.ceil(2 * finite.max(initial=0.0))) + 3600

    @property
    def is_most(self) -> bool:
        """Whether the larger value is the better one."""
        return IS_MOST[self.question]


@dataclass(frozen=True, eq=False)
class Leaf:
    """A part of all choices, by least and most units per site, and prices that bound everything in it."""

    least: IntArray  # [site]
    most: IntArray  # [site]
    prices: int  # index of the prices


@dataclass(frozen=True, eq=False)
class SitingPlan:
    """How many units stand where, and the proof that no choice is better than ``bound``."""

    units: IntArray  # [site]
    value: float
    bound: float
    prices: FloatArray  # [prices, demand]
    leaves: tuple[Leaf, ...]
