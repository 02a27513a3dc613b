"""What the checker counts of an area: the seconds of its walk, and the pieces it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.rounds.screening.problem import Problem


def load_of(problem: Problem, tour: Sequence[int]) -> int:
    """Return the seconds of a walk: at the doors, and from each building to the next."""
    at_doors = sum(int(problem.visit_s[building]) for building in tour)
    return at_doors + sum(int(problem.walk_s[tour[n - 1], tour[n]]) for n in range(1, len(tour)))


def pieces_of(problem: Problem, area: Sequence[int]) -> list[set[int]]:
    """Return the pieces of an area: buildings joined by neighbours that are in it too."""
    inside, pieces = set(area), []
    neighbours: dict[int, set[int]] = {building: set() for building in inside}
    for a, b in problem.edges.tolist():
        if a in inside and b in inside:
            neighbours[a].add(b)
            neighbours[b].add(a)
    while inside:
        piece, waiting = set(), [min(inside)]
        while waiting:
            building = waiting.pop()
            if building not in piece:
                piece.add(building)
                waiting += neighbours[building]
        pieces.append(piece)
        inside -= piece
    return pieces
