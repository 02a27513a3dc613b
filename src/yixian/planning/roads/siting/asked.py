"""What a file of the format ``yixian-sites/1`` asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from yixian.planning.roads.siting.problem import IntArray
    from yixian.planning.roads.travel import Points

FORMAT: Final = "yixian-sites/1"
ENTRANCES: Final = "entrances"
"""The fifth question: which entrances of each village stay open."""


@dataclass(frozen=True, eq=False)
class Village:
    """A village and the roads into it that may be shut."""

    id: str
    entrances: Points
    n_open: int


@dataclass(frozen=True, eq=False)
class Asked:
    """A question with its places, in WGS-84."""

    question: str
    by: str
    speeds: str
    p: int
    limit_s: float
    busy: float
    sites: Points  # of ``entrances``: the stations from which help comes
    least: IntArray  # [site]
    most: IntArray  # [site]
    demand: Points
    residents: IntArray  # [demand]
    villages: tuple[Village, ...] = field(default=())
