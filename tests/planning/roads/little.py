"""A village that fits in a head, and random networks, drawn in metres about one place."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np

from yixian.planning.roads import flags
from yixian.planning.roads.build import network_of
from yixian.planning.roads.classes import CODE
from yixian.planning.roads.drawn import Drawing, Gate, Sign, Turn, WayKind
from yixian.planning.roads.geo import unflat
from yixian.planning.roads.network import Network
from yixian.planning.roads.snap import Snapped

EVERYBODY = flags.CAR | flags.RESCUE | flags.FOOT
ONE_WAY = flags.CAR_FORWARD | flags.RESCUE_FORWARD | flags.FOOT
MIDDLE = (117.0, 28.0)


@dataclass
class Sketch:
    """Roads being drawn: places in metres by number, ways as lists of numbers."""

    places: dict[int, tuple[float, float]]
    ways: list[tuple[list[int], WayKind, str]] = field(default_factory=list)
    gates: dict[int, Gate] = field(default_factory=dict)
    signs: dict[int, Sign] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)

    def road(self, *refs: int, kind: str = "residential", may: int = EVERYBODY, name: str = "", **about: float) -> None:
        """Draw a way; its id is its number from 1."""
        self.ways.append((list(refs), WayKind(CODE[kind], may, **about), name))  # type: ignore[arg-type]

    def drawing(self) -> Drawing:
        """Return what a source would hand over."""
        refs = [ref for way, _, _ in self.ways for ref in way]
        plane = np.array([self.places[ref] for ref in refs], dtype=np.float64)
        lon, lat = shifted(plane)
        lengths = [len(way) for way, _, _ in self.ways]
        return Drawing(
            ref=np.array(refs),
            lon=lon,
            lat=lat,
            first=np.concatenate(([0], np.cumsum(lengths))),
            way=np.arange(1, len(self.ways) + 1),
            kinds=[kind for _, kind, _ in self.ways],
            names=[name for _, _, name in self.ways],
            gates=self.gates,
            signs=self.signs,
            turns=self.turns,
        )

    def network(self) -> Network:
        """Return the network of what is drawn."""
        return network_of(self.drawing())


def shifted(plane: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return places in metres as degrees about the middle."""
    lon, lat = unflat(np.asarray(plane, dtype=np.float64), MIDDLE[1])
    return lon + MIDDLE[0], lat + MIDDLE[1]


def village() -> Sketch:
    """A square of roads, 100 m a side, with a lane into a yard and a path across.

    ::

        4 --- 3 ---- 6 (yard, behind the lane 3-6)
        |   / |
        1 --- 2 ---- 5 (main road east)
    """
    sketch = Sketch({1: (0, 0), 2: (100, 0), 3: (100, 100), 4: (0, 100), 5: (300, 0), 6: (250, 100)})
    sketch.road(1, 2, 5, kind="primary", name="大街")
    sketch.road(2, 3, kind="residential", name="东巷")
    sketch.road(3, 4, kind="residential")
    sketch.road(4, 1, kind="residential")
    sketch.road(3, 6, kind="service", width_cm=240, width_from=1)
    sketch.road(1, 3, kind="footway", may=flags.FOOT)
    return sketch


def edge_between(network: Network, one: int, other: int) -> int:
    """Return the edge between two places of a sketch."""
    ids = network.node_id.tolist()
    pair = {ids.index(one), ids.index(other)}
    return next(e for e in range(network.n_edges) if {int(network.u[e]), int(network.v[e])} == pair)


def on(*spots: tuple[int, float]) -> Snapped:
    """Return points on edges, ``(edge, share)``."""
    edge, share = zip(*spots, strict=True) if spots else ((), ())
    return Snapped(np.array(edge, dtype=np.int32), np.array(share, dtype=np.float64), np.zeros(len(edge)))


def random_sketch(seed: int, *, has_turns: bool = True) -> Sketch:
    """Return a small tangled network: one-ways, loops, parallel roads, gates, forbidden turns, dead ends."""
    draw = random.Random(seed)
    n_places = draw.randint(3, 9)
    sketch = Sketch({k: (draw.uniform(0, 800), draw.uniform(0, 800)) for k in range(n_places)})
    kinds = ("primary", "secondary", "residential", "service", "living_street")
    for _ in range(draw.randint(n_places, 2 * n_places)):
        one, other = draw.randrange(n_places), draw.randrange(n_places)
        may = ONE_WAY if draw.random() < 0.35 else EVERYBODY
        if one == other:
            # A loop needs a corner of its own, or it would have no length.
            corner = len(sketch.places)
            sketch.places[corner] = (draw.uniform(0, 800), draw.uniform(0, 800))
            sketch.road(one, corner, one, kind=draw.choice(kinds), may=may)
            continue
        sketch.road(one, other, kind=draw.choice(kinds), may=may)
        if draw.random() < 0.15:
            sketch.road(one, other, kind=draw.choice(kinds), may=may)
    if draw.random() < 0.3:
        sketch.gates[draw.randrange(n_places)] = Gate(flags.GATE, EVERYBODY, 20.0)
    if draw.random() < 0.3:
        sketch.signs[draw.randrange(n_places)] = Sign(flags.SIGNAL)
    for _ in range(draw.randint(0, 4) if has_turns else 0):
        one, other = (draw.randrange(len(sketch.ways)) for _ in range(2))
        shared = set(sketch.ways[one][0]) & set(sketch.ways[other][0])
        if shared:
            via = draw.choice(sorted(shared))
            sketch.turns.append(Turn(one + 1, via, other + 1, draw.random() < 0.3))
    return sketch


def random_points(network: Network, draw: random.Random, n: int) -> Snapped:
    """Return points anywhere on roads, also at their very ends."""
    roads = np.flatnonzero(network.barrier == 0).tolist()
    spots = [(draw.choice(roads), draw.choice((0.0, 1.0, 0.5, draw.random()))) for _ in range(n)]
    # Two points on one road, in either order.
    spots.append((spots[0][0], draw.random()))
    return on(*spots)
