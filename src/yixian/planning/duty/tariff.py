"""What it costs to put one person on one slot, or to take him off, counted from the problem's prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from yixian.planning.duty.crew import Crew, Slot
    from yixian.planning.duty.figures import Figures


@dataclass(frozen=True)
class Move:
    """A person who takes a slot, or with ``takes`` None only gives one up."""

    person: int
    takes: Slot | None
    gives_up: Slot | None = None


class Tariff:
    """Cost changes of single moves in a roster, in cost units."""

    def __init__(self, crew: Crew, figures: Figures) -> None:
        self._crew = crew
        self._problem = crew.problem
        self._missing = figures.missing
        self._leaders_missing = figures.leaders_missing
        self._over = self._leaders_over(figures)

    def step(self, *moves: Move) -> int:
        """Return by how much some moves together change the cost of the roster."""
        people: dict[Slot, int] = {}
        leaders: dict[Slot, int] = {}
        cost = 0
        for move in moves:
            cost += self._own(move)
            is_leader = int(self._problem.leader[move.person])
            for slot, sign in ((move.takes, 1), (move.gives_up, -1)):
                if slot is not None:
                    people[slot] = people.get(slot, 0) + sign
                    leaders[slot] = leaders.get(slot, 0) + sign * is_leader
        weights = self._problem.weights
        cost -= weights.uncovered * sum(people.values())
        return cost + weights.no_leader * sum(self._lack(slot, change) for slot, change in leaders.items())

    def _lack(self, slot: Slot, change: int) -> int:
        """Return how many more leaders lack on a slot after a change."""
        before = int(self._leaders_missing[slot]) - self._over.get(slot, 0)
        return max(0, before - change) - max(0, before)

    def _leaders_over(self, figures: Figures) -> dict[Slot, int]:
        """Return the slots with more leaders than wanted, and by how many."""
        over = figures.leaders - self._problem.lead
        return {
            (post, day, shift): int(over[post, day, shift])
            for post, day, shift in zip(*((over > 0).nonzero()), strict=True)
        }

    def _own(self, move: Move) -> int:
        """Return what changes for the person: travel, wishes, changes, and the squares of nights and weekends."""
        cost = nights = weekends = 0
        rulebook = self._crew.rulebook
        for slot, sign in ((move.takes, 1), (move.gives_up, -1)):
            if slot is None:
                continue
            cost += sign * self._duty(move.person, slot)
            nights += sign * rulebook.is_night[slot[2]]
            weekends += sign * bool(self._problem.is_weekend[slot[1]])
        has_nights, has_weekends = self._tally(move.person)
        problem, weights = self._problem, self._problem.weights
        cost += weights.nights_square * _grown(int(problem.nights_before[move.person]) + has_nights, nights)
        return cost + weights.weekend_square * _grown(
            int(problem.weekends_before[move.person]) + has_weekends, weekends
        )

    def _duty(self, person: int, slot: Slot) -> int:
        post, day, shift = slot
        problem, weights = self._problem, self._problem.weights
        place = problem.reach[person].tolist().index(post)
        cost = weights.minute * int(problem.travel_min[person, place])
        cost += weights.away_from_home_post * (int(problem.home[person]) != post)
        cost += weights.wish * int(problem.wish[person, day, shift])
        if problem.published is None:
            return cost
        told = (int(problem.published.shift[person, day]), int(problem.published.post[person, day]))
        return cost + weights.changed * ((told != (shift, post)) - (told[0] != OFF))

    def _tally(self, person: int) -> tuple[int, int]:
        duties = self._crew.duties(person)
        nights = sum(self._crew.rulebook.is_night[shift] for _, shift in duties)
        return nights, sum(bool(self._problem.is_weekend[day]) for day, _ in duties)


def _grown(now: int, change: int) -> int:
    """Return by how much the square of a count grows."""
    return (now + change) ** 2 - now**2
