"""Read a problem of the format ``yixian-round/1``; everything wrong with it is said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.faults import BadInput
from yixian.planning.judge import Judge, entries
from yixian.planning.rounds.screening.neighbours import edge_seconds, neighbours_of, shortest_ways
from yixian.planning.rounds.screening.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.rounds.screening.problem import FloatArray, IntArray

FORMAT = "yixian-round/1"
KEYS = ("format", "name", "buildings", "workers", "walk_m_per_min", "minutes_per_door", "adjacent")
BUILDING = ("id", "x", "y", "households", "doors", "minutes_per_door")
WORKER = ("id", "name")
MOST_BUILDINGS = 2000
MOST_DOORS = 10_000
FARTHEST_M = 1_000_000.0


def read_problem(value: Any) -> Problem:
    """Return the problem that parsed JSON describes.

    Raises
    ------
    BadInput
        With every fault, each at its path such as ``buildings[3]``.
    """
    judge = Judge()
    top = judge.table("problem", value, KEYS)
    if not isinstance(value, dict):
        raise BadInput(judge.faults)
    if top.get("format") != FORMAT:
        judge.refuse("problem", "format", FORMAT, top.get("format"))
    buildings = judge.ids("buildings", top.get("buildings"))
    workers = judge.ids("workers", top.get("workers"))
    if len(buildings) > MOST_BUILDINGS:
        judge.refuse("problem", "buildings", f"at most {MOST_BUILDINGS} buildings", len(buildings))
    walk_m_per_min = judge.number("problem", "walk_m_per_min", top.get("walk_m_per_min"), least=1.0, most=1000.0)
    place_m, doors, visit_s = _buildings(judge, top)
    edges = _edges(judge, top, buildings)
    for i, row in enumerate(entries(top.get("workers"))):
        judge.table(f"workers[{i}]", row, WORKER)
    if judge.faults:
        raise BadInput(judge.faults)
    if edges is None:
        edges = neighbours_of(place_m)
    edge_s = edge_seconds(place_m, edges, walk_m_per_min)
    return Problem(
        name=str(top.get("name", "")),
        building_ids=tuple(buildings),
        worker_ids=tuple(workers),
        place_m=place_m,
        doors=doors,
        visit_s=visit_s,
        edges=edges,
        edge_s=edge_s,
        walk_s=shortest_ways(len(buildings), edges, edge_s),
    )


def _buildings(judge: Judge, top: Mapping[str, Any]) -> tuple[FloatArray, IntArray, IntArray]:
    places, doors, visits = [], [], []
    usual_min = _minutes(judge, "problem", top.get("minutes_per_door"))
    for i, value in enumerate(entries(top.get("buildings"))):
        place = f"buildings[{i}]"
        row = judge.table(place, value, BUILDING)
        if not row:
            continue
        places.append(
            [judge.number(place, key, row.get(key), least=-FARTHEST_M, most=FARTHEST_M) for key in ("x", "y")]
        )
        field = "doors" if "doors" in row else "households"
        doors.append(judge.whole(place, field, row.get(field), most=MOST_DOORS))
        own_min = _minutes(judge, place, row["minutes_per_door"]) if "minutes_per_door" in row else usual_min
        visits.append(round(60 * own_min * doors[-1]))
    return (
        np.array(places, dtype=np.float64).reshape(-1, 2),
        np.array(doors, dtype=np.int64),
        np.array(visits, dtype=np.int64),
    )


def _minutes(judge: Judge, place: str, value: Any) -> float:
    return judge.number(place, "minutes_per_door", value, least=0.0, most=600.0)


def _edges(judge: Judge, top: Mapping[str, Any], buildings: Mapping[str, int]) -> IntArray | None:
    """Return the pairs of neighbours that are given, or None where none are: then nearness decides."""
    if "adjacent" not in top:
        return None
    found: set[tuple[int, int]] = set()
    for i, value in enumerate(judge.items("problem", "adjacent", top["adjacent"])):
        place = f"adjacent[{i}]"
        row = judge.pair(place, value, "building, building")
        if row is None:
            continue
        ends = [judge.index(place, "building", name, buildings) for name in row]
        if ends[0] is None or ends[1] is None:
            continue
        if ends[0] == ends[1]:
            judge.refuse(place, "building", "two different buildings", row)
        found.add((min(ends[0], ends[1]), max(ends[0], ends[1])))
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
