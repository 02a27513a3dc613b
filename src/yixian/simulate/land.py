"""The ground of 临溪县: fifteen areas that tile an outline without gaps, a river and four roads.

Everything is laid out in kilometres on a sheet of 45 x 30 km whose lower left corner is (0, 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.simulate.bends import bent, bent_ring
from yixian.simulate.facts import Line, Point
from yixian.simulate.scale import degrees
from yixian.simulate.seats import SEATS, cell

if TYPE_CHECKING:
    import numpy as np

_RIVER: tuple[Point, ...] = (
    *((-0.5, 22.6), (7, 20.7), (13, 18.4), (19, 17.0)),
    *((24, 17.6), (29, 15.9), (36, 14.6), (45, 15.5)),
)
_ROADS: dict[str, tuple[Point, ...]] = {
    "国道310": ((-1.5, 11.0), (10, 13.0), (24.0, 15.9), (35, 19.5), (46, 23.0)),
    "省道032": ((20.5, 31.0), (21.2, 24), (22.3, 15.5), (22.6, 8), (24.0, -1.5)),
    "县道015": ((5.2, 1.0), (11.9, 6.8), (22.0, 14.9)),
    "县道021": ((22.4, 15.0), (30.0, 9.6), (36.4, 6.9), (42.5, 3.0)),
}


@dataclass(frozen=True)
class Land:
    """Rings by township and lines, in kilometres."""

    rings: dict[str, list[Point]]
    river: list[Point]
    roads: dict[str, list[Point]]

    def lines(self) -> tuple[Line, ...]:
        """Return the river and the roads in degrees."""
        river = Line("river", "临溪河", tuple(map(degrees, self.river)))
        roads = (Line("road", name, tuple(map(degrees, points))) for name, points in self.roads.items())
        return (river, *roads)


def lay_out(rng: np.random.Generator) -> Land:
    """Return the county's ground: straight cells first, then each common border bent once for both sides."""
    bends: dict[frozenset[Point], list[Point]] = {}
    rings = {name: bent_ring(cell(name), bends, rng) for name in SEATS}
    return Land(rings, bent(_RIVER, rng), {name: bent(points, rng) for name, points in _ROADS.items()})
