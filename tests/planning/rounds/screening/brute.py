"""The most even division of a few buildings, by trying every one, in every order."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, permutations

from yixian.planning.rounds.screening.problem import NO_WAY_S, Problem


def least_longest(problem: Problem) -> int | None:
    """Return the lightest heaviest load of any lawful division in seconds, None if there is none."""
    n, n_workers = len(problem.building_ids), len(problem.worker_ids)
    neighbours = [0] * n
    for a, b in problem.edges.tolist():
        neighbours[a] |= 1 << b
        neighbours[b] |= 1 << a

    @cache
    def load(area: int) -> int:
        """Return the seconds of the best walk, NO_WAY_S if the area is in pieces."""
        members = [b for b in range(n) if area >> b & 1]
        reached = 1 << members[0]
        for _ in members:
            for b in members:
                if reached >> b & 1:
                    reached |= neighbours[b] & area
        if reached != area:
            return NO_WAY_S
        doors = sum(int(problem.visit_s[b]) for b in members)
        ways = (sum(int(problem.walk_s[a, b]) for a, b in pairwise(way)) for way in permutations(members))
        return doors + min(ways)

    @cache
    def best(left: int, workers: int) -> int:
        if left == 0:
            return 0
        if workers == 0:
            return NO_WAY_S
        first = left & -left
        rest, found, part = left ^ first, NO_WAY_S, left ^ first
        while True:
            area = first | part
            heavy = load(area)
            if heavy < found:
                found = min(found, max(heavy, best(left ^ area, workers - 1)))
            if part == 0:
                return found
            part = (part - 1) & rest

    longest = best((1 << n) - 1, n_workers)
    return None if longest >= NO_WAY_S else longest
