"""Who is reached in time by the ambulances that are left, and the one move that helps most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rescue.plan import Cover, Relocation
from yixian.planning.rescue.problem import FREE
from yixian.planning.rescue.search import search, seeds_at
from yixian.planning.rescue.tours import drive_from

if TYPE_CHECKING:
    from yixian.planning.rescue.arcs import LongArray, Ways
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.problem import Case
    from yixian.planning.rescue.roads import BoolArray


def cover_left(case: Case, ground: Ground, sent: int) -> Cover:
    """Return the cover before and after an ambulance is sent, and the best move of another one, if any helps."""
    watch = Watch(case, ground)
    people = np.array([village.people for village in case.villages], dtype=np.int64)
    free = [i for i, unit in enumerate(case.units) if unit.state == FREE and unit.crew]
    by_unit = {i: watch.covered(int(ground.places.units[i]), i) for i in free}
    nobody = np.zeros(len(people), dtype=np.bool_)
    before = np.logical_or.reduce([nobody, *by_unit.values()])
    left = {i: mask for i, mask in by_unit.items() if i != sent}
    after = np.logical_or.reduce([nobody, *left.values()])
    return Cover(
        before=int(people[before].sum()),
        after=int(people[after].sum()),
        lost=tuple(np.flatnonzero(before & ~after).tolist()),
        relocation=watch.best_move(left, people),
    )


@dataclass(frozen=True, eq=False)
class Watch:
    """Drives that matter for the cover."""

    case: Case
    ground: Ground

    def covered(self, start: int, unit: int) -> BoolArray:
        """Return which villages an ambulance that waits at a node reaches in time, its turn-out included."""
        limit = self.case.cover_ms - self.case.pace.turnout[1]
        reach = search(self._ways(unit), seeds_at([start]), limit_ms=limit)
        nodes = self.ground.places.villages
        return np.asarray(reach.settled[nodes] & (reach.ms[nodes] <= limit))

    def best_move(self, left: dict[int, BoolArray], people: LongArray) -> Relocation | None:
        """Return the move of one ambulance that covers most people beyond those covered without it."""
        moves = [move for unit in left for move in self._moves(unit, left, people)]
        return min(moves, key=lambda one: (-one.people, one.drive[1], one.unit, one.standby), default=None)

    def _moves(self, unit: int, left: dict[int, BoolArray], people: LongArray) -> list[Relocation]:
        """Return the moves of one ambulance that cover more people than before."""
        nodes, start = self.ground.places.standbys, int(self.ground.places.units[unit])
        reach = search(self._ways(unit), seeds_at([start]), wanted=nodes)
        nobody = np.zeros(len(people), dtype=np.bool_)
        others = np.logical_or.reduce([nobody, *(mask for i, mask in left.items() if i != unit)])
        now = int(people[others | left[unit]].sum())
        moves = []
        for standby in np.flatnonzero(reach.settled[nodes]).tolist():
            node = int(nodes[standby])
            gain = int(people[others | self.covered(node, unit)].sum()) - now
            if gain > 0:
                tour = drive_from(self.ground, reach, node, self.case.pace.drive)
                moves.append(Relocation(unit, standby, tour.lasts, tour.nodes, gain))
        return moves

    def _ways(self, unit: int) -> Ways:
        return self.ground.drive_ways(self.case.units[unit].width_cm + self.case.margin_cm, is_out=True)
