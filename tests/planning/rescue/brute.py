"""The same question answered by trying everything: a dictionary for the graph, subsets for the parties."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from math import ceil, inf
from typing import Any

from tests.planning.rescue.chance import Little

Node = Any
Arcs = dict[Node, list[tuple[Node, int]]]

ENDURANCE = {(2, False): 78, (2, True): 870, (4, False): 720, (4, True): 1470, (6, False): 1080, (6, True): 2205}


class Brute:
    """Best merits of one alarm, ``{(way, unit): milliseconds}``, before the ranking."""

    def __init__(self, little: Little) -> None:
        self.little, self.case, self.pace = little, little.case, little.case.pace
        self.n = little.graphs[0].n_nodes
        self.places = self._places()
        self.limit = self.case.walk_limit_m * 1_000_000 // 1417
        self.foot = self._foot()
        self.patient = ("door", 0)
        self.out = distances(self.foot, self.patient)
        self.back = distances(turned(self.foot), self.patient)
        self.keys = {b.closure.key for b in little.barrings if b.kind == "bar_without_guard"}

    def merits(self) -> dict[tuple[str, int], int]:
        """Return the least merit of each ambulance by each way, those at the door left out."""
        found: dict[tuple[str, int], tuple[int, int, int]] = {}
        for unit in range(len(self.case.units)):
            if self._is_fit(unit):
                for way, walk, merit in self._plans(unit):
                    key = (merit, 0, walk)
                    found[way, unit] = min(found.get((way, unit), (inf, 0, 0)), key)  # type: ignore[type-var]
        at_door = self.pace.scene[1] + self.pace.load[1] + self.pace.board[1]
        slack = max(0, at_door - self.pace.handover[1]) + 120_000
        doors = {unit: merit for (way, unit), (merit, _, walk) in found.items() if way == "walk_in" and walk <= 36_000}
        return {
            (way, unit): merit
            for (way, unit), (merit, _, _) in found.items()
            if way == "walk_in" or unit not in doors or merit < doors[unit] - slack
        }

    def _plans(self, unit: int) -> Iterator[tuple[str, int, int]]:
        """Yield way, walk and merit of everything that one ambulance can do."""
        one = self.case.units[unit]
        drive = self._drive(one.width_cm + self.case.margin_cm)
        come = distances(drive, self._place("units", unit))
        home = self._home(drive)
        must = self.case.patient.needs - self.case.patient.there
        for node in set(self.out) & set(self.back) & set(come) & set(home):
            walk, back = self.out[node], self.back[node]
            if walk > self.limit or back > self.limit:
                continue
            for size, ready, own in self._helped(len(one.crew)):
                gear = one.equipment | self.case.patient.there
                carry = self._carry(walk, size, gear)
                if carry is not None and own:
                    crew = self.pace.turnout[1] + come[node] + back + self.pace.scene[1]
                    end = max(crew, ready) + self.pace.load[1] + carry + self.pace.board[1] + home[node]
                    yield "walk_in", walk, end
            for items, size, ready in self._parties():
                carry = self._carry(walk, size, items | self.case.patient.there)
                if carry is None or not must <= items:
                    continue
                out = ready + self.pace.load[1] + carry
                end = max(self.pace.turnout[1] + come[node], out) + self.pace.handover[1] + home[node]
                yield "fetch" if items else "meet", walk, end

    def _helped(self, n_crew: int) -> Iterator[tuple[int, int, bool]]:
        for size in (2, 4, 6):
            ready = self._best_party(max(0, size - n_crew), frozenset())
            if ready is not None:
                yield size, ready, n_crew > 0

    def _parties(self) -> list[tuple[frozenset[str], int, int]]:
        must = self.case.patient.needs - self.case.patient.there
        more = {"stretcher", "strap"} - self.case.patient.there - must
        sets = [must | set(extra) for count in range(len(more) + 1) for extra in combinations(sorted(more), count)]
        found = []
        for items in map(frozenset, sets):
            for size in (2, 4, 6):
                ready = self._best_party(size, items)
                if ready is not None:
                    found.append((items, size, ready))
        return found

    def _best_party(self, size: int, items: frozenset[str]) -> int | None:
        """Return when the soonest lawful set of people is complete; every set and every errand is tried."""
        asked = (size, items)
        if not hasattr(self, "_known"):
            self._known: dict[tuple[int, frozenset[str]], int | None] = {}
        if asked not in self._known:
            self._known[asked] = min(self.tries(size, items), default=None)
        return self._known[asked]

    def tries(self, size: int, items: frozenset[str]) -> Iterable[int]:
        able = [i for i in range(len(self.case.people)) if self._may_go(i)]
        for group in combinations(able, size):
            if not self._guards_stay(group):
                continue
            errands = [self._errands(i, items) for i in group]
            for choice in product(*errands) if items else [tuple(self._errands(i, items)[0] for i in group)]:
                if items <= frozenset().union(*(bring for _, bring in choice)):
                    yield max((ms for ms, _ in choice), default=0)

    def _errands(self, person: int, items: frozenset[str]) -> list[tuple[int, frozenset[str]]]:
        here = ("door", self._number("people", person))
        ways = [(self.pace.alert[1] + self.back[here], frozenset[str]())]
        for i, store in enumerate(self.case.stores):
            shop = ("door", self._number("stores", i))
            there = distances(self.foot, here).get(shop, inf)
            onward = self.back.get(shop, inf)
            if items and store.is_open and there <= self.limit and onward <= self.limit:
                ms = self.pace.alert[1] + int(there) + self.pace.pick[1] + int(onward)
                ways.append((ms, store.has & items))
        return ways

    def _may_go(self, i: int) -> bool:
        person = self.case.people[i]
        is_near = self.back.get(("door", self._number("people", i)), inf) <= self.limit
        return person.is_checked_in and person.may_carry and is_near and person.id not in self.keys

    def _guards_stay(self, group: tuple[int, ...]) -> bool:
        for post in {person.post for person in self.case.people if person.post}:
            here = [i for i, one in enumerate(self.case.people) if one.post == post and one.is_checked_in]
            if any(i in group for i in here) and all(i in group for i in here):
                return False
        return True

    def _carry(self, walk: int, size: int, gear: frozenset[str]) -> int | None:
        loaded = walk * (113 if "stretcher" in gear else 130) // 100
        if loaded > 1000 * ENDURANCE[size, "strap" in gear]:
            return None
        return loaded + loaded // 120_000 * (10_000 if size == 6 else 30_000)

    def _home(self, drive: Arcs) -> dict[Node, int]:
        found: dict[Node, int] = {}
        for i, one in enumerate(self.case.hospitals):
            if one.is_open and one.beds > 0 and "emergency" in one.can:
                lack = 0 if self.case.patient.care <= one.can else self.pace.lacking_ms
                for node, ms in distances(turned(drive), self._place("hospitals", i)).items():
                    found[node] = min(found.get(node, ms + lack), ms + lack)
        return found

    def _is_fit(self, unit: int) -> bool:
        one = self.case.units[unit]
        needs = (self.case.patient.needs & {"aed", "oxygen"}) - self.case.patient.there
        return one.state == "free" and bool(one.crew) and needs <= one.equipment

    def _number(self, group: str, i: int) -> int:
        return self.places[group] + i

    def _place(self, group: str, i: int) -> Node:
        return ("road", self._number(group, i))

    def _places(self) -> dict[str, int]:
        starts, at = {}, 1
        for group in ("people", "stores", "units", "hospitals", "villages", "standbys"):
            starts[group] = at
            at += len(getattr(self.case, group))
        return starts

    def _drive(self, need_cm: int) -> Arcs:
        """Return vehicle arcs that are open and wide enough, delays in them."""

        def cost(edge: int, is_forward: bool, is_loop: bool) -> int | None:
            if self.little.clear_cm[edge] < need_cm:
                return None
            hits = [
                b for b in self.little.barrings if edge in b.edges and _hits(b.closure.direction, is_forward, is_loop)
            ]
            if any(b.kind == "hard_block" for b in hits):
                return None
            bars = [b.delay[1] for b in hits if b.kind == "bar_without_guard"]
            return max([*bars, *(b.delay[1] for b in hits if b.kind == "manned_gate" and not bars), 0])

        return self._layer(0, cost)

    def _foot(self) -> Arcs:
        def cost(edge: int, is_forward: bool, is_loop: bool) -> int | None:
            hits = [b for b in self.little.barrings if edge in b.edges and not b.closure.lets_walk]
            return None if any(_hits(b.closure.direction, is_forward, is_loop) for b in hits) else 0

        arcs = self._layer(1, cost)
        for i, hold in enumerate(self.little.holds):
            ms = max(1, ceil(hold.offset_m * 1_000_000 / 1417))
            arcs.setdefault(("road", i), []).append((("door", i), ms))
            arcs.setdefault(("door", i), []).append((("road", i), ms))
        return arcs

    def _layer(self, which: int, cost: Any) -> Arcs:
        graph, (u, v) = self.little.graphs[which], self.little.ends
        arcs: Arcs = {}
        loops: set[int] = set()
        for arc in range(graph.n_arcs):
            edge, tail, head = int(graph.edge[arc]), int(graph.tail[arc]), int(graph.head[arc])
            is_loop = bool(u[edge] == v[edge])
            is_forward = tail == u[edge] and not (is_loop and edge in loops)
            loops.add(edge)
            more = cost(edge, is_forward, is_loop)
            if more is None or graph.seconds[arc] == inf:
                continue
            run = max(1, round(graph.seconds[arc] * 1000))
            stops = [(hold.fraction, ("road", i)) for i, hold in enumerate(self.little.holds) if hold.edge == edge]
            line = [(0.0, int(u[edge])), *sorted(stops, key=lambda stop: stop[0]), (1.0, int(v[edge]))]
            line = line if is_forward else line[::-1]
            for i, j in combinations(range(len(line)), 2):
                is_whole = i == 0 and j == len(line) - 1
                ms = run if is_whole else max(1, ceil(run * abs(line[j][0] - line[i][0])))
                arcs.setdefault(line[i][1], []).append((line[j][1], ms + more))
            assert head == line[-1][1]
        return arcs


def _hits(direction: str, is_forward: bool, is_loop: bool) -> bool:
    return direction == "both" or is_loop or (direction == "forward") == is_forward


def turned(arcs: Arcs) -> Arcs:
    """Return all arcs the other way round."""
    found: Arcs = {}
    for tail, line in arcs.items():
        for head, ms in line:
            found.setdefault(head, []).append((tail, ms))
    return found


def distances(arcs: Arcs, start: Node) -> dict[Node, int]:
    """Return the least milliseconds to everything that can be reached."""
    found: dict[Node, int] = {}
    heap: list[tuple[int, int, Node]] = [(0, 0, start)]
    count = 0
    while heap:
        ms, _, node = heapq.heappop(heap)
        if node in found:
            continue
        found[node] = ms
        for head, more in arcs.get(node, []):
            count += 1
            heapq.heappush(heap, (ms + more, count, head))
    return found
