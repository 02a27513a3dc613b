"""Little networks and alarms by chance: one-ways, loops, parallel roads, lanes, footpaths, closures of every kind."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from yixian.planning.rescue.ground import Ground, Hold, make_ground
from yixian.planning.rescue.problem import (
    AED,
    BAR,
    HARD,
    ITEMS,
    KINDS,
    MANNED,
    OXYGEN,
    Case,
    Closure,
    Hospital,
    Pace,
    Patient,
    Person,
    Spot,
    Standby,
    Store,
    Unit,
    Village,
    Where,
)
from yixian.planning.rescue.roads import Barring, Roads, close, make_roads
from yixian.planning.roads.graph import Graph

AT = datetime.fromisoformat("2020-02-11T10:05:00+08:00")
HERE = Spot(117.2, 28.3)
DELAY = {MANNED: Pace().gate, BAR: Pace().bar, HARD: (0, 0, 0)}


@dataclass(frozen=True)
class Little:
    """An alarm on a little network, with all that both methods begin from."""

    case: Case
    graphs: tuple[Graph, Graph]
    ends: tuple[np.ndarray, np.ndarray]
    clear_cm: np.ndarray
    barrings: tuple[Barring, ...]
    holds: tuple[Hold, ...]

    @property
    def roads(self) -> Roads:
        """The roads with closures in force."""
        return close(make_roads(self.graphs, self.ends, self.clear_cm), self.barrings)

    @property
    def ground(self) -> Ground:
        """The graph that is searched."""
        return make_ground(self.roads, self.case, self.holds)


def graph_of(n_nodes: int, rows: list[tuple[int, int, float, float, int]], spots: np.ndarray) -> Graph:
    """Return a graph of rows tail, head, seconds, metres, edge."""
    rows = sorted(rows, key=lambda row: row[0])
    tails = np.array([row[0] for row in rows], dtype=np.int64)
    first = np.zeros(n_nodes + 1, dtype=np.int32)
    first[1:] = np.cumsum(np.bincount(tails, minlength=n_nodes))
    return Graph(
        first=first,
        head=np.array([row[1] for row in rows], dtype=np.int32),
        seconds=np.array([row[2] for row in rows]),
        metres=np.array([row[3] for row in rows]),
        edge=np.array([row[4] for row in rows], dtype=np.int32),
        lon=spots[:, 0],
        lat=spots[:, 1],
    )


def little(seed: int) -> Little:
    """Return an alarm by chance."""
    chance = random.Random(seed)
    n_nodes = chance.randint(4, 22)
    spots = np.array(
        [(HERE.lon + chance.uniform(-0.02, 0.02), HERE.lat + chance.random() * 0.02) for _ in range(n_nodes)]
    )
    ends, clear, drive, foot = [], [], [], []
    for edge in range(chance.randint(n_nodes, 3 * n_nodes)):
        # A chain first, so that most of it hangs together; afterwards anything, loops and parallel roads too.
        u, v = (edge, edge + 1) if edge < n_nodes - 1 else (chance.randrange(n_nodes), chance.randrange(n_nodes))
        ends.append((u, v))
        is_chain = edge < n_nodes - 1 and chance.random() < 0.97
        clear.append(350 if is_chain and chance.random() < 0.8 else chance.choice([180, 240, 250, 260, 350, 600]))
        metres = float(chance.randint(10, 180) if chance.random() < 0.9 else chance.randint(300, 2500))
        pairs = [(u, v), (v, u)]
        if is_chain or chance.random() < 0.7:
            shut = not is_chain and chance.random() < 0.1
            speed = chance.choice([4, 8, 14])
            for tail, head in pairs[: 2 if is_chain else chance.choice([1, 2, 2])]:
                drive.append((tail, head, np.inf if shut else metres / speed, metres, edge))
        if is_chain or chance.random() < 0.8:
            foot += [(tail, head, metres / 1.417 * (1 + edge % 3), metres, edge) for tail, head in pairs]
    case = _case(chance)
    n_holds = 1 + sum(
        len(group) for group in (case.people, case.stores, case.units, case.hospitals, case.villages, case.standbys)
    )
    holds = tuple(
        Hold(chance.randrange(len(ends)), chance.choice([0.0, 1.0, chance.random()]), chance.choice([0.0, 5.0, 40.0]))
        for _ in range(n_holds)
    )
    barrings = tuple(_barring(chance, closure, len(ends)) for closure in case.closures)
    table = np.array(ends, dtype=np.int32)
    return Little(
        case=case,
        graphs=(graph_of(n_nodes, drive, spots), graph_of(n_nodes, foot, spots)),
        ends=(table[:, 0], table[:, 1]),
        clear_cm=np.array(clear, dtype=np.int32),
        barrings=barrings,
        holds=holds,
    )


def _case(chance: random.Random) -> Case:
    def some(choices: tuple[str, ...], share: float) -> frozenset[str]:
        return frozenset(one for one in choices if chance.random() < share)

    units = tuple(
        Unit(
            id=f"U{i}",
            spot=HERE,
            state=chance.choice(["free"] * 9 + ["busy", "off"]),
            crew=tuple(f"C{i}{k}" for k in range(chance.choice([2, 2, 2, 2, 2, 3, 3, 1, 0]))),
            equipment=some(ITEMS, 0.7),
            width_cm=chance.choice([195, 205]),
        )
        for i in range(chance.randint(1, 7))
    )
    people = tuple(
        Person(f"P{i}", HERE, chance.choice([None, None, "G1", "G2"]), chance.random() < 0.9, chance.random() < 0.85)
        for i in range(chance.choice([0, 3, 6, 8, 9]))
    )
    stores = tuple(Store(f"S{i}", HERE, some(ITEMS, 0.6), chance.random() < 0.9) for i in range(chance.randint(0, 3)))
    hospitals = tuple(
        Hospital(
            f"H{i}",
            HERE,
            frozenset({"emergency"}) | some(("stroke",), 0.4),
            chance.choice([0, 2, 2, 3, 3]),
            chance.random() < 0.95,
        )
        for i in range(chance.randint(1, 5))
    )
    closures = tuple(
        Closure(
            id=f"K{i}",
            kind=chance.choice(KINDS),
            where=Where(),
            direction=chance.choice(["both", "both", "forward", "backward"]),
            lets_walk=chance.random() < 0.8,
            post=chance.choice(["G1", "G2"]),
            key=chance.choice(["P0", "P1", "Z"]),
            by="镇指挥部",
            basis="第3号通告",
            on=None,
        )
        for i in range(chance.choice([0, 0, 1, 2, 3]))
    )
    return Case(
        at=AT,
        patient=Patient("王家村", HERE, some((AED, OXYGEN), 0.15), some(ITEMS, 0.15), some(("stroke",), 0.4)),
        units=units,
        people=people,
        stores=stores,
        hospitals=hospitals,
        closures=closures,
        villages=tuple(Village(f"V{i}", HERE, chance.randint(1, 900)) for i in range(chance.randint(0, 4))),
        standbys=tuple(Standby(f"W{i}", HERE) for i in range(chance.randint(0, 3))),
        cover_ms=chance.choice([150_000, 200_000, 720_000]),
        walk_limit_m=chance.choice([400, 1500, 1500]),
    )


def _barring(chance: random.Random, closure: Closure, n_edges: int) -> Barring:
    edges = np.array(sorted({chance.randrange(n_edges) for _ in range(chance.randint(1, 3))}), dtype=np.int32)
    return Barring(closure, closure.kind, edges, DELAY[closure.kind])
