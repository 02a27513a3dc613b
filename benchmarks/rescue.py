"""Rescues: how long a decision takes on a county of 65,536 nodes, over alarms by chance.

    python -m benchmarks.rescue [ALARMS]

The county is generated: a grid of 256 x 256 crossings 150 m apart with every fifth lane missing, trunk roads every 16,
county roads every 4, lanes between; a tenth of the lanes is one-way, a fifth too narrow, paths only for people; ten
closures of all kinds are in force. Twelve ambulances of two widths, eight hospitals, 60 people and four stores around
each patient. One core. A decision is everything that is ordered: places put on the roads, party, ambulance, hospital,
transfer, ranked legs with bands, and the reason against everything else. Beside it: what the closures cost, the cover,
and the checker, which searches the whole graph for everything.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import datetime

import numpy as np

from yixian.planning.rescue.check import check
from yixian.planning.rescue.cover import cover_left
from yixian.planning.rescue.formats import plan_document
from yixian.planning.rescue.ground import Ground, Hold, make_ground
from yixian.planning.rescue.problem import (
    HARD,
    KINDS,
    MANNED,
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
from yixian.planning.rescue.solve import best_merit, decide
from yixian.planning.rescue.why import why
from yixian.planning.roads.graph import Graph

SIDE = 256
STEP_M = 150.0
FOOT_MPS = 5.1 / 3.6
AT = datetime.fromisoformat("2020-02-11T10:05:00+08:00")
HERE = Spot(117.0, 28.0)
N_UNITS, N_HOSPITALS, N_PEOPLE, N_STORES, N_VILLAGES = 12, 8, 60, 4, 300


def main() -> None:
    """Decide alarms by chance and print how long that took."""
    n_alarms = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chance = np.random.default_rng(20200211)
    began = time.process_time()
    roads = county(chance)
    _say("county and closures in force", [time.process_time() - began])
    began = time.process_time()
    for width in (245, 255):
        roads.core(width)
    _say("largest parts, once for a network and its closures", [time.process_time() - began])
    proper = np.unique(roads.drive.arcs.edge[roads.clear_cm >= 300])
    fixed = [Hold(int(edge), 0.5, 3.0) for edge in chance.choice(proper, N_UNITS + N_HOSPITALS + N_VILLAGES + 6)]
    alarms = [alarm(roads, chance, fixed) for _ in range(n_alarms + 1)]
    decide(*_stand(roads, *alarms[-1]))  # compiles
    spent: dict[str, list[float]] = {"decision": [], "what closures cost": [], "cover": [], "check": []}
    n_planned = 0
    for case, holds in alarms[:-1]:
        n_planned += _measure(roads, case, holds, spent)
    print(f"{len(roads.lon)} nodes, {len(roads.clear_cm)} vehicle arcs; {n_planned} of {n_alarms} alarms have a plan")
    for name, times in spent.items():
        _say(name, times)


def _measure(roads: Roads, case: Case, holds: list[Hold], spent: dict[str, list[float]]) -> bool:
    began = time.process_time()
    case, ground = _stand(roads, case, holds)
    plan = decide(case, ground)
    spent["decision"].append(time.process_time() - began)
    if not plan.alternatives:
        return False
    if len(spent["check"]) < 20:
        began = time.process_time()
        reasons = why(case, ground, plan.alternatives, best_merit)
        spent["what closures cost"].append(time.process_time() - began)
        began = time.process_time()
        cover = cover_left(case, ground, plan.alternatives[0].unit)
        spent["cover"].append(time.process_time() - began)
        document = plan_document(case, ground, replace(plan, why=reasons, cover=cover), "0" * 64)
        began = time.process_time()
        certificate = check(case, ground, document)
        spent["check"].append(time.process_time() - began)
        assert certificate.is_sound, certificate.faults[:3]
    return True


def _stand(roads: Roads, case: Case, holds: list[Hold]) -> tuple[Case, Ground]:
    return case, make_ground(roads, case, holds)


def county(chance: np.random.Generator) -> Roads:
    """Return the generated county with its closures."""
    node = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    row, column = np.divmod(np.arange(SIDE * SIDE), SIDE)
    u = np.concatenate((node[:, :-1].ravel(), node[:-1].ravel()))
    v = np.concatenate((node[:, 1:].ravel(), node[1:].ravel()))
    line = np.concatenate((row[node[:, :-1].ravel()], column[node[:-1].ravel()]))
    kind = np.where(line % 16 == 0, 0, np.where(line % 4 == 0, 1, 2))
    kept = (kind < 2) | (chance.random(len(u)) < 0.8)
    u, v, kind = u[kept].astype(np.int32), v[kept].astype(np.int32), kind[kept]
    metres = STEP_M * chance.uniform(1.0, 1.4, len(u))
    is_lane = kind == 2
    clear = np.where(is_lane & (chance.random(len(u)) < 0.2), 230, np.where(is_lane, 350, 700)).astype(np.int32)
    is_path = is_lane & (chance.random(len(u)) < 0.05)
    is_one_way = is_lane & (chance.random(len(u)) < 0.1)
    seconds = metres / np.array([16.0, 11.0, 6.5])[kind] + chance.uniform(0, 4, len(u))
    drive = _graph(u, v, seconds, metres, ~is_path, ~is_path & ~is_one_way)
    every = np.ones(len(u), dtype=bool)
    foot = _graph(u, v, metres / FOOT_MPS, metres, every, every)
    barrings = [_barring(k, int(edge)) for k, edge in enumerate(chance.choice(np.flatnonzero(kind < 2), 10))]
    return close(make_roads((drive, foot), (u, v), clear), barrings)


def _graph(u: np.ndarray, v: np.ndarray, seconds: np.ndarray, metres: np.ndarray, *may: np.ndarray) -> Graph:
    edge = np.concatenate([np.flatnonzero(way) for way in may]).astype(np.int32)
    n_forward = int(may[0].sum())
    tail = np.concatenate((u[edge[:n_forward]], v[edge[n_forward:]]))
    head = np.concatenate((v[edge[:n_forward]], u[edge[n_forward:]]))
    order = np.argsort(tail, kind="stable")
    first = np.concatenate(([0], np.cumsum(np.bincount(tail, minlength=SIDE * SIDE)))).astype(np.int32)
    where = np.divmod(np.arange(SIDE * SIDE), SIDE)
    lat, lon = (HERE.lat + where[0] * STEP_M / 111_195, HERE.lon + where[1] * STEP_M / 98_000)
    return Graph(first, head[order], seconds[edge][order], metres[edge][order], edge[order], lon, lat)


def _barring(k: int, edge: int) -> Barring:
    kind = KINDS[k % len(KINDS)]
    closure = Closure(f"K{k}", kind, Where(edge=edge), "both", True, "G0", "key", "county", "order 3", None)
    delay = (0, 0, 0) if kind == HARD else Pace().gate if kind == MANNED else Pace().bar
    return Barring(closure, kind, np.array([edge], dtype=np.int32), delay)


def alarm(roads: Roads, chance: np.random.Generator, fixed: list[Hold]) -> tuple[Case, list[Hold]]:
    """Return an alarm at a random place, with people and stores within about 1.2 km."""
    x, y = chance.integers(10, SIDE - 10, 2)
    mid_u = np.divmod(roads.u, SIDE)
    near = np.flatnonzero((np.abs(mid_u[0] - y) <= 6) & (np.abs(mid_u[1] - x) <= 6))
    chosen = chance.choice(near, 1 + N_PEOPLE + N_STORES)
    walked = [Hold(int(edge), float(chance.random()), float(chance.uniform(0, 40))) for edge in chosen]
    has = (frozenset({"stretcher", "strap"}), frozenset({"aed", "oxygen"}))
    case = Case(
        at=AT,
        patient=Patient("door", HERE, frozenset(), frozenset(), frozenset({"stroke"} if chance.random() < 0.3 else ())),
        units=tuple(
            Unit(f"U{i}", HERE, "free", ("a", "b"), frozenset({"stretcher"}), 195 if i % 3 else 205)
            for i in range(N_UNITS)
        ),
        people=tuple(
            Person(f"P{i}", HERE, f"G{i % 20}" if i < 40 else None, is_checked_in=True, may_carry=True)
            for i in range(N_PEOPLE)
        ),
        stores=tuple(Store(f"S{i}", HERE, has[i % 2], is_open=True) for i in range(N_STORES)),
        hospitals=tuple(
            Hospital(f"H{i}", HERE, frozenset({"emergency", *(("stroke",) if i < 2 else ())}), 3, is_open=True)
            for i in range(N_HOSPITALS)
        ),
        closures=tuple(barring.closure for barring in roads.barrings),
        villages=tuple(Village(f"V{i}", HERE, 300) for i in range(N_VILLAGES)),
        standbys=tuple(Standby(f"W{i}", HERE) for i in range(6)),
    )
    return case, [*walked, *fixed]


def _say(name: str, times: list[float]) -> None:
    p50, p95 = np.percentile(times, [50, 95]) * 1000
    print(f"{name:<52} median {p50:7.1f} ms, p95 {p95:7.1f} ms, most {max(times) * 1000:7.1f} ms, n {len(times)}")


if __name__ == "__main__":
    main()
