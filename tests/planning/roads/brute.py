"""The truth by the plainest means: Dijkstra with a heap over ways of having come, from the network's arrays."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from yixian.planning.roads.arcs import arcs_of
from yixian.planning.roads.network import Network
from yixian.planning.roads.overlay import NOTHING, Overlay
from yixian.planning.roads.snap import Snapped
from yixian.planning.roads.speeds import SPEEDS

Road = tuple[int, int]
"""Edge and direction."""


@dataclass
class Plain:
    """Roads that somebody may use, with everything in force."""

    ends: dict[Road, tuple[int, int]]
    travel: dict[Road, float]
    wait: dict[Road, float]
    shut: set[Road]
    banned: set[tuple[Road, Road]]
    out: dict[int, list[Road]]

    def turn(self, came: Road | None, to: Road) -> float:
        """Seconds of a turn, inf if it is forbidden."""
        if came is None or not any(rule[0] == came for rule in self.banned):
            return 0.0
        is_back = came[0] == to[0]
        return math.inf if is_back or (came, to) in self.banned else 0.0


def plain(network: Network, by: str, overlay: Overlay = NOTHING) -> Plain:
    """Return the roads of somebody, the closures taken one by one."""
    arcs = arcs_of(network, by, SPEEDS["county"])
    roads = [(int(number) // 2, int(number) % 2) for number in arcs.number]
    ends = dict(zip(roads, zip(arcs.tail.tolist(), arcs.head.tolist(), strict=True), strict=True))
    found = Plain(
        ends=ends,
        travel=dict(zip(roads, arcs.travel_s.tolist(), strict=True)),
        wait=dict(zip(roads, arcs.wait_s.tolist(), strict=True)),
        shut=set(),
        banned=set(),
        out=defaultdict(list),
    )
    for road, (tail, _) in ends.items():
        found.out[tail].append(road)
    for coming, via, going in network.banned.tolist() if by != "foot" else ():
        for one in ((coming, 0), (coming, 1)):
            for other in ((going, 0), (going, 1)):
                if one in ends and other in ends and ends[one][1] == via and ends[other][0] == via:
                    found.banned.add((one, other))
    for closure in overlay.closures:
        for edge in set(closure.edges):
            for back in {"both": (0, 1), "forward": (0,), "backward": (1,)}[closure.direction]:
                if closure.lets_pass(by):
                    if by == "ambulance" and (edge, back) in found.wait:
                        found.wait[edge, back] += closure.delay_s or 0.0
                else:
                    found.shut.add((edge, back))
    return found


def seconds(roads: Plain, starts: Snapped, goals: Snapped) -> np.ndarray:
    """Return the least seconds between points on roads, ``[start, goal]``."""
    return np.array([_from(roads, (int(e), float(x)), goals) for e, x in zip(starts.edge, starts.share, strict=True)])


def _from(roads: Plain, start: tuple[int, float], goals: Snapped) -> list[float]:
    reached: dict[Road, float] = {}
    heap: list[tuple[float, Road]] = []
    edge, share = start
    for back in (0, 1):
        road = (edge, back)
        if road in roads.ends:
            rest = share if back else 1 - share
            heapq.heappush(heap, (rest * roads.travel[road] + roads.wait[road], road))
    # A state is the road by which one has come to its end.
    while heap:
        so_far, road = heapq.heappop(heap)
        if road in reached:
            continue
        reached[road] = so_far
        for onward in roads.out[roads.ends[road][1]]:
            turn = roads.turn(road, onward)
            if onward in roads.shut or math.isinf(turn):
                continue
            takes = max(roads.travel[onward] + roads.wait[onward] + turn, 0.01)
            heapq.heappush(heap, (so_far + takes, onward))
    return [_to(roads, reached, start, (int(e), float(x))) for e, x in zip(goals.edge, goals.share, strict=True)]


def _to(roads: Plain, reached: dict[Road, float], start: tuple[int, float], goal: tuple[int, float]) -> float:
    best = math.inf
    edge, share = goal
    for back in (0, 1):
        road = (edge, back)
        if road not in roads.ends or road in roads.shut:
            continue
        part = (1 - share if back else share) * roads.travel[road]
        ahead = (share - start[1]) * (1 - 2 * back)
        if start[0] == edge and ahead >= 0:
            best = min(best, ahead * roads.travel[road])
        for came, so_far in reached.items():
            if roads.ends[came][1] == roads.ends[road][0]:
                best = min(best, so_far + roads.turn(came, road) + part)
    return best
