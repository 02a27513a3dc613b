"""Who can stand in: candidates for one slot, chains of two people, and the reason against each of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.planning.duty.crew import Crew
from yixian.planning.duty.figures import count
from yixian.planning.duty.problem import OFF, Roster
from yixian.planning.duty.tariff import Move, Tariff

if TYPE_CHECKING:
    from yixian.planning.duty.crew import Slot
    from yixian.planning.duty.problem import Problem
    from yixian.planning.plan import Reason


@dataclass(frozen=True)
class Candidate:
    """Somebody who may take the slot now; ``cost_change`` includes the hole that it fills."""

    person: str
    cost_change: int


@dataclass(frozen=True)
class Chain:
    """Somebody who may take the slot if another takes over one of his duties."""

    person: str
    gives_up: tuple[str, int, str]  # post, day, shift
    stand_in: str
    cost_change: int


@dataclass(frozen=True)
class Filling:
    """The answer for one slot, the cheapest first; ``against`` has one reason for each of the others in reach."""

    missing: int  # people short on the slot
    candidates: tuple[Candidate, ...]
    against: tuple[Reason, ...]


class StandIns:
    """A roster prepared for questions about holes; each question then takes about a millisecond."""

    def __init__(self, problem: Problem, roster: Roster) -> None:
        self._problem = problem
        self._figures = count(problem, roster)
        self._crew = Crew(problem, roster)
        self._tariff = Tariff(self._crew, self._figures)

    def fill(self, slot: Slot) -> Filling:
        """Return who may take a slot ``(post, day, shift)``; nobody may if it lacks nobody."""
        missing = int(self._figures.missing[slot])
        candidates, against = [], []
        for person in self._others(slot):
            reason = self._crew.why_not(person, slot)
            if reason is not None:
                against.append(reason)
            elif missing:
                step = self._tariff.step(Move(person, slot))
                candidates.append(Candidate(self._problem.person_ids[person], step))
        candidates.sort(key=lambda candidate: (candidate.cost_change, candidate.person))
        return Filling(missing, tuple(candidates), tuple(against))

    def chains(self, slot: Slot, most: int = 20) -> tuple[Chain, ...]:
        """Return the cheapest ways to fill a slot with two changed people."""
        if not self._figures.missing[slot]:
            return ()
        refused: dict[tuple[int, int, int], bool] = {}
        found = [
            chain
            for person in self._others(slot)
            if self._crew.bars(person, slot) is None
            for given in self._givable(person, slot)
            for chain in self._handed_over(Move(person, slot, given), refused)
        ]
        found.sort(key=lambda chain: (chain.cost_change, chain.person, chain.stand_in))
        return tuple(found[:most])

    def _others(self, slot: Slot) -> list[int]:
        there = set(self._crew.on(slot))
        return [person for person in self._crew.near(slot[0]) if person not in there]

    def _givable(self, person: int, slot: Slot) -> list[Slot]:
        """Return the duties without which a person might take a slot that he may not take now."""
        crew, day = self._crew, slot[1]
        same_day = crew.shift[person][day] != OFF
        if not same_day and crew.breaks(person, slot) is None:
            return []
        days = [day] if same_day else [duty[0] for duty in crew.duties(person)]
        return [
            (crew.post[person][given], given, crew.shift[person][given])
            for given in days
            if not crew.is_fixed(person, given) and crew.breaks(person, slot, without=given) is None
        ]

    def _handed_over(self, move: Move, refused: dict[tuple[int, int, int], bool]) -> list[Chain]:
        assert move.gives_up is not None
        post, day, shift = move.gives_up
        names = self._problem.person_ids
        found = []
        for other in self._crew.near(post):
            key = (other, day, shift)
            if other == move.person or refused.get(key, False):
                continue
            if key not in refused:
                refused[key] = self._crew.why_not(other, move.gives_up) is not None
            if not refused[key]:
                step = self._tariff.step(move, Move(other, move.gives_up))
                gives_up = (self._problem.post_ids[post], day, self._problem.shift_ids[shift])
                found.append(Chain(names[move.person], gives_up, names[other], step))
        return found


def without(roster: Roster, person: int, day: int) -> Roster:
    """Return a roster in which somebody has dropped out on a day."""
    shift, post = roster.shift.copy(), roster.post.copy()
    shift[person, day] = post[person, day] = OFF
    return Roster(shift=shift, post=post)
