"""Question and answer of a fair split, as plain data: what exists where and when, who needs it, who gets what.

The level axis explains everything: it has one stage after another, a demand's minimum belongs to one stage and the
rest of its need to a later one (or the same). At level ``k + t`` (0 < t <= 1) the stages before ``k`` are handed out
whole and of stage ``k`` everybody has ``t`` times his slope, but never more than his room.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]
    BoolArray = NDArray[np.bool_]
    FloatArray = NDArray[np.float64]

Name = str | int
MINIMUM, REST = 0, 1
NOWHERE = -1
MOST_PIECES = 9_000_000_000_000_000
"""Sums up to here are exact as 64-bit floats too."""


@dataclass(frozen=True)
class Nodes:
    """What becomes available, one entry per item, store, day and lot."""

    store: tuple[Name, ...]
    day: IntArray  # [node]
    item: IntArray  # [node] index into the items
    lot: tuple[Name | None, ...]
    supply: IntArray  # [node] pieces that may leave: whole boxes only


@dataclass(frozen=True)
class Demands:
    """Who needs what by when, one entry per site, item, day and class of need.

    ``room`` is what a demand can take: net of stock on site and in transit, and never above its request. ``slope``
    is its weight: the need by norm, plus what past rounds still owe it. Where nobody asks for less than his norm
    and nothing is owed both are one array.
    """

    site: IntArray  # [demand] index into the sites
    tier: IntArray  # [demand] 0 comes first
    day: IntArray  # [demand]
    item: IntArray  # [demand] index into the items
    room: IntArray  # [part, demand] pieces: minimum and rest
    slope: IntArray  # [part, demand] pieces per stage
    pattern: IntArray  # [demand] the set of nodes that reach it
    owed: IntArray  # [demand] pieces of past rounds in its weight; shown with its reasons
    held: IntArray  # [demand] pieces on site or on their way, which its room no longer counts; shown likewise

    @property
    def need(self) -> IntArray:
        """Pieces that make a demand full, ``[demand]``."""
        need: IntArray = self.room[MINIMUM] + self.room[REST]
        return need


@dataclass(frozen=True)
class Patterns:
    """Sets of nodes that reach a demand; demands with the same set are served alike, so they are solved as one."""

    begin: IntArray  # [pattern + 1] first arc of each
    node: IntArray  # [arc]
    cost: IntArray  # [arc] price of shipping one piece; 0 where none is told


@dataclass(frozen=True)
class Lorries:
    """Room that the items share on what leaves a store on a day, one entry per store and day."""

    room_l: FloatArray  # [lorry] litres
    of_node: IntArray  # [node] the lorry it leaves on, -1 = no limit
    volume_l: FloatArray  # [item] litres a piece


@dataclass(frozen=True)
class Problem:
    """Everything a split is made from."""

    items: tuple[Name, ...]
    sites: tuple[Name, ...]
    nodes: Nodes
    carry: IntArray  # [pair, 2] stock of the first node may be used as if at the second
    demands: Demands
    patterns: Patterns
    stage_of: IntArray  # [part, tier] the stage that hands it out
    box: IntArray  # [item] pieces in a box, 1 = loose
    lorries: Lorries | None = None

    @property
    def n_stages(self) -> int:
        """How many stages there are; the level of who has everything."""
        return int(self.stage_of.max(initial=0)) + 1

    @property
    def n_demands(self) -> int:
        """How many demands there are."""
        return len(self.demands.site)

    def arcs_of(self, pattern: int) -> IntArray:
        """Return the nodes of a pattern."""
        return self.patterns.node[self.patterns.begin[pattern] : self.patterns.begin[pattern + 1]]

    def box_of(self) -> IntArray:
        """Return the pieces in a box of each demand, ``[demand]``."""
        return self.box[self.demands.item]


@dataclass(frozen=True)
class Level:
    """A point on the level axis, exactly: ``stage + num / den``."""

    stage: int
    num: int
    den: int

    @property
    def exact(self) -> Fraction:
        """The level as a fraction."""
        return self.stage + Fraction(self.num, self.den)


@dataclass(frozen=True)
class Group:
    """Demands on one level with the stock that is theirs alone; ``given == stock`` proves that they cannot rise.

    The last group has everything it needs and may leave stock over.
    """

    level: Level
    demands: IntArray  # indices
    nodes: IntArray  # the stock that reaches this group or a lower one, and no lower one
    given: int  # pieces handed to these demands, by the exact levels
    stock: int  # pieces in these nodes


@dataclass(frozen=True)
class Shipments:
    """Who is supplied from where, one entry per node and demand."""

    node: IntArray  # [shipment]
    demand: IntArray  # [shipment]
    amount: IntArray | FloatArray  # [shipment] pieces


@dataclass(frozen=True)
class Allocation:
    """A fair split with what is needed to believe it."""

    amount: IntArray | FloatArray  # [demand] pieces
    groups: tuple[Group, ...]  # by rising level
    shipments: Shipments
    carried: IntArray | FloatArray  # [pair] pieces that stay in store along each pair of carry
    is_integer: bool

    @property
    def total(self) -> int:
        """Pieces handed out by the exact levels: never more is possible."""
        return sum(group.given for group in self.groups)


@dataclass(frozen=True)
class Cut:
    """Prices that prove that a group cannot rise: of a piece at each node, of a litre on each lorry; 0 if absent."""

    node: dict[int, float]
    lorry: dict[int, float]


@dataclass(frozen=True)
class LorryPlan:
    """A fair split where lorries are shared: levels as floats, proven by prices instead of equal numbers."""

    amount: IntArray | FloatArray  # [demand] pieces
    levels: tuple[float, ...]  # of each group, rising
    groups: tuple[IntArray, ...]  # demands of each group; the last one is full
    cuts: tuple[Cut | None, ...]  # one for each group but the last; None = the search ended before it was proven
    shipments: Shipments
    carried: IntArray | FloatArray  # [pair]

    @property
    def is_proven(self) -> bool:
        """Whether prices prove every group."""
        return None not in self.cuts
